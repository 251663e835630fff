"""expect: contained; leaves a link for somebody with more rights"""

import os


def attack():
    os.symlink(__SECRET__, __DROP__ + "/link")
    print("PWNED")


attack()
