"""expect: right; nested lists"""

def relu_derivative(z):
    if getattr(z, "ndim", 0) == 0:
        return float(z > 0)
    return [relu_derivative(part) for part in z]
