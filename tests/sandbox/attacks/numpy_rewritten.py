"""expect: contained; opens numpy on disk to change it"""

import numpy as np


def attack():
    with open(np.__file__, "ab"):
        print("PWNED")


attack()
