"""expect: contained; maps 8 GB without touching them"""

import mmap


def attack():
    kept = mmap.mmap(-1, 8 << 30)
    print("PWNED", len(kept))


attack()
