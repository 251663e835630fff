"""What people believe about where weights come from. Rows N of the bug catalogue, and what reviews showed.

Each idea draws in the most natural order. Its numbers need not be a learner's: the checks compare portraits of samples.
"""

from __future__ import annotations

import numpy as np

from grader.misconceptions.misconception import misconception

Array = np.ndarray
Rng = np.random.Generator

# Stands for numpy's global generator, whose state nobody knows; one of our own, so that the real one is left alone.
_SOMEWHERE = np.random.RandomState(20_130_616)


def _uniform(fan_in: int, fan_out: int, rng: Rng, a: float) -> Array:
    return rng.uniform(-a, a, (fan_out, fan_in))


def _normal(fan_in: int, fan_out: int, rng: Rng, std: float) -> Array:
    return rng.normal(0.0, std, (fan_out, fan_in))


def _xavier(fan_in: int, fan_out: int) -> float:
    return float(np.sqrt(6 / (fan_in + fan_out)))


# xavier_uniform


@misconception(
    "xavier_uniform",
    says="the variance's standard deviation is used as the bound",
    ask="What is the variance of U(-a, a)?",
    looks="the spread is ours divided by the root of 3",
    tempting="sqrt(2 / (fan_in + fan_out)) is Glorot's formula, too: the one for normal entries",
    source="catalogue N8",
)
def bound_is_std(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _uniform(fan_in, fan_out, rng, float(np.sqrt(2 / (fan_in + fan_out))))


@misconception(
    "xavier_uniform",
    says="the 6 has become a 3",
    ask="Is it the sum of the two fans that the variance has below its 2, or their mean?",
    looks="the spread is ours divided by the root of 2",
    tempting="sqrt(3 / fan) is the bound for one fan, and the mean of the two is forgotten",
    source="catalogue N9's neighbour; seen in review",
)
def three_over_the_sum(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _uniform(fan_in, fan_out, rng, float(np.sqrt(3 / (fan_in + fan_out))))


@misconception(
    "xavier_uniform",
    says="only fan_in is asked",
    ask="Which two fans appear?",
    looks="right for a square matrix; too wide for a tall one, too narrow for a wide one",
    tempting="variance 1 / fan_in keeps the forward signal, and that is what one looks at",
    source="catalogue N9; LeCun et al. 1998",
)
def fan_in_only(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _uniform(fan_in, fan_out, rng, float(np.sqrt(3 / fan_in)))


@misconception(
    "xavier_uniform",
    says="only fan_in is asked, with the 6 that belongs to two fans",
    ask="Which two fans appear?",
    looks="too wide",
    tempting="it is He's uniform bound, for relu",
    source="catalogue N9, second form",
)
def six_over_fan_in(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _uniform(fan_in, fan_out, rng, float(np.sqrt(6 / fan_in)))


@misconception(
    "xavier_uniform",
    says="the bound is 1 / sqrt(fan_in), the heuristic that Xavier's formula was written to replace",
    ask="What is the variance of U(-a, a)?",
    looks="too narrow",
    tempting="it is the first formula of the paper, and PyTorch's default for linear layers",
    source="Glorot and Bengio 2010, equation 1",
)
def commonly_used_heuristic(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _uniform(fan_in, fan_out, rng, float(1 / np.sqrt(fan_in)))


@misconception(
    "xavier_uniform",
    says="the root is missing",
    ask="Is the formula for a variance or for something with the unit of a weight?",
    looks="far too narrow",
    tempting="6 / (fan_in + fan_out) looks complete",
    source="catalogue N7",
)
def no_root(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _uniform(fan_in, fan_out, rng, 6 / (fan_in + fan_out))


@misconception(
    "xavier_uniform",
    says="the root is taken of the 6 alone",
    ask="Where does your root end?",
    looks="far too narrow",
    tempting="sqrt(6) / (a + b) and sqrt(6 / (a + b)) differ by a bracket",
    source="catalogue N7's neighbour; seen in review",
)
def root_of_six_only(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _uniform(fan_in, fan_out, rng, float(np.sqrt(6) / (fan_in + fan_out)))


@misconception(
    "xavier_uniform",
    says="the fans are multiplied instead of added",
    ask="How many products does one unit sum?",
    looks="far too narrow",
    tempting="a matrix has fan_in times fan_out entries",
    source="seen in review",
)
def product_of_fans(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _uniform(fan_in, fan_out, rng, float(np.sqrt(6 / (fan_in * fan_out))))


@misconception(
    "xavier_uniform",
    says="a is taken for the whole width of the interval",
    ask="How wide is (-a, a)?",
    looks="half of our spread",
    tempting="(rng.random(shape) - 0.5) * a is centred, and looks done",
    source="seen in review",
)
def half_the_width(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _uniform(fan_in, fan_out, rng, _xavier(fan_in, fan_out) / 2)


@misconception(
    "xavier_uniform",
    says="entries are drawn between 0 and a",
    ask="What is the mean of your sample?",
    looks="no entry is negative",
    tempting="rng.random() starts at 0",
    source="catalogue N12",
)
def positive_only(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return rng.random((fan_out, fan_in)) * _xavier(fan_in, fan_out)


@misconception(
    "xavier_uniform",
    says="entries are normal, with the right spread",
    ask="How large can an entry be in your version, and how large in the formula's?",
    looks="mean and spread agree; some entries lie beyond a",
    tempting="Xavier has a normal form with the same variance",
    source="seen in review",
)
def normal_with_that_spread(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _normal(fan_in, fan_out, rng, float(np.sqrt(2 / (fan_in + fan_out))))


@misconception(
    "xavier_uniform",
    says="entries are normal, with a as their standard deviation",
    ask="How large can an entry be in your version, and how large in the formula's?",
    looks="1.73 times our spread",
    tempting="rng.normal takes a scale, and a is one",
    source="catalogue N8, the other way round",
)
def normal_with_bound_as_std(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _normal(fan_in, fan_out, rng, _xavier(fan_in, fan_out))


@misconception(
    "xavier_uniform",
    says="entries are uniform on (-1, 1), whatever the fans",
    ask="Which line of yours reads fan_in and fan_out for anything but the shape?",
    looks="far too wide",
    tempting="the scale is a line of its own, and easily forgotten",
    source="seen in review",
)
def xavier_without_scale(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _uniform(fan_in, fan_out, rng, 1.0)


@misconception(
    "xavier_uniform",
    says="one row is drawn and used for every unit",
    ask="If all rows are equal, what do the units learn that one of them would not?",
    looks="rows are equal",
    tempting="rng.uniform(size=fan_in) broadcasts",
    source="seen in review",
)
def one_row_for_all(fan_in: int, fan_out: int, rng: Rng) -> Array:
    a = _xavier(fan_in, fan_out)
    return np.ones((fan_out, 1)) * rng.uniform(-a, a, fan_in)


@misconception(
    "xavier_uniform",
    says="the matrix is stored the other way round: (fan_in, fan_out)",
    ask="W @ x has fan_out entries: which axis of W is that?",
    looks="the shape is turned round; right for a square matrix",
    tempting="Keras stores it so",
    source="catalogue N11",
)
def xavier_transposed(fan_in: int, fan_out: int, rng: Rng) -> Array:
    a = _xavier(fan_in, fan_out)
    return rng.uniform(-a, a, (fan_in, fan_out))


@misconception(
    "xavier_uniform",
    says="the matrix is the same whatever generator you are given: chance starts anew inside",
    ask="Are two layers supposed to get the same matrix?",
    looks="the same numbers for every rng",
    tempting="np.random.seed(0) makes a notebook repeatable",
    source="catalogue N13",
)
def xavier_seeds_inside(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _uniform(fan_in, fan_out, np.random.default_rng(0), _xavier(fan_in, fan_out))


@misconception(
    "xavier_uniform",
    says="chance comes from somewhere else than rng",
    ask="Which line of yours reads rng?",
    looks="another matrix at every call, whatever state rng is in",
    tempting="np.random.uniform is one name shorter to reach",
    source="catalogue N13's neighbour",
)
def xavier_from_elsewhere(fan_in: int, fan_out: int, rng: Rng) -> Array:
    a = _xavier(fan_in, fan_out)
    return _SOMEWHERE.uniform(-a, a, (fan_out, fan_in))


# he_normal


@misconception(
    "he_normal",
    says="the 2 is missing",
    ask="What fraction of its units does relu switch off?",
    looks="the spread is ours divided by the root of 2",
    tempting="variance 1 / fan_in is the formula for linear layers",
    source="catalogue N10",
)
def no_two(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _normal(fan_in, fan_out, rng, float(np.sqrt(1 / fan_in)))


@misconception(
    "he_normal",
    says="the 2 stands outside of the root",
    ask="What is the variance of a number with standard deviation 2 s?",
    looks="the spread is ours times the root of 2",
    tempting="2 / sqrt(n) and sqrt(2 / n) are one bracket apart",
    source="seen in review",
)
def two_outside_the_root(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _normal(fan_in, fan_out, rng, float(2 / np.sqrt(fan_in)))


@misconception(
    "he_normal",
    says="the root is taken of the 2 alone",
    ask="Where does your root end?",
    looks="far too narrow",
    tempting="sqrt(2) / n and sqrt(2 / n) are one bracket apart",
    source="seen in review",
)
def root_of_two_only(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _normal(fan_in, fan_out, rng, float(np.sqrt(2) / fan_in))


@misconception(
    "he_normal",
    says="the variance is used as the standard deviation",
    ask="Does the generator's normal() ask for a variance or for a standard deviation?",
    looks="far too narrow",
    tempting="N(0, 2 / fan_in) is how the paper writes it, and normal(0, 2 / fan_in) how one types it",
    source="catalogue N7",
)
def variance_as_std(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _normal(fan_in, fan_out, rng, 2 / fan_in)


@misconception(
    "he_normal",
    says="the outputs are counted where the inputs are meant",
    ask="How many products does one unit sum, fan_in or fan_out of them?",
    looks="right for a square matrix",
    tempting="W.shape[0] is the first number at hand",
    source="catalogue N11",
)
def fan_out_for_fan_in(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _normal(fan_in, fan_out, rng, float(np.sqrt(2 / fan_out)))


@misconception(
    "he_normal",
    says="both fans are asked: this is Xavier's variance",
    ask="Which fans appear in He's formula?",
    looks="right for a square matrix times the root of 2; too narrow",
    tempting="it was right one function ago",
    source="catalogue N9, the other way round",
)
def xavier_for_he(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _normal(fan_in, fan_out, rng, float(np.sqrt(2 / (fan_in + fan_out))))


@misconception(
    "he_normal",
    says="entries are uniform, with the right spread",
    ask="How large can an entry of a normal sample be?",
    looks="mean and spread agree; no entry lies beyond 1.73 standard deviations",
    tempting="He has a uniform form with the same variance",
    source="seen in review",
)
def uniform_with_that_spread(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _uniform(fan_in, fan_out, rng, float(np.sqrt(6 / fan_in)))


@misconception(
    "he_normal",
    says="entries are uniform, with the standard deviation as their bound",
    ask="What is the variance of U(-a, a)?",
    looks="the spread is ours divided by the root of 3",
    tempting="rng.uniform(-s, s) puts s where a scale belongs",
    source="catalogue N8",
)
def uniform_up_to_std(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _uniform(fan_in, fan_out, rng, float(np.sqrt(2 / fan_in)))


@misconception(
    "he_normal",
    says="entries beyond two standard deviations are drawn again",
    ask="How many of 20 000 normal numbers lie beyond two standard deviations?",
    looks="the spread is 0.88 of ours, and nothing lies far out",
    tempting="TensorFlow's he_normal is a truncated normal",
    source="curriculum: not truncated",
)
def truncated(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return float(np.sqrt(2 / fan_in)) * _within_two(fan_in, fan_out, rng)


@misconception(
    "he_normal",
    says="entries beyond two standard deviations are drawn again, and the rest is widened to make up for it",
    ask="How many of 20 000 normal numbers lie beyond two and a half standard deviations?",
    looks="mean and spread agree; nothing lies far out",
    tempting="Keras does it, with a constant 0.8796 in its source",
    source="curriculum: not truncated",
)
def truncated_and_widened(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return float(np.sqrt(2 / fan_in)) / 0.87962566103423978 * _within_two(fan_in, fan_out, rng)


@misconception(
    "he_normal",
    says="entries beyond two standard deviations are cut off at two",
    ask="How many of your entries have exactly the largest size?",
    looks="the spread is 0.96 of ours, and nothing lies far out",
    tempting="np.clip is the shortest way to truncate",
    source="seen in review",
)
def clipped_at_two(fan_in: int, fan_out: int, rng: Rng) -> Array:
    std = float(np.sqrt(2 / fan_in))
    return np.asarray(np.clip(_normal(fan_in, fan_out, rng, std), -2 * std, 2 * std))


@misconception(
    "he_normal",
    says="every entry is positive",
    ask="What is the mean of your sample?",
    looks="no entry is negative",
    tempting="rng.random(shape) * std has a scale, and looks random",
    source="catalogue N12",
)
def random_times_std(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return rng.random((fan_out, fan_in)) * float(np.sqrt(2 / fan_in))


@misconception(
    "he_normal",
    says="entries are standard normal, whatever the fans",
    ask="Which line of yours reads fan_in for anything but the shape?",
    looks="far too wide",
    tempting="the scale is a factor of its own, and easily forgotten",
    source="seen in review",
)
def he_without_scale(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _normal(fan_in, fan_out, rng, 1.0)


@misconception(
    "he_normal",
    says="entries are divided by a hundred, whatever the fans",
    ask="Which line of yours reads fan_in for anything but the shape?",
    looks="the spread does not depend on fan_in",
    tempting="0.01 * randn is how networks were started before 2010",
    source="seen in review; AlexNet",
)
def one_hundredth(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _normal(fan_in, fan_out, rng, 0.01)


@misconception(
    "he_normal",
    says="one row is drawn and used for every unit",
    ask="If all rows are equal, what do the units learn that one of them would not?",
    looks="rows are equal",
    tempting="rng.normal(size=fan_in) broadcasts",
    source="seen in review",
)
def he_one_row_for_all(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return np.ones((fan_out, 1)) * rng.normal(0.0, np.sqrt(2 / fan_in), fan_in)


@misconception(
    "he_normal",
    says="the matrix is stored the other way round: (fan_in, fan_out)",
    ask="W @ x has fan_out entries: which axis of W is that?",
    looks="the shape is turned round; right for a square matrix",
    tempting="Keras stores it so",
    source="catalogue N11",
)
def he_transposed(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return rng.normal(0.0, np.sqrt(2 / fan_in), (fan_in, fan_out))


@misconception(
    "he_normal",
    says="the matrix is the same whatever generator you are given: chance starts anew inside",
    ask="Are two layers supposed to get the same matrix?",
    looks="the same numbers for every rng",
    tempting="np.random.seed(0) makes a notebook repeatable",
    source="catalogue N13",
)
def he_seeds_inside(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _normal(fan_in, fan_out, np.random.default_rng(0), float(np.sqrt(2 / fan_in)))


@misconception(
    "he_normal",
    says="chance comes from somewhere else than rng",
    ask="Which line of yours reads rng?",
    looks="another matrix at every call, whatever state rng is in",
    tempting="np.random.randn is one name shorter to reach",
    source="catalogue N13's neighbour",
)
def he_from_elsewhere(fan_in: int, fan_out: int, rng: Rng) -> Array:
    return _SOMEWHERE.normal(0.0, np.sqrt(2 / fan_in), (fan_out, fan_in))


def _within_two(fan_in: int, fan_out: int, rng: Rng) -> Array:
    """Standard normal numbers, drawn again until none lies beyond 2."""
    z = rng.standard_normal((fan_out, fan_in))
    while (beyond := np.abs(z) > 2).any():
        z[beyond] = rng.standard_normal(int(beyond.sum()))
    return z


# orthogonal


@misconception(
    "orthogonal",
    says="the Q of a QR decomposition is returned as it comes",
    ask="Is your Q unique, and what decides its signs?",
    looks="orthogonal, with one sign of determinant and a negative corner",
    tempting="it is orthogonal, and every check of that passes",
    source="catalogue N1; Mezzadri 2007",
)
def no_sign_fix(n: int, rng: Rng) -> Array:
    return np.asarray(np.linalg.qr(rng.standard_normal((n, n)))[0])


@misconception(
    "orthogonal",
    says="the determinant is made positive: only rotations are drawn",
    ask="Is a reflection an orthogonal matrix?",
    looks="the determinant is always +1",
    tempting="a rotation is what one pictures, and scipy has special_ortho_group for it",
    source="catalogue N1's neighbour",
)
def rotations_only(n: int, rng: Rng) -> Array:
    Q, R = np.linalg.qr(rng.standard_normal((n, n)))
    Q = Q * np.sign(np.diag(R))
    if np.linalg.det(Q) < 0:
        Q[:, 0] *= -1
    return np.asarray(Q)


@misconception(
    "orthogonal",
    says="the U of a singular value decomposition is returned as it comes",
    ask="Is your U unique, and what decides its signs?",
    looks="orthogonal, and one sign of determinant is missing for n = 3",
    tempting="many libraries started so",
    source="catalogue N1, second form; Saxe et al. 2014 in its first implementations",
)
def left_singular_vectors(n: int, rng: Rng) -> Array:
    return np.asarray(np.linalg.svd(rng.standard_normal((n, n)))[0])


@misconception(
    "orthogonal",
    says="the eigenvectors of a symmetric matrix are returned as they come",
    ask="Are your eigenvectors unique, and what decides their signs?",
    looks="orthogonal, both determinants; entries of small matrices do not average to 0",
    tempting="they are perpendicular, and eigh is at hand",
    source="catalogue N1's neighbour",
)
def symmetric_eigenvectors(n: int, rng: Rng) -> Array:
    A = rng.standard_normal((n, n))
    return np.asarray(np.linalg.eigh(A + A.T)[1])


@misconception(
    "orthogonal",
    says="the decomposed matrix has uniform entries",
    ask="Which cloud of random vectors looks the same from all sides: a cube or a normal one?",
    looks="orthogonal, and directions lie nearer to the corners of a cube",
    tempting="one random number is as good as another",
    source="Mezzadri 2007",
)
def from_a_cube(n: int, rng: Rng) -> Array:
    Q, R = np.linalg.qr(rng.uniform(-1, 1, (n, n)))
    return np.asarray(Q * np.sign(np.diag(R)))


@misconception(
    "orthogonal",
    says="the decomposed matrix has uniform entries, and Q's signs are as they come",
    ask="Is your Q unique, and what decides its signs?",
    looks="orthogonal, with one sign of determinant and a negative corner",
    tempting="one random number is as good as another",
    source="catalogue N1 and Mezzadri 2007",
)
def from_a_cube_without_sign_fix(n: int, rng: Rng) -> Array:
    return np.asarray(np.linalg.qr(rng.uniform(-1, 1, (n, n)))[0])


@misconception(
    "orthogonal",
    says="the decomposed matrix has positive entries only",
    ask="What is the mean of the numbers you start from?",
    looks="orthogonal, and the first column points into one corner",
    tempting="rng.random is the shortest way to a random matrix",
    source="catalogue N12",
)
def from_positive_entries(n: int, rng: Rng) -> Array:
    Q, R = np.linalg.qr(rng.random((n, n)))
    return np.asarray(Q * np.sign(np.diag(R)))


@misconception(
    "orthogonal",
    says="the decomposed matrix has positive entries only, and Q's signs are as they come",
    ask="What is the mean of the numbers you start from?",
    looks="orthogonal, and the first column points into one corner",
    tempting="rng.random is the shortest way to a random matrix",
    source="catalogue N1 and N12",
)
def from_positive_entries_without_sign_fix(n: int, rng: Rng) -> Array:
    return np.asarray(np.linalg.qr(rng.random((n, n)))[0])


@misconception(
    "orthogonal",
    says="you multiply by R's diagonal instead of its signs",
    ask="What does a column of length 1 become when it is multiplied by 1.7?",
    looks="columns are perpendicular, and their lengths are not 1",
    tempting="the correction is remembered as `times diag(R)`",
    source="catalogue N1's neighbour; seen in review",
)
def times_diagonal(n: int, rng: Rng) -> Array:
    Q, R = np.linalg.qr(rng.standard_normal((n, n)))
    return np.asarray(Q * np.diag(R))


@misconception(
    "orthogonal",
    says="you return R",
    ask="Multiply it by its transpose: what should come out?",
    looks="a triangle of zeros",
    tempting="qr returns two things, in an order one has to know",
    source="catalogue N4",
)
def returns_R(n: int, rng: Rng) -> Array:
    return np.asarray(np.linalg.qr(rng.standard_normal((n, n)))[1])


@misconception(
    "orthogonal",
    says="you multiply U by the singular values",
    ask="Which of the three parts of an SVD stretches?",
    looks="columns are perpendicular, and their lengths are not 1",
    tempting="U and S come out of the same call",
    source="catalogue N4, second form",
)
def times_singular_values(n: int, rng: Rng) -> Array:
    U, S, _ = np.linalg.svd(rng.standard_normal((n, n)))
    return np.asarray(U * S)


@misconception(
    "orthogonal",
    says="columns are made as long as 1, and nothing else",
    ask="Are the columns perpendicular, too?",
    looks="lengths are right, products of columns are not 0",
    tempting="orthonormal sounds like normalised",
    source="catalogue N5",
)
def unit_columns(n: int, rng: Rng) -> Array:
    A = rng.standard_normal((n, n))
    return np.asarray(A / np.linalg.norm(A, axis=0))


@misconception(
    "orthogonal",
    says="rows are made as long as 1, and nothing else",
    ask="Are the rows perpendicular, too?",
    looks="columns have any length, and products that are not 0",
    tempting="orthonormal sounds like normalised",
    source="catalogue N5, second form",
)
def unit_rows(n: int, rng: Rng) -> Array:
    A = rng.standard_normal((n, n))
    return np.asarray(A / np.linalg.norm(A, axis=1, keepdims=True))


@misconception(
    "orthogonal",
    says="entries have the right size on average, and nothing makes the columns perpendicular",
    ask="What does your matrix do to its own largest and smallest singular value?",
    looks="singular values from nearly 0 to nearly 2",
    tempting="a random matrix divided by sqrt(n) is nearly orthogonal in the limit, they say",
    source="catalogue N5's neighbour; seen in review",
)
def normal_over_root_n(n: int, rng: Rng) -> Array:
    return np.asarray(rng.standard_normal((n, n)) / np.sqrt(n))


@misconception(
    "orthogonal",
    says="only signs on a diagonal are random",
    ask="Which directions can your matrix send the first axis to?",
    looks="zeros off the diagonal",
    tempting="it is orthogonal",
    source="seen in review",
)
def random_signs(n: int, rng: Rng) -> Array:
    return np.diag(rng.choice([-1.0, 1.0], n))


@misconception(
    "orthogonal",
    says="axes are shuffled, and that is all",
    ask="Which directions can your matrix send the first axis to?",
    looks="zeros and ones",
    tempting="a permutation matrix is orthogonal",
    source="seen in review",
)
def a_permutation(n: int, rng: Rng) -> Array:
    return np.asarray(np.eye(n)[rng.permutation(n)])


@misconception(
    "orthogonal",
    says="one reflection is drawn",
    ask="What does your matrix do to all vectors perpendicular to the one you drew?",
    looks="symmetric, and the determinant is always -1",
    tempting="I - 2 v v.T is orthogonal, and random if v is",
    source="seen in review",
)
def one_reflection(n: int, rng: Rng) -> Array:
    v = rng.standard_normal(n)
    return np.eye(n) - 2 * np.outer(v, v) / (v @ v)


@misconception(
    "orthogonal",
    says="the matrix is the same whatever generator you are given: chance starts anew inside",
    ask="Are two layers supposed to get the same matrix?",
    looks="the same numbers for every rng",
    tempting="np.random.seed(0) makes a notebook repeatable",
    source="catalogue N13",
)
def orthogonal_seeds_inside(n: int, rng: Rng) -> Array:
    Q, R = np.linalg.qr(np.random.default_rng(0).standard_normal((n, n)))
    return np.asarray(Q * np.sign(np.diag(R)))


@misconception(
    "orthogonal",
    says="chance comes from somewhere else than rng",
    ask="Which line of yours reads rng?",
    looks="another matrix at every call, whatever state rng is in",
    tempting="np.random.randn is one name shorter to reach",
    source="catalogue N13's neighbour",
)
def orthogonal_from_elsewhere(n: int, rng: Rng) -> Array:
    Q, R = np.linalg.qr(_SOMEWHERE.standard_normal((n, n)))
    return np.asarray(Q * np.sign(np.diag(R)))


# scaled_identity


@misconception(
    "scaled_identity",
    says="scale is ignored",
    ask="Which line of yours reads scale?",
    looks="right for the default",
    tempting="np.eye(n) is the identity",
    source="seen in review",
)
def scale_ignored(n: int, scale: float = 1.0) -> Array:
    return np.eye(n)


@misconception(
    "scaled_identity",
    says="every entry is scale",
    ask="What does the identity do to the vector (1, 0, 0)?",
    looks="no zeros off the diagonal",
    tempting="np.full and np.ones are the makers one knows",
    source="seen in review",
)
def scale_everywhere(n: int, scale: float = 1.0) -> Array:
    return np.full((n, n), scale, dtype=float)


@misconception(
    "scaled_identity",
    says="scale is added instead of multiplied",
    ask="What does the identity do to the vector (1, 0, 0)?",
    looks="no zeros off the diagonal",
    tempting="+ and * are both ways of applying a number to a matrix",
    source="seen in review",
)
def scale_added(n: int, scale: float = 1.0) -> Array:
    return np.eye(n) + scale


@misconception(
    "scaled_identity",
    says="the identity is divided by scale",
    ask="With scale 0.3, does your matrix shrink a vector or stretch it?",
    looks="the diagonal is 1 / scale",
    tempting="scaling something down is a division",
    source="seen in review",
)
def divided_by_scale(n: int, scale: float = 1.0) -> Array:
    return np.eye(n) / scale


@misconception(
    "scaled_identity",
    says="only the diagonal is returned",
    ask="Which shape does a matrix have that multiplies vectors of length n?",
    looks="a vector",
    tempting="for a diagonal matrix it holds everything",
    source="seen in review",
)
def diagonal_only(n: int, scale: float = 1.0) -> Array:
    return scale * np.ones(n)


@misconception(
    "scaled_identity",
    says="the ones are on the other diagonal",
    ask="What does your matrix do to the vector (1, 0, 0)?",
    looks="the order of entries is turned round",
    tempting="both diagonals look alike in one's head",
    source="seen in review",
)
def other_diagonal(n: int, scale: float = 1.0) -> Array:
    return scale * np.eye(n)[::-1]


@misconception(
    "scaled_identity",
    says="the identity is divided by sqrt(n), as if its entries were random",
    ask="By which factor does your matrix change the length of a vector?",
    looks="the diagonal gets smaller with n",
    tempting="all other initialisations have a root of n somewhere",
    source="seen in review",
)
def over_root_n(n: int, scale: float = 1.0) -> Array:
    return np.asarray(scale * np.eye(n) / np.sqrt(n))


@misconception(
    "scaled_identity",
    says="the default of scale is not 1",
    ask="Which default does the docstring name?",
    looks="right where a scale is given",
    tempting="IRNN's authors use 0.01 for speech, where the distant past matters less",
    source="Le, Jaitly and Hinton 2015",
)
def default_of_a_hundredth(n: int, scale: float = 0.01) -> Array:
    return scale * np.eye(n)
