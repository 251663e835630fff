"""expect: contained; opens descriptors until there are none"""

import os


def attack():
    count = 0
    try:
        for _ in range(3000):
            os.dup(1)
            count += 1
    except OSError:
        pass
    if count > 200:
        print("PWNED", count)


attack()
