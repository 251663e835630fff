"""expect: wrong; rounded to whole decades, downwards here: a matter of taste, so no idea is named"""

import math



def log10_gradient_decay(T, a, b=0.5):
    return math.floor(T * math.log10(a * b))
