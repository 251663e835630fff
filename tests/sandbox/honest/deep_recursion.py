"""expect: right; recurses as deep as Python lets it"""

import sys


def demand(x):
    sys.setrecursionlimit(5000)

    def down(n):
        return 0 if n == 0 else 1 + down(n - 1)

    return down(3000) == 3000
