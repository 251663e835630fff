"""expect: wrong, jacobians.slope_on_columns"""
def step_jacobian(h, W_hh):
    return (1 - h ** 2) * W_hh
