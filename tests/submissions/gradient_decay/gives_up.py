"""expect: wrong, gradient_decay.gives_up"""

def vanishing_horizon(factor, threshold=1e-6):
    for k in range(1000):
        if factor**k < threshold:
            return k
    return None
