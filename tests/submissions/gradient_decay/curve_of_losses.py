"""expect: wrong, gradient_decay.curve_of_losses"""

def decay_curve(T, a, b=0.5):
    left = [1.0]
    for _ in range(T):
        left.append(left[-1] * a * b)
    return [1 - x for x in left]
