"""expect: wrong, activations.relu_masks_in_z"""

def relu_derivative(z):
    z[z > 0] = 1
    z[z < 0] = 0
    return z
