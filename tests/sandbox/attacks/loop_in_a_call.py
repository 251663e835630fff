"""expect: contained; never ends, in the call"""

def rnn_step(*anything):
    while True:
        pass
