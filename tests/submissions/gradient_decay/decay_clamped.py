"""expect: wrong, general.kept_from_zero; never below 1e-15, and everybody has another epsilon"""

def gradient_decay(T, a, b=0.5):
    return max((a * b) ** T, 1e-15)
