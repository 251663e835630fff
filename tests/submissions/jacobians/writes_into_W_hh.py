"""expect: wrong, jacobians.writes_into_W_hh"""
def step_jacobian(h, W_hh):
    for i in range(len(h)):
        W_hh[i, :] *= 1 - h[i] ** 2
    return W_hh
