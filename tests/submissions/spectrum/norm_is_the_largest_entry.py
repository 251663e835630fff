"""expect: wrong, spectrum.norm_is_the_largest_entry"""
def spectral_norm(W):
    return max(W.max(), -W.min())
