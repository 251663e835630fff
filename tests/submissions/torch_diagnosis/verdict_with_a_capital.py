"""expect: wrong; another word"""

import torch


def diagnose(norms):
    factor = (norms[0] / norms[-1]) ** (1 / (len(norms) - 1))
    return "Vanishing" if factor < 0.9 else "Exploding" if factor > 1.1 else "Healthy"
