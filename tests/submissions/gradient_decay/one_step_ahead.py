"""expect: wrong, gradient_decay.one_step_ahead"""

def decay_curve(T, a, b=0.5):
    g, out = 1.0, []
    for _ in range(T + 1):
        g *= a * b
        out.append(g)
    return out
