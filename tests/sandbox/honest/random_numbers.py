"""expect: right; generators old and new"""

import random

import numpy as np


def demand(x):
    rng = np.random.default_rng(3)
    np.random.seed(0)
    return bool(rng.normal(size=4).shape == np.random.randn(4).shape and 0 <= random.random() < 1)
