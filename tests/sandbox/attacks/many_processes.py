"""expect: contained; starts 40 processes"""

import os
import time


def attack():
    started = 0
    for _ in range(40):
        try:
            if os.fork() == 0:
                time.sleep(3)
                os._exit(0)
            started += 1
        except OSError:
            pass
    if started:
        print("PWNED", started)


attack()
