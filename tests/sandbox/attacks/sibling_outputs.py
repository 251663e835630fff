"""expect: contained; opens its parent's descriptors"""

import os


def attack():
    folder = f"/proc/{os.getppid()}/fd"
    print("PWNED", [os.readlink(f"{folder}/{name}") for name in os.listdir(folder)])


attack()
