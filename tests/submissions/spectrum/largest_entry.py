"""expect: wrong, spectrum.largest_entry"""
def spectral_radius(W):
    biggest = 0.0
    for row in W:
        for w in row:
            biggest = max(biggest, abs(w))
    return biggest
