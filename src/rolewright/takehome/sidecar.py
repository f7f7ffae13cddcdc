"""The first program in a box: `python sidecar.py CONTROL UID PROCESSES FILTER COMMAND…`. Standard library only, nothing of ours.

It gives up what rights it has, starts the command, and hands the grader a new socket of the box for each `s` that it reads on the
file descriptor CONTROL: the grader connects it to the service itself, so nothing stands between the two. `t` is SIGTERM for the
command. As process 1 it can't be killed from inside; when it ends, and it does when the command or the grader ends, the kernel
kills all that is left in the box. FILTER are the system calls that are refused, as a program for the kernel, in hex.
"""

import ctypes
import os
import resource
import signal
import socket
import subprocess
import sys
import threading

NO_NEW_RIGHTS, DUMPABLE, SECCOMP, BY_FILTER = 38, 4, 22, 2
FIRST_TO_GO = 500


class Program(ctypes.Structure):
    """`struct sock_fprog` of the kernel."""

    _fields_ = [("count", ctypes.c_ushort), ("code", ctypes.c_char_p)]


def give_up_rights(uid, processes, code):
    """Another user than the grader's, if root started us; few processes; no tracing of us; no unusual system calls."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    elif processes:
        resource.setrlimit(resource.RLIMIT_NPROC, (processes, processes))
    prctl(NO_NEW_RIGHTS, 1, 0)
    prctl(DUMPABLE, 0, 0)
    if code:
        prctl(SECCOMP, BY_FILTER, ctypes.byref(Program(len(code) // 8, code)))


def prctl(what, value, more):
    """Ends the box if the kernel refuses."""
    if ctypes.CDLL(None, use_errno=True).prctl(what, value, more, 0, 0):
        sys.exit(f"the box can't be closed: {os.strerror(ctypes.get_errno())}")


def listen(control, child):
    """Do what the grader says; end with it."""
    try:
        while word := control.recv(1):
            if word == b"t":
                os.kill(child.pid, signal.SIGTERM)
            else:
                with socket.socket() as fresh:
                    socket.send_fds(control, [b"s"], [fresh.fileno()])
    finally:
        os._exit(137)


def start(command):
    """The submission's program; the kernel short of memory takes it before us."""
    try:
        child = subprocess.Popen(command)  # noqa: S603 - what the box is for
    except OSError as error:
        sys.exit(f"{command[0]} can't be started: {error.strerror}")
    try:
        with open(f"/proc/{child.pid}/oom_score_adj", "w") as file:
            file.write(str(FIRST_TO_GO))
    except OSError:
        pass  # it has ended already, or the kernel has no such thing
    return child


def wait_for(child):
    """Its exit code, as a shell gives it; orphans are buried on the way."""
    while True:
        pid, status = os.wait()
        if pid == child.pid:
            code = os.waitstatus_to_exitcode(status)
            return code if code >= 0 else 128 - code


def main():
    """Run until the command ends."""
    control, uid, processes, code = (*map(int, sys.argv[1:4]), bytes.fromhex(sys.argv[4]))
    channel = socket.socket(fileno=control)
    channel.set_inheritable(False)
    give_up_rights(uid, processes, code)
    child = start(sys.argv[5:])
    threading.Thread(target=listen, args=(channel, child), daemon=True).start()
    ended = wait_for(child)
    os._exit(ended)


if __name__ == "__main__":
    main()
