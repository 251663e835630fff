"""Spectrum: two numbers that say how large a matrix is, and what each of them promises.

Every step of a recurrent network multiplies by W_hh, forwards and backwards. Whether a gradient survives fifty of
these multiplications ought to depend on how large W_hh is. But a matrix has more than one size::

    spectral radius     the largest |eigenvalue|        what W does to a vector per step, in the long run
    spectral norm       the largest singular value      the most W can do to any vector, in one step

For a symmetric matrix the two are the same number, and that is where most people's intuition was trained. In
general the radius is at most the norm, and between them there is room for surprises. Here are three small matrices
to keep in your pocket::

    A = [0.0  -0.9]         eigenvalues ±0.9i           radius 0.9      norm 0.9
        [0.9   0.0]

    B = [0.0   2.0]         eigenvalues 0, 0            radius 0        norm 2
        [0.0   0.0]

    C = [0.9   5.0]         eigenvalues 0.9, 0.9        radius 0.9      norm 5.16
        [0.0   0.9]

A turns by a quarter and shrinks a little. No eigenvalue has a real part at all, and yet after ten steps 0.35 of
every vector is left, not nothing: the size of an eigenvalue is its distance from 0 in the complex plane.

B stretches (0, 1) to twice its length, with eigenvalues that are all zero. And then, on the second multiplication,
B @ B = 0 and everything is gone. So a norm above 1 promises no explosion.

C is the one to remember. "Its eigenvalues are below 1, so gradients vanish." Here are the norms of its powers::

    k       0      1      2      4      9      20     40     54     55     100
    norm    1      5.16   9.07   14.6   19.4   13.5   3.28   1.01   0.93   0.0148

It does vanish. First it grows nineteenfold, and it takes 55 steps to come back to where it began, which is longer
than the 35 steps at which many a language model used to cut its backpropagation. The radius tells the truth about
W^k for k to infinity and nothing about k = 10. Matrices that can do this are called non-normal: their eigenvectors
are not perpendicular (B and C have but one each). A matrix drawn at random is one of them, and so is practically
every W_hh that has been trained.

And a network does not even take powers of W_hh: at every step its tanh comes between. Here is a matrix whose
eigenvalues are both 0 and whose square is 0, so that nothing could be safer. Beside it is the same step with its
second unit saturated, at a slope of 0.1 instead of 1, which everybody expects to shrink a gradient further::

    W_hh = [2  -2]        diag(1, 0.1) @ W_hh = [2.0  -2.0]
           [2  -2]                              [0.2  -0.2]

The one on the right has an eigenvalue of 1.8, and fifty such steps make a push 9e12 times as large.

What can be promised, then? One step's Jacobian is diag(slopes) @ W_hh, its slopes at most gamma: 1 for tanh, 1/4
for the sigmoid. Its norm is at most gamma times the norm of W_hh, and norms of products are at most products of
norms::

    norm of dh_{t+k} / dh_t  <=  (gamma * spectral norm of W_hh)**k

That is `jacobian_bound`, and gamma matters: for a norm of 2 and 20 steps it says 1 000 000 with tanh, 0.000001 with
the sigmoid. If gamma * norm < 1, the right side goes to 0 and takes the gradient with it, whatever the inputs are:
it *must* vanish. If not, nothing follows. The gradient may explode; but it may as well vanish, because the matrix
is like B, because the directions do not line up, or because every tanh is saturated and the slopes are nowhere near
gamma. A norm above 1/gamma is necessary for an explosion, and not sufficient.

You will find this told differently. "Eigenvalues below 1 vanish, above 1 explode" is the short form in half of all
texts; it is right for matrices with perpendicular eigenvectors and units without a nonlinearity. The first preprint
of the paper below has "eigenvalue" in the sufficient condition as well. The printed version says singular value,
and B and C are why.

And a craft to go with it: to start a network near the edge, people draw W at random and multiply it by one number
so that its radius is what they want (`rescale_to_radius`; reservoir computing lives on it). Every eigenvalue scales
with the matrix. A radius of 0 cannot be scaled to anything else, and saying so beats dividing by it.

What is checked: dense matrices that are not symmetric and not normal, dominant eigenvalues that are negative or
complex, sizes 1, 2 and 5, matrices like B and C, entries as small as 1e-10, bounds and norms below 1e-20; zero
steps; that `must_vanish` is right for the reason above, on matrices for which other reasons give other answers
(none of them is within 10 % of a tie). Sizes are plain numbers, `must_vanish` is True or False.

Conventions: W is square, (n, n), n >= 1. gamma is above 0, steps is 0 or more. The zeroth power of any matrix, the
zero matrix too, is the identity.

Source: Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", 2013, section 2.1.
Trefethen and Embree, "Spectra and Pseudospectra", 2005, for transient growth. Jaeger, "The echo state approach to
analysing and training recurrent neural networks", 2001, for rescaling. Difficulty 3 of 5, about 50 minutes.
"""

import numpy as np


def spectral_radius(W):
    """Return the largest absolute value of an eigenvalue of W.

    Shapes:
        W: (n, n)
        returns: float
    """
    # A real matrix may have complex eigenvalues, in pairs; a pair is as large as its distance from 0.
    return float(np.abs(np.linalg.eigvals(W)).max())


def spectral_norm(W):
    """Return the largest singular value of W: the longest that W makes any vector of length 1.

    Shapes:
        W: (n, n)
        returns: float
    """
    return float(np.linalg.svd(W, compute_uv=False)[0])  # numpy sorts them, largest first


def rescale_to_radius(W, radius):
    """Return W times the one positive number that makes its spectral radius `radius`.

    W itself stays as it was.

    Raises ValueError when W's own radius is 0 (a zero or a strictly triangular matrix): no number will do.

    Shapes:
        W: (n, n)    radius: float, above 0
        returns: (n, n)
    """
    own = spectral_radius(W)
    if own == 0:  # exactly: a small radius can be scaled like any other
        raise ValueError("every eigenvalue of W is 0, so no multiple of W has another radius")
    return W * (radius / own)


def jacobian_bound(W_hh, gamma, steps):
    """Return the upper bound (gamma * spectral norm)**steps on the norm of `steps` steps' Jacobian.

    gamma is the steepest slope of the nonlinearity, above 0: 1 for tanh, 1/4 for the sigmoid.

    Shapes:
        W_hh: (n, n)    gamma: float    steps: int, 0 or more
        returns: float
    """
    return float((gamma * spectral_norm(W_hh)) ** steps)  # one factor per step, each at most this


def must_vanish(W_hh, gamma=1.0):
    """Return True when the sufficient condition for a vanishing gradient holds: gamma * spectral norm < 1.

    False promises nothing: the gradient may explode, and it may as well vanish.

    Shapes:
        W_hh: (n, n)    gamma: float
        returns: bool
    """
    return bool(gamma * spectral_norm(W_hh) < 1)  # not the radius: that one is right in the long run only


def transient_growth(W, steps):
    """Return the spectral norms of the matrix powers W^0, W^1, ..., W^steps.

    W^k is W multiplied by itself as a matrix; W^0 is the identity, whose norm is 1.

    Shapes:
        W: (n, n)    steps: int, 0 or more
        returns: (steps + 1,)
    """
    norms = np.zeros(steps + 1)
    power = np.eye(len(W))
    for k in range(steps + 1):
        norms[k] = spectral_norm(power)
        power = power @ W  # the norm of the power, not the power of the norm: they may part after one step
    return norms
