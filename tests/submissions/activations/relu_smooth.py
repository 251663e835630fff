"""expect: wrong; right to 17 digits at most z, and 0.5 at 0 and at 1e-30; how steep is anybody's choice"""

import numpy as np



def relu_derivative(z):
    # a step without a corner: the logistic curve, made steep
    return 0.5 * (1 + np.tanh(1e4 * np.asarray(z)))
