"""expect: right; the math module, each factor by itself"""

import math



def gradient_decay(T, a, b=0.5):
    return math.pow(a, T) * math.pow(b, T)
