"""expect: right; a list"""

def decay_curve(T, a, b=0.5):
    return [(a * b) ** k for k in range(T + 1)]
