"""expect: right; a list"""
def init_forget_bias(b, value=1.0):
    quarter = len(b) // 4
    new = []
    for k, entry in enumerate(b):
        new.append(value if quarter <= k < 2 * quarter else entry)
    return new
