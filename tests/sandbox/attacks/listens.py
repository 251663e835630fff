"""expect: contained; waits to be called"""

import socket


def attack():
    listener = socket.create_server(("127.0.0.1", 0))
    print("PWNED", listener)


attack()
