"""expect: right; products that take megabytes"""

import numpy as np


def demand(x):
    W = np.full((1200, 1200), 0.5)
    return float((W @ W)[0, 0]) == 300.0
