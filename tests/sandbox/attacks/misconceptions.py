"""expect: contained; imports the misconceptions anew"""

import sys


def attack():
    sys.modules.pop("grader", None)
    sys.path.insert(0, __CHECKOUT__)
    sys.path_importer_cache.clear()
    import grader.misconceptions.rnn

    print("PWNED", grader.misconceptions.rnn)


attack()
