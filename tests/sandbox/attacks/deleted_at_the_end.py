"""expect: contained; strikes when its objects are taken away"""

import gc
import sys
import weakref


class Bomb:
    def __del__(self):
        with open(__DROP__ + "/bomb", "w") as file:
            file.write("left")


bomb = Bomb()
bomb.itself = bomb
sys.modules["bomb"] = bomb
weakref.finalize(bomb, Bomb.__del__, bomb)
gc.callbacks.append(lambda *anything: Bomb.__del__(None))
del bomb


def rnn_step(*anything):
    sys.modules.clear()
    gc.collect()
