"""expect: contained; lists everybody's processes"""

import os


def attack():
    print("PWNED", [name for name in os.listdir("/proc") if name.isdigit()])


attack()
