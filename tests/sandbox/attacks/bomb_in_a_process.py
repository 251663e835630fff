"""expect: contained; strikes from a process of its own"""

import os
import time

if os.fork() == 0:
    time.sleep(0.1)
    with open(__DROP__ + "/bomb", "w") as file:
        file.write("left")
    os._exit(0)
time.sleep(0.3)
