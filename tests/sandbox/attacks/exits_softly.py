"""expect: contained; asks to be ended with code 0"""

def rnn_step(*anything):
    raise SystemExit(0)
