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
    """Both ways until one side closes or nothing moves for a minute."""
    with selectors.DefaultSelector() as waiting, inside, outside:
        waiting.register(inside, selectors.EVENT_READ, outside)
        waiting.register(outside, selectors.EVENT_READ, inside)
        left = 2
        while left:
            ready = waiting.select(IDLE)
            if not ready:
                return
            for key, _ in ready:
                try:
                    data = key.fileobj.recv(PIECE)
                    if data:
                        key.data.sendall(data)
                        continue
                    waiting.unregister(key.fileobj)
                    key.data.shutdown(socket.SHUT_WR)
                    left -= 1
                except OSError:
                    return


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
