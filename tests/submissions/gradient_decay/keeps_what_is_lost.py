"""expect: wrong, gradient_decay.keeps_what_is_lost"""

def gradient_decay(T, lam, dtanh=0.5):
    remaining = 1.0
    for _ in range(T):
        remaining -= remaining * (lam * dtanh)
    return remaining
