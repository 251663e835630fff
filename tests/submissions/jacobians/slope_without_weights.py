"""expect: wrong, jacobians.slope_without_weights"""
def step_jacobian(h, W_hh):
    n = len(h)
    J = [[0.0] * n for _ in range(n)]
    for i in range(n):
        J[i][i] = 1 - h[i] ** 2
    return J
