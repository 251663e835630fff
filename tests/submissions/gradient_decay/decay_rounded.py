"""expect: wrong; rounded to 12 places: off by less than 1e-12, and everybody rounds elsewhere"""

def gradient_decay(T, a, b=0.5):
    return round((a * b) ** T, 12)
