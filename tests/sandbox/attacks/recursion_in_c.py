"""expect: contained; overflows the C stack"""

import sys

sys.setrecursionlimit(10**9)


class Endless:
    def __repr__(self):
        return repr(self)


repr(Endless())
