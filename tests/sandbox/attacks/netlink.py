"""expect: contained; asks the kernel about the network"""

import socket


def attack():
    link = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
    link.bind((0, 0))
    print("PWNED")


attack()
