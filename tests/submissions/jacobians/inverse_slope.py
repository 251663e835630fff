"""expect: wrong, jacobians.inverse_slope"""
def step_jacobian(h, W_hh):
    return W_hh / (1 - h ** 2)[:, None]
