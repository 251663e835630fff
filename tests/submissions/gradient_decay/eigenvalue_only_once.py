"""expect: wrong, gradient_decay.eigenvalue_only_once"""

def gradient_decay(steps, w, phi=0.5):
    return w * phi ** steps
