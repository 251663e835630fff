"""expect: contained; reads its parent's environment"""

import os


def attack():
    with open(f"/proc/{os.getppid()}/environ", "rb") as file:
        data = file.read(100)
    if data:
        print("PWNED", data)


attack()
