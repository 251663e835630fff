"""expect: contained; has the kernel signal the grader whenever the socket is ready"""

import fcntl
import os


def attack():
    fcntl.fcntl(3, fcntl.F_SETOWN, __GRADER__)
    fcntl.fcntl(3, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
    print("PWNED")


attack()
