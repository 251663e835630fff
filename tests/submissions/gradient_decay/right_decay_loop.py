"""expect: right; a loop, and whole numbers where they come out"""

def gradient_decay(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    gradient = 1
    for _ in range(sequence_length):
        gradient = gradient * eigenvalue_magnitude
        gradient = gradient * tanh_derivative
    return gradient
