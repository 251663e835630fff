"""expect: contained; leaves by a folder that was left open"""

import os
import stat


def attack():
    for descriptor in range(3, 1024):
        try:
            if stat.S_ISDIR(os.fstat(descriptor).st_mode):
                print("PWNED", descriptor)
        except OSError:
            pass


attack()
