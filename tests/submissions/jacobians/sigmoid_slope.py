"""expect: wrong, jacobians.sigmoid_slope"""
def step_jacobian(h, W_hh):
    grad = h * (1.0 - h)
    return grad.reshape(-1, 1) * W_hh
