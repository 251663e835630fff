"""expect: wrong, gradient_decay.end_only"""

def decay_curve(T, a, b=0.5):
    g = 1.0
    for k in range(T):
        g = a * b * g
    return g
