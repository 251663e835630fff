"""expect: right; a loop that counts decades by itself"""

import math



def log10_gradient_decay(T, a, b=0.5):
    """Multiply, and take decades out before they get out of hand."""
    mantissa, decades = 1.0, 0
    for _ in range(T):
        mantissa *= a * b
        if mantissa == 0:
            return -math.inf
        while mantissa < 1e-10:
            mantissa *= 1e10
            decades -= 10
        while mantissa > 1e10:
            mantissa /= 1e10
            decades += 10
    return decades + math.log10(mantissa)
