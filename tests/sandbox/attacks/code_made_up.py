"""expect: contained; runs bytecode that no compiler made"""

def f():
    pass


def rnn_step(*anything):
    f.__code__ = f.__code__.replace(co_code=bytes([100, 255] * 20 + [83, 0]), co_stacksize=1)
    f()
