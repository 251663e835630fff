"""expect: right; other corners of numpy"""

import numpy as np


def demand(x):
    back = np.fft.ifft(np.fft.fft(x)).real
    fit = np.polynomial.Polynomial.fit(np.arange(5.0), 2 * np.arange(5.0), 1)
    masked = np.ma.masked_less(x, 0)
    np.testing.assert_array_equal(x, x)
    return bool(np.linalg.norm(back - x) < 1e-9 and abs(fit(2.0) - 4) < 1e-9 and masked.shape == x.shape)
