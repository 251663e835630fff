"""expect: right; loops and lists"""

def leaky_relu_derivative(z, slope=0.01):
    if getattr(z, "shape", ()) == ():
        return 1.0 if z > 0 else slope
    return [leaky_relu_derivative(row, slope) for row in z]
