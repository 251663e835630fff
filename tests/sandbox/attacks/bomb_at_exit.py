"""expect: contained; strikes when it ends"""

import atexit


@atexit.register
def strike():
    with open(__DROP__ + "/bomb", "w") as file:
        file.write("left")
