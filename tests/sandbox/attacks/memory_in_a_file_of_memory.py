"""expect: contained; memory that no address-space limit counts"""

import os


def attack():
    descriptor = os.memfd_create("hog")
    os.ftruncate(descriptor, 256 << 20)
    written = 0
    while written < 256 << 20:
        written += os.write(descriptor, bytes(1 << 20))
    print("PWNED", written)


attack()
