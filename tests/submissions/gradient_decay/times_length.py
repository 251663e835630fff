"""expect: wrong, gradient_decay.times_length"""

def gradient_decay(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    total = 0
    for _ in range(sequence_length):
        total += eigenvalue_magnitude * tanh_derivative
    return total
