"""expect: contained; the machinery of warnings, and a warning that may not be put into words"""

import warnings


class Evil(UserWarning):
    def __str__(self):
        raise SystemExit


class Long(UserWarning):
    pass


Long.__name__ = "P" + "WN\x1b[2J" * 10**5
warnings.showwarning = warnings.formatwarning = lambda *anything, **more: 1 / 0


def rnn_step(x, h, *more):
    for _ in range(10**4):
        warnings.warn(Long("\u202e" * 1000))
    warnings.warn(Evil())
    return h
