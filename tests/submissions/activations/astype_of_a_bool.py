"""expect: wrong, activations.astype_of_a_bool"""

def relu_derivative(z):
    mask = z > 0
    return mask.astype("float64")
