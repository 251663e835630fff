"""expect: wrong, spectrum.diagonal_entries"""
def spectral_radius(W):
    return max(abs(W[i, i]) for i in range(len(W)))
