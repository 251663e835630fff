"""expect: contained; strikes after it has answered"""

import threading
import time


def strike():
    time.sleep(0.05)
    with open(__DROP__ + "/bomb", "w") as file:
        file.write("left")


threading.Thread(target=strike).start()
