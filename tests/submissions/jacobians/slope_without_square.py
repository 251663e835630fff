"""expect: wrong, jacobians.slope_without_square"""
def step_jacobian(h, W_hh):
    J = W_hh.copy()
    for i, hi in enumerate(h):
        J[i] *= 1 - hi
    return J
