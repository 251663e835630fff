"""expect: wrong, gradient_decay.eigenvalue_left_out"""

def gradient_decay(steps, eigenvalue_magnitude, tanh_derivative=0.5):
    grad = 1.0
    for _ in range(steps):
        grad *= tanh_derivative
    return grad
