"""expect: wrong, jacobians.nothing_is_a_step"""
def jacobian_product(hs, W_hh, start, stop):
    P = (1 - hs[stop] ** 2)[:, None] * W_hh
    for t in range(stop - 1, start, -1):
        P = P @ ((1 - hs[t] ** 2)[:, None] * W_hh)
    return P
