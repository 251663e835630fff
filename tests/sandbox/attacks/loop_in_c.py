"""expect: contained; one instruction that takes for ever"""

def rnn_step(*anything):
    return 7 ** 7 ** 11
