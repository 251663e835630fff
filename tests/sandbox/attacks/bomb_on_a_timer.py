"""expect: contained; strikes by a signal"""

import signal


def strike(*anything):
    with open(__DROP__ + "/bomb", "w") as file:
        file.write("left")


signal.signal(signal.SIGALRM, strike)
signal.setitimer(signal.ITIMER_REAL, 0.02)


def rnn_step(*anything):
    signal.pause()
