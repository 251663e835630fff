"""expect: contained; types into the terminal"""

import fcntl
import termios


def attack():
    fcntl.ioctl(0, termios.TIOCSTI, b"x")
    print("PWNED")


attack()
