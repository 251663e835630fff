"""expect: contained; makes its output larger"""

import os


def attack():
    os.ftruncate(1, 1 << 30)
    print("PWNED")


attack()
