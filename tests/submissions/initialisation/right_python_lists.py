"""expect: right; nested lists, one number at a time, Gram and Schmidt"""
def xavier_uniform(fan_in, fan_out, rng):
    a = (6 / (fan_in + fan_out)) ** 0.5
    return [[rng.uniform(-a, a) for _ in range(fan_in)] for _ in range(fan_out)]


def he_normal(fan_in, fan_out, rng):
    s = (2 / fan_in) ** 0.5
    return [[rng.normal(0, s) for _ in range(fan_in)] for _ in range(fan_out)]


def orthogonal(n, rng):
    rows = []
    for _ in range(n):
        v = [rng.standard_normal() for _ in range(n)]
        for _ in range(2):
            for u in rows:
                d = sum(a * b for a, b in zip(u, v))
                v = [b - d * a for a, b in zip(u, v)]
        length = sum(b * b for b in v) ** 0.5
        rows.append([b / length for b in v])
    return rows


def scaled_identity(n, scale=1.0):
    return [[scale if i == j else 0.0 for j in range(n)] for i in range(n)]
