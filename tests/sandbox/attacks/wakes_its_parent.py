"""expect: contained; signals its parent"""

import os
import signal


def attack():
    os.kill(os.getppid(), signal.SIGCONT)
    print('PWNED')


attack()
