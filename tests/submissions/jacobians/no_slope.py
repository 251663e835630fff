"""expect: wrong, jacobians.no_slope"""
def step_jacobian(h, W_hh):
    return W_hh.copy()
