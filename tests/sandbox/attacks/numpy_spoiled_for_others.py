"""expect: contained; whoever comes next finds another tanh"""

import builtins

import numpy as np

np.tanh = np.zeros_like
np.ndarray.__module__
builtins.len = lambda thing: 0
np.seterr(all="raise")
