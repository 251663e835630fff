"""expect: wrong, gradient_decay.same_amount_each_step"""

def decay_curve(T, a, b=0.5):
    lost = 1 - a * b
    return [1 - lost * k for k in range(T + 1)]
