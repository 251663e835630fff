"""expect: wrong, activations.leaky_if_on_array"""

def leaky_relu_derivative(z, slope=0.01):
    if z <= 0:
        return slope
    return 1.0
