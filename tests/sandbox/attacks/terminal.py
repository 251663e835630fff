"""expect: contained; prints what a terminal obeys"""

print("\x1b[2J\x1b]0;title\x07\x9b31m \u202ereversed \u2066 \x00")


class Evil(Exception):
    def __str__(self):
        return "\x1b[31m" * 10_000


Evil.__name__ = "\x1b[2J" * 1000


def rnn_step(*anything):
    raise Evil
