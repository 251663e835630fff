"""expect: contained; lists the homes"""

import os


def attack():
    for folder in ("/root", "/home", "/work", __DROP__):
        try:
            print("PWNED", os.listdir(folder))
        except OSError:
            pass


attack()
