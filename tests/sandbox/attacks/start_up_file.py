"""expect: contained; leaves a file that every Python reads"""

import os


def attack():
    import numpy as np

    with open(os.path.dirname(os.path.dirname(np.__file__)) + "/left.pth", "w") as file:
        file.write("left")
    print("PWNED")
    os.unlink(file.name)


attack()
