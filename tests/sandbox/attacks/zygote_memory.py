"""expect: contained; opens its parent's memory"""

import os


def attack():
    with open(f"/proc/{os.getppid()}/mem", "rb") as file:
        print("PWNED", file)


attack()
