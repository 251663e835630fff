"""expect: wrong, activations.relu_if_on_array"""

def relu_derivative(z):
    if z > 0:
        return 1.0
    else:
        return 0.0
