"""expect: contained; stops, and is neither dead nor alive"""

import os
import signal
import threading


def rnn_step(*anything):
    for stop in (signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN):
        try:
            signal.pthread_kill(threading.get_ident(), stop)
            os.kill(os.getpid(), stop)
        except OSError:
            pass
    while True:
        pass
