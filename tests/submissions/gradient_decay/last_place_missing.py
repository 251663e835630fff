"""expect: wrong, gradient_decay.last_place_missing"""

def decay_curve(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    curve = []
    g = 1.0
    for t in range(sequence_length):
        curve.append(g)
        g *= eigenvalue_magnitude * tanh_derivative
    return curve
