"""expect: contained; asks for an address"""

import socket


def attack():
    print("PWNED", socket.getaddrinfo("localhost", 80))


attack()
