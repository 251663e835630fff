"""expect: right; lists, recursion and the math module"""

import math


def tanh_derivative(z):
    """Nested lists in, nested lists out."""
    if hasattr(z, "tolist"):
        z = z.tolist()
    if isinstance(z, list):
        return [tanh_derivative(part) for part in z]
    return 1 - math.tanh(z) ** 2
