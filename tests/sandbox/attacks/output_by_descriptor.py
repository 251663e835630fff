"""expect: contained; writes to its output until that is refused"""

import os


def attack():
    written = 0
    while written < 20 << 20:
        written += os.write(1, b"y" * 65536)
    print("PWNED", written)


attack()
