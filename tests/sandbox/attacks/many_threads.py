"""expect: contained; starts 40 threads"""

import threading
import time


def attack():
    started = 0
    for _ in range(40):
        try:
            threading.Thread(target=time.sleep, args=(3,), daemon=True).start()
            started += 1
        except RuntimeError:
            pass
    if started > 4:
        print("PWNED", started)


attack()
