"""expect: wrong, general.nudged; a clip at 1 - 1e-8 lets 2e-8 through where nothing should pass"""
import numpy as np


def step_jacobian(h, W_hh):
    h = np.clip(h, -1 + 1e-8, 1 - 1e-8)
    return (1 - h ** 2)[:, None] * W_hh
