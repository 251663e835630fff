"""expect: wrong, clipping.matrices_only"""
def global_norm(grads):
    s = 0
    for matrix in grads:
        for row in matrix:
            s += sum(v**2 for v in row)
    return s**0.5
