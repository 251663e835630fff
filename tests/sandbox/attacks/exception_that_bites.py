"""expect: contained; an exception that may not be looked at"""

class Evil(BaseException):
    __class__ = property(lambda self: 1 / 0)

    def __str__(self):
        raise SystemExit

    __repr__ = __str__


def rnn_step(*anything):
    raise Evil
