"""expect: wrong, clipping.one_axis_at_least"""
def global_norm(grads):
    def squares(g):
        if g.ndim > 1:
            return sum(squares(part) for part in g)
        return sum(float(v) ** 2 for v in g)

    return sum(squares(g) for g in grads) ** 0.5
