"""expect: contained; closes the control socket and lives on"""

import os
import time


def rnn_step(*anything):
    os.close(3)
    time.sleep(10)
