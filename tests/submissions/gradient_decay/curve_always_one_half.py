"""expect: wrong, gradient_decay.curve_always_one_half"""

def gradient_decay(n, lam, d=0.5):
    return (lam * d) ** n


def decay_curve(n, lam, d=0.5):
    return [gradient_decay(k, lam) for k in range(n + 1)]
