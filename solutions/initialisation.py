"""Initialisation: starting near the edge.

Every exercise so far asked what a matrix does to a gradient in one step, and then in fifty. Nobody asked where the
matrix came from. Before training it comes from a random generator, and how wide you open that generator decides
whether there will be anything to train with. A stack of 20 tanh layers of 256 units, entries drawn with standard
deviation 0.01: the signal that comes out is 1e-16 of what went in, and so is the gradient that comes back. With
standard deviation 1: six units of seven sit within 0.01 of plus or minus 1, and the gradient comes back a thousand
million times too large. With 1/16: a sixth comes out, a sixth comes back, and one can work. Between a network that
cannot learn and one that can, there is a factor of sixteen, and no line of the model.

The arithmetic behind 1/16 fits in a paragraph. A unit sums fan_in products w x. If the w are independent with mean
0 and variance v, the sum's variance is fan_in v times the mean square of x. To keep it, v = 1 / fan_in. On the way
back it is fan_out entries that are summed, which asks for v = 1 / fan_out. Glorot and Bengio meet in the middle,
and He et al. notice that a relu switches half of its inputs off, so that what is left has to be twice as loud::

    xavier_uniform    entries uniform on (-a, a),  a = sqrt(6 / (fan_in + fan_out))     (fan_out, fan_in)
    he_normal         entries normal, mean 0, variance 2 / fan_in                       (fan_out, fan_in)

(Why 6, when the variance is to be 2 / (fan_in + fan_out)? What is the variance of a uniform number on (-a, a)?)
Without He's 2, a stack of 20 relu layers lets through 0.001 of its input; with it, about 1.

A recurrent network is harder to please. It uses one matrix fifty times, so an average is not enough: what counts
is what that one matrix does to each direction, to the power of fifty. Entries with variance 1 / n look right and
are not. Of such a matrix with n = 100, the largest singular value is near 2 and the smallest below 0.01, and its
eigenvalues fill the disc of radius 1 evenly: after 50 steps, half of the directions have shrunk to 3e-8 or less.
There is a kind of matrix that does nothing of the sort. An orthogonal one turns and reflects, and that is all it
does. Every singular value is exactly 1, and after 50 steps a vector of length 1 has length 1.000000000000000.
(A text that says its eigenvalues are "close to 1" means their size; they lie all around the unit circle, and the
singular values are what counts.) The tanh's slopes still shrink what passes, and training soon leaves the orthogonal
start behind. But it starts at the edge between vanishing and exploding, not on either side::

    orthogonal         Q.T @ Q = Q @ Q.T = I, every such matrix equally likely          (n, n)
    scaled_identity    scale on the diagonal, 0 elsewhere: as IRNN starts               (n, n)

"Equally likely" needs care. The obvious way is to fill a matrix with independent normal numbers and take the Q of
its QR decomposition. Try it: draw a thousand Qs of size 3 with np.linalg.qr, and look at their upper left entries.
Not one is positive. Look at their determinants: all +1, though half of all orthogonal matrices are reflections.
The algorithm is innocent. Q and R are only unique up to signs, since a column of Q can be turned round when a row
of R is turned round with it, and the routine settles the signs in the way that is best for its rounding errors.
Settle them by a rule that treats no direction specially, and the distribution is the uniform one, Haar's. The
question to ask of R is what its diagonal says.

The identity is the odd one out: no chance in it at all. Le, Jaitly and Hinton start a recurrent network of relu
units with it (IRNN), so that a state simply stays, until the input moves it; a unit that is switched on passes a
gradient over 50 steps undiminished. It needs the relu, whose slope is 1. The same matrix under a tanh, with small
random inputs, leaves the typical unit less than 0.002 of it. And scale is no harmless knob: 0.9 to the power of 50
is 0.005.

The same generator state must give the same matrix: `rng`, a numpy.random.Generator, is your only source of chance.
Whoever calls np.random.seed inside a function makes all layers of a network equal, and everybody else's random
numbers, too.

What is checked: the shapes; the distribution over some ten thousand entries (mean, standard deviation, shape,
neighbours that know nothing of each other) and, for orthogonal matrices, over a hundred and more (columns
perpendicular to rounding, both determinants, no direction preferred); that an rng in the same state gives the same
matrix, and one in another state another. Limits are so wide that a right answer falls short less than once in a
thousand million times.

Where sources differ: fan_in is the number of columns here, since W is (fan_out, fan_in) and stands on the left of
a column; Keras stores the transpose. Keras also truncates its normal numbers at two standard deviations; here they
are not. PyTorch offers a gain for each activation, 5/3 for tanh; here it is 1.

Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010. He et
al., "Delving deep into rectifiers", 2015. Saxe, McClelland and Ganguli, 2014 (orthogonal). Mezzadri, "How to
generate random matrices from the classical compact groups", 2007. Le, Jaitly and Hinton, 2015 (IRNN). Difficulty 2
of 5, about 35 minutes.
"""

import numpy as np


def xavier_uniform(fan_in, fan_out, rng):
    """Return a matrix of independent entries, uniform on (-a, a) with a = sqrt(6 / (fan_in + fan_out)).

    Shapes:
        fan_in, fan_out: int, at least 1    rng: numpy.random.Generator, the only source of chance
        returns: (fan_out, fan_in)
    """
    a = np.sqrt(6 / (fan_in + fan_out))  # U(-a, a) has the variance a**2 / 3: 2 / (fan_in + fan_out)
    return rng.uniform(-a, a, (fan_out, fan_in))


def he_normal(fan_in, fan_out, rng):
    """Return a matrix of independent normal entries with mean 0 and variance 2 / fan_in, not truncated.

    Shapes:
        fan_in, fan_out: int, at least 1    rng: numpy.random.Generator, the only source of chance
        returns: (fan_out, fan_in)
    """
    return rng.normal(0.0, np.sqrt(2 / fan_in), (fan_out, fan_in))  # normal() asks for a standard deviation


def orthogonal(n, rng):
    """Return a random orthogonal matrix, Haar-distributed: all orthogonal matrices, reflections too, equally likely.

    Shapes:
        n: int, at least 1    rng: numpy.random.Generator, the only source of chance
        returns: (n, n)
    """
    # A normal matrix looks the same after any rotation; its Q inherits that, once nothing else has chosen the signs.
    Q, R = np.linalg.qr(rng.standard_normal((n, n)))
    # Where R's diagonal is negative, LAPACK has turned the column of Q round: with R's diagonal positive, Q is unique.
    return Q * np.sign(np.diag(R))


def scaled_identity(n, scale=1.0):
    """Return the matrix that multiplies every vector by scale.

    Shapes:
        n: int, at least 1    scale: float
        returns: (n, n)
    """
    return scale * np.eye(n)
