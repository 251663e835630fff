"""expect: wrong, lstm.changes_b_and_returns_nothing"""
def init_forget_bias(b, value=1.0):
    n = b.size // 4
    b[n:n + n] = value
