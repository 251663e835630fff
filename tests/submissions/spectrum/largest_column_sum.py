"""expect: wrong, spectrum.largest_column_sum"""
def spectral_norm(W):
    return max(sum(abs(w) for w in column) for column in W.T)
