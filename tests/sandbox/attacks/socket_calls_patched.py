"""expect: contained; what we send is swallowed, what we receive is made up"""

import os

right = os.write


def swallow(descriptor, data):
    return len(data) if descriptor == 3 else right(descriptor, data)


def rnn_step(*anything):
    os.write = swallow
    os.read = lambda descriptor, size: b"\0" * size
    return 0.0
