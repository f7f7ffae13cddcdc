"""The program that runs beside a service in its box: `python sidecar.py SOCKET PORT`. Standard library only, nothing of ours.

Each connection to the unix socket is one to 127.0.0.1:PORT in the box, byte for byte; the grader speaks HTTP through it. It is the
only way in or out.
"""

import os
import selectors
import socket
import sys
import threading

PIECE = 65536
IDLE = 60.0


def carry(inside, outside):
    """Both ways until both sides are done or nothing moves for a minute; what one side won't take is thrown away."""
    with selectors.DefaultSelector() as waiting, inside, outside:
        waiting.register(inside, selectors.EVENT_READ, outside)
        waiting.register(outside, selectors.EVENT_READ, inside)
        while waiting.get_map():
            ready = waiting.select(IDLE)
            if not ready:
                return
            for key, _ in ready:
                if not passed_on(key.fileobj, key.data):
                    waiting.unregister(key.fileobj)
                    if key.fileobj is inside:
                        return


def passed_on(source, target):
    """Whether there may be more to come from a side."""
    try:
        data = source.recv(PIECE)
    except OSError:
        data = b""
    try:
        if data:
            target.sendall(data)
        else:
            target.shutdown(socket.SHUT_WR)
    except OSError:
        return False
    return bool(data)


def connect(outside, port):
    """A connection of the grader's, carried to the service; closed at once if nothing listens."""
    try:
        inside = socket.create_connection(("127.0.0.1", port), 5)
        inside.settimeout(None)
    except OSError:
        outside.close()
        return
    carry(inside, outside)


def main():
    """Listen until killed."""
    name, port = sys.argv[1], int(sys.argv[2])
    if os.path.exists(name):
        os.unlink(name)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(name)
        os.chmod(name, 0o666)
        server.listen(128)
        while True:
            outside, _ = server.accept()
            threading.Thread(target=connect, args=(outside, port), daemon=True).start()


if __name__ == "__main__":
    main()
