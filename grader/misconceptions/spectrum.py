"""What people believe about eigenvalues and singular values. Rows B, E and F of the bug catalogue, and reviews.

Most of it is one size of a matrix taken for another, so the sizes stand here once, under their own names.
"""

from __future__ import annotations

import numpy as np

from grader.misconceptions.misconception import misconception

Array = np.ndarray


def _radius(W: Array) -> float:
    return float(np.abs(np.linalg.eigvals(W)).max())


def _norm(W: Array) -> float:
    return float(np.linalg.norm(W, 2))


def _frobenius(W: Array) -> float:
    return float(np.linalg.norm(W))


def _entry(W: Array) -> float:
    return float(np.abs(W).max())


def _real_part(W: Array) -> float:
    return float(np.linalg.eigvals(W).real.max())


def _smallest(W: Array) -> float:
    return float(np.linalg.svd(W, compute_uv=False)[-1])


# spectral_radius


@misconception(
    "spectral_radius",
    says="you return the largest eigenvalue itself, as max() finds it",
    ask="Which of -2 and 1 is the larger, and which the larger in size?",
    looks="a complex number where eigenvalues are complex, else the most positive one",
    tempting="max(eigenvalues) reads like the definition",
    source="catalogue F1",
)
def eigenvalue_without_its_size(W: Array) -> object:
    return np.max(np.linalg.eigvals(W))


@misconception(
    "spectral_radius",
    says="you find the eigenvalue of the largest size and return it, not its size",
    ask="Can a radius be negative, or complex?",
    looks="the right size, with a sign or an imaginary part",
    tempting="argmax of the sizes is an index, and the index is used on the eigenvalues",
    source="seen in review",
)
def eigenvalue_of_the_largest_size(W: Array) -> object:
    values = np.linalg.eigvals(W)
    return values[np.argmax(np.abs(values))]


@misconception(
    "spectral_radius",
    says="you take the largest real part",
    ask="How far is 0.9i from 0?",
    looks="0 for a quarter turn; right when a positive eigenvalue is in front",
    tempting="float() and .real make the complex numbers go away",
    source="catalogue F1",
)
def largest_real_part(W: Array) -> float:
    return _real_part(W)


@misconception(
    "spectral_radius",
    says="you take real parts before you take sizes",
    ask="How far is 0.9i from 0?",
    looks="right for real eigenvalues, too small where a complex pair is in front",
    tempting="the imaginary part looks like a by-product of the computation",
    source="catalogue F1",
)
def size_of_the_real_part(W: Array) -> float:
    return float(np.abs(np.linalg.eigvals(W).real).max())


@misconception(
    "spectral_radius",
    says="you return the largest singular value",
    ask="What are the eigenvalues of [[0, 2], [0, 0]], and what is its largest singular value?",
    looks="too large; right for a symmetric matrix",
    tempting="for symmetric matrices the two are one number",
    source="catalogue F2",
)
def radius_is_the_norm(W: Array) -> float:
    return _norm(W)


@misconception(
    "spectral_radius",
    says="you return the Frobenius norm",
    ask="The identity's eigenvalues are all 1: what does your number say about it?",
    looks="too large",
    tempting="np.linalg.norm is the first function with the right sound",
    source="catalogue F3",
)
def radius_is_the_frobenius_norm(W: Array) -> float:
    return _frobenius(W)


@misconception(
    "spectral_radius",
    says="you return the largest entry",
    ask="What are the eigenvalues of a 5 by 5 matrix that is 1 everywhere?",
    looks="a number of the right size, by accident",
    tempting="large weights, large matrix",
    source="catalogue F3",
)
def largest_entry(W: Array) -> float:
    return _entry(W)


@misconception(
    "spectral_radius",
    says="you take the first eigenvalue in numpy's list for the largest",
    ask="Does np.linalg.eigvals promise any order?",
    looks="right now and then",
    tempting="singular values do come sorted",
    source="catalogue F7's relative",
)
def first_eigenvalue(W: Array) -> float:
    return float(np.abs(np.linalg.eigvals(W)[0]))


@misconception(
    "spectral_radius",
    says="you take the last eigenvalue in numpy's list for the largest",
    ask="Does np.linalg.eigvals promise any order?",
    looks="right now and then",
    tempting="eigvalsh does sort, the largest last",
    source="catalogue F7's relative",
)
def last_eigenvalue(W: Array) -> float:
    return float(np.abs(np.linalg.eigvals(W)[-1]))


@misconception(
    "spectral_radius",
    says="you take the eigenvalue nearest to 0",
    ask="After many steps, which eigenvalue's direction is left over?",
    looks="too small",
    tempting="sorted lists begin with the smallest",
    source="seen in review",
)
def smallest_eigenvalue(W: Array) -> float:
    return float(np.abs(np.linalg.eigvals(W)).min())


@misconception(
    "spectral_radius",
    says="you ask a solver for symmetric matrices, which reads one half of W",
    ask="Is W equal to its transpose?",
    looks="wrong for every W that is not symmetric",
    tempting="eigvalsh has no complex numbers to get rid of",
    source="seen in review",
)
def as_if_symmetric(W: Array) -> float:
    return float(np.abs(np.linalg.eigvalsh(W)).max())


@misconception(
    "spectral_radius",
    says="you take the diagonal's entries for the eigenvalues",
    ask="For which matrices does the diagonal hold the eigenvalues?",
    looks="right for triangular matrices",
    tempting="the examples one remembers are triangular",
    source="seen in review",
)
def diagonal_entries(W: Array) -> float:
    return float(np.abs(np.diag(W)).max())


@misconception(
    "spectral_radius",
    says="you return the square of the size",
    ask="How long is 3 + 4i?",
    looks="ours squared",
    tempting="real**2 + imag**2 is the size in all but the last step",
    source="catalogue I4's relative",
)
def squared_radius(W: Array) -> float:
    return _radius(W) ** 2


@misconception(
    "spectral_radius",
    says="you take sizes of the eigenvectors' entries",
    ask="Which of the two things that eig returns comes first?",
    looks="at most 1, and always near it",
    tempting="np.linalg.eig returns two arrays, and one of them is a matrix",
    source="catalogue F7's relative",
)
def eigenvectors_instead(W: Array) -> float:
    return float(np.abs(np.linalg.eig(W)[1]).max())


# spectral_norm


@misconception(
    "spectral_norm",
    says="you return the Frobenius norm",
    ask="The identity makes no vector longer: what does your number say about it?",
    looks="too large, by up to the root of n",
    tempting="np.linalg.norm of a matrix is this one unless told otherwise",
    source="catalogue F3 and E6",
)
def norm_is_frobenius(W: Array) -> float:
    return _frobenius(W)


@misconception(
    "spectral_norm",
    says="you return the largest |eigenvalue|",
    ask="What are the eigenvalues of [[0, 2], [0, 0]], and does it make no vector longer?",
    looks="too small; right for a symmetric matrix",
    tempting="for symmetric matrices the two are one number",
    source="catalogue F2",
)
def norm_is_the_radius(W: Array) -> float:
    return _radius(W)


@misconception(
    "spectral_norm",
    says="you return the first of the three things svd returns, which is a matrix",
    ask="What are the three things svd returns?",
    looks="a matrix of orthonormal columns",
    tempting="svd sounds as if it returned singular values",
    source="catalogue F7",
)
def left_singular_vectors(W: Array) -> Array:
    return np.asarray(np.linalg.svd(W)[0])


@misconception(
    "spectral_norm",
    says="you return all singular values",
    ask="How many numbers say how much W stretches at most?",
    looks="an array, the first entry of which is right",
    tempting="svd without U and V is an array",
    source="seen in review",
)
def all_singular_values(W: Array) -> Array:
    return np.linalg.svd(W, compute_uv=False)


@misconception(
    "spectral_norm",
    says="you return the smallest singular value",
    ask="In which order does svd sort?",
    looks="too small",
    tempting="[-1] is where the largest stands in an ascending list",
    source="catalogue F7",
)
def smallest_singular_value(W: Array) -> float:
    return _smallest(W)


@misconception(
    "spectral_norm",
    says="you return the largest eigenvalue of W.T @ W",
    ask="If W doubles every length, what does W.T @ W do to it?",
    looks="ours squared",
    tempting="the theorem is about W.T @ W, and the root is its last word",
    source="catalogue I4's relative",
)
def squared_singular_value(W: Array) -> float:
    return _norm(W) ** 2


@misconception(
    "spectral_norm",
    says="you add up the singular values",
    ask="How many of its directions does a vector of length 1 have to share?",
    looks="too large; right for one unit",
    tempting="a sum of sizes is a norm, too",
    source="seen in review",
)
def sum_of_singular_values(W: Array) -> float:
    return float(np.linalg.svd(W, compute_uv=False).sum())


@misconception(
    "spectral_norm",
    says="you return the largest entry",
    ask="How long can W @ v get when every entry of W is 1?",
    looks="too small",
    tempting="large weights, large matrix",
    source="catalogue F3",
)
def norm_is_the_largest_entry(W: Array) -> float:
    return _entry(W)


@misconception(
    "spectral_norm",
    says="you take the largest sum of absolute values in a column",
    ask="How long is the vector (3, 4)?",
    looks="off by different factors; right for one unit",
    tempting="np.linalg.norm(W, 1) is a norm of matrices as well",
    source="seen in review",
)
def largest_column_sum(W: Array) -> float:
    return float(np.linalg.norm(W, 1))


@misconception(
    "spectral_norm",
    says="you take the largest sum of absolute values in a row",
    ask="How long is the vector (3, 4)?",
    looks="off by different factors; right for one unit",
    tempting="np.linalg.norm(W, np.inf) is a norm of matrices as well",
    source="seen in review",
)
def largest_row_sum(W: Array) -> float:
    return float(np.linalg.norm(W, np.inf))


@misconception(
    "spectral_norm",
    says="you take the longest column",
    ask="A column is what W makes of a unit vector along one axis: must the most stretched vector lie along an axis?",
    looks="too small",
    tempting="the columns are what W does to the basis",
    source="catalogue F3's relative",
)
def longest_column(W: Array) -> float:
    return float(np.linalg.norm(W, axis=0).max())


@misconception(
    "spectral_norm",
    says="you take eigenvalues of the symmetric half of W",
    ask="Is W equal to its transpose?",
    looks="right for a symmetric matrix",
    tempting="singular values are sizes of eigenvalues for such a matrix, and eigvalsh does not look",
    source="seen in review",
)
def absolute_values_of_a_symmetric_matrix(W: Array) -> float:
    return float(np.abs(np.linalg.eigvalsh(W)).max())


# rescale_to_radius


@misconception(
    "rescale_to_radius",
    says="you multiply by the radius that is wanted",
    ask="What is W's radius before you scale it?",
    looks="right for a matrix of radius 1",
    tempting="`W *= 0.9` is in every example, after a division that is easy to overlook",
    source="catalogue F6",
)
def multiplied_by_the_radius(W: Array, radius: float) -> Array:
    return np.asarray(W * radius)


@misconception(
    "rescale_to_radius",
    says="you divide by W's own radius and stop there",
    ask="What is the radius of what you return?",
    looks="ours divided by the radius that is wanted",
    tempting="a normalised matrix looks finished",
    source="seen in review",
)
def divided_by_its_own(W: Array, radius: float) -> Array:
    own = _radius(W)
    if own == 0:
        raise ValueError
    return np.asarray(W / own)


@misconception(
    "rescale_to_radius",
    says="the ratio is upside down",
    ask="If W's radius is too large, should the factor be above or below one?",
    looks="too small where it should grow",
    tempting="two numbers, one fraction",
    source="catalogue I6",
)
def ratio_upside_down(W: Array, radius: float) -> Array:
    return np.asarray(W * (_radius(W) / radius))


@misconception(
    "rescale_to_radius",
    says="you bring the spectral norm to that value",
    ask="Which of the two sizes does the name of the function mention?",
    looks="too small; right for a normal matrix",
    tempting="for symmetric matrices the two are one number",
    source="catalogue F2",
)
def scaled_by_the_norm(W: Array, radius: float) -> Array:
    return np.asarray(W * (radius / _norm(W)))


@misconception(
    "rescale_to_radius",
    says="you bring the Frobenius norm to that value",
    ask="Which size of a matrix do its eigenvalues give?",
    looks="too small, by different factors",
    tempting="np.linalg.norm is the first function with the right sound",
    source="catalogue F3",
)
def scaled_by_frobenius(W: Array, radius: float) -> Array:
    return np.asarray(W * (radius / _frobenius(W)))


@misconception(
    "rescale_to_radius",
    says="you bring the largest entry to that value",
    ask="What are the eigenvalues of a 5 by 5 matrix that is 1 everywhere?",
    looks="off by one factor",
    tempting="data are scaled by their largest entry",
    source="catalogue F3",
)
def scaled_by_the_largest_entry(W: Array, radius: float) -> Array:
    return np.asarray(W * (radius / _entry(W)))


@misconception(
    "rescale_to_radius",
    says="you divide by the largest real part of an eigenvalue",
    ask="How far is 0.9i from 0?",
    looks="too large, or of the wrong sign, or not a number; right when a positive eigenvalue is in front",
    tempting="max(eigenvalues).real makes the complex numbers go away",
    source="catalogue F1",
)
def scaled_by_a_real_part(W: Array, radius: float) -> Array:
    if _radius(W) == 0:
        raise ValueError
    return np.asarray(W * (radius / np.max(np.linalg.eigvals(W)).real))


@misconception(
    "rescale_to_radius",
    says="you add to the diagonal until the radius fits",
    ask="Does a factor move eigenvalues by the same distance, or by the same ratio?",
    looks="only the diagonal differs from W",
    tempting="adding a number to the diagonal adds it to every eigenvalue",
    source="seen in review",
)
def shifted_eigenvalues(W: Array, radius: float) -> Array:
    return np.asarray(W + (radius - _radius(W)) * np.eye(len(W)))


@misconception(
    "rescale_to_radius",
    says="you only scale down, never up",
    ask="What should happen to a matrix whose radius is too small?",
    looks="right for a smaller radius, unchanged for a larger one",
    tempting="gradient clipping works like that",
    source="catalogue I3's opposite",
)
def only_ever_shrinks(W: Array, radius: float) -> Array:
    own = _radius(W)
    if own == 0:
        raise ValueError
    return np.asarray(W * min(1.0, radius / own))


@misconception(
    "rescale_to_radius",
    says="you scale the caller's W",
    ask="After your function has run, what is the radius of the caller's W?",
    looks="right numbers, and the caller's W is another matrix afterwards",
    tempting="`W *= ...` saves a copy",
    source="seen in review",
)
def scales_in_place(W: Array, radius: float) -> Array:
    own = _radius(W)
    if own == 0:
        raise ValueError
    W *= radius / own
    return W


@misconception(
    "rescale_to_radius",
    says="you divide by a radius of 0 and return what comes of it",
    ask="By which number does one multiply the zero matrix to give it a radius of 0.9?",
    looks="infinities and NaN, and a warning",
    tempting="numpy divides by zero without stopping",
    source="catalogue I10",
)
def divides_by_zero(W: Array, radius: float) -> Array:
    return np.asarray(W * (radius / np.float64(_radius(W))))


@misconception(
    "rescale_to_radius",
    says="you let Python trip over the division by 0",
    ask="Whoever catches a ValueError: does your exception reach them?",
    looks="ZeroDivisionError",
    tempting="it does raise, after all",
    source="seen in review",
)
def zero_division_error(W: Array, radius: float) -> Array:
    return np.asarray(W * (radius / _radius(W)))


@misconception(
    "rescale_to_radius",
    says="a matrix of radius 0 comes back as it is",
    ask="What radius did the caller ask for, and what radius does your answer have?",
    looks="no exception",
    tempting="returning the input is what functions do when there is nothing to do",
    source="seen in review",
)
def left_as_it_is(W: Array, radius: float) -> Array:
    own = _radius(W)
    return np.asarray(W * (radius / own)) if own > 0 else np.array(W)


@misconception(
    "rescale_to_radius",
    says="you take a small radius for 0",
    ask="A radius of 1e-10 times ten thousand million: is that not a radius?",
    looks="raises for entries near 1e-10",
    tempting="np.isclose(own, 0) has an absolute tolerance of 1e-8, and so has a habit",
    source="catalogue, rule 1",
)
def refuses_small_radii(W: Array, radius: float) -> Array:
    own = _radius(W)
    if own < 1e-8:
        raise ValueError("radius is 0")
    return np.asarray(W * (radius / own))


# jacobian_bound


@misconception(
    "jacobian_bound",
    says="gamma is left out",
    ask="What is the steepest slope of a sigmoid?",
    looks="right for gamma = 1",
    tempting="with tanh nobody notices",
    source="catalogue F4",
)
def bound_without_gamma(W_hh: Array, gamma: float, steps: int) -> float:
    return float(_norm(W_hh) ** steps)


@misconception(
    "jacobian_bound",
    says="you use the largest |eigenvalue|",
    ask="What are the eigenvalues of [[0, 2], [0, 0]], and can its Jacobian stretch nothing?",
    looks="too small: no bound at all",
    tempting="half of all texts say eigenvalue",
    source="catalogue F2",
)
def bound_of_the_radius(W_hh: Array, gamma: float, steps: int) -> float:
    return float((gamma * _radius(W_hh)) ** steps)


@misconception(
    "jacobian_bound",
    says="you use the Frobenius norm",
    ask="Both are bounds: which of the two is the one that some vector reaches?",
    looks="too large",
    tempting="np.linalg.norm of a matrix is this one unless told otherwise",
    source="catalogue F3",
)
def bound_of_frobenius(W_hh: Array, gamma: float, steps: int) -> float:
    return float((gamma * _frobenius(W_hh)) ** steps)


@misconception(
    "jacobian_bound",
    says="you use the largest entry of W_hh",
    ask="How long can W @ v get when every entry of W is 1?",
    looks="too small: no bound at all",
    tempting="large weights, large matrix",
    source="catalogue F3",
)
def bound_of_the_largest_entry(W_hh: Array, gamma: float, steps: int) -> float:
    return float((gamma * _entry(W_hh)) ** steps)


@misconception(
    "jacobian_bound",
    says="you use the smallest singular value",
    ask="Which direction is stretched most?",
    looks="too small: no bound at all",
    tempting="[-1] is where the largest stands in an ascending list",
    source="catalogue F7",
)
def bound_of_the_weakest_direction(W_hh: Array, gamma: float, steps: int) -> float:
    return float((gamma * _smallest(W_hh)) ** steps)


@misconception(
    "jacobian_bound",
    says="you multiply by the number of steps",
    ask="Does each step add to the bound, or multiply it?",
    looks="a straight line where a power is asked for",
    tempting="twice as many steps, twice as much",
    source="catalogue B1",
)
def times_the_steps(W_hh: Array, gamma: float, steps: int) -> float:
    return float(gamma * _norm(W_hh) * steps)


@misconception(
    "jacobian_bound",
    says="gamma enters once, the norm at every step",
    ask="At how many of the steps is there a slope?",
    looks="right for gamma = 1 and for one step",
    tempting="* binds less than **",
    source="catalogue E2's relative",
)
def gamma_only_once(W_hh: Array, gamma: float, steps: int) -> float:
    return float(gamma * _norm(W_hh) ** steps)


@misconception(
    "jacobian_bound",
    says="the norm enters once, gamma at every step",
    ask="At how many of the steps is there a W_hh?",
    looks="right for one step",
    tempting="* binds less than **",
    source="catalogue E2's relative",
)
def norm_only_once(W_hh: Array, gamma: float, steps: int) -> float:
    return float(_norm(W_hh) * gamma**steps)


@misconception(
    "jacobian_bound",
    says="there is one factor too many",
    ask="How many factors does the Jacobian of no step at all have?",
    looks="ours times gamma and the norm once more",
    tempting="from state 0 to state k there are k + 1 states",
    source="catalogue B2 and E2",
)
def one_factor_more(W_hh: Array, gamma: float, steps: int) -> float:
    return float((gamma * _norm(W_hh)) ** (steps + 1))


@misconception(
    "jacobian_bound",
    says="there is one factor too few",
    ask="How many factors does the Jacobian of one step have?",
    looks="ours divided by gamma and the norm",
    tempting="counting from 0",
    source="catalogue B2 and E2",
)
def one_factor_less(W_hh: Array, gamma: float, steps: int) -> float:
    return float((gamma * _norm(W_hh)) ** (steps - 1))


@misconception(
    "jacobian_bound",
    says="you take the norm of the power of W_hh",
    ask="Between two factors W_hh there is a diagonal of slopes: does your number allow for any slopes up to gamma?",
    looks="too small, by more with every step; right for one step",
    tempting="the two agree for symmetric matrices, and this one looks sharper",
    source="catalogue E5's opposite",
)
def norm_of_the_power(W_hh: Array, gamma: float, steps: int) -> float:
    return float(_norm(np.linalg.matrix_power(gamma * W_hh, steps)))


@misconception(
    "jacobian_bound",
    says="you multiply gamma into the caller's W_hh",
    ask="After your function has run, which matrix does the network use?",
    looks="the right number, and the caller's W_hh is another matrix afterwards",
    tempting="`W_hh *= gamma` is short",
    source="seen in review",
)
def scales_W_hh_in_place(W_hh: Array, gamma: float, steps: int) -> float:
    W_hh *= gamma
    return float(_norm(W_hh) ** steps)


# must_vanish


@misconception(
    "must_vanish",
    says="the largest |eigenvalue| decides",
    ask="[[0, 2], [0, 0]] has no eigenvalue but 0: does it shrink every vector?",
    looks="True for a matrix that can still stretch",
    tempting="half of all texts, and a preprint, say eigenvalue",
    source="catalogue F2",
)
def radius_decides(W_hh: Array, gamma: float = 1.0) -> bool:
    return bool(gamma * _radius(W_hh) < 1)


@misconception(
    "must_vanish",
    says="the largest real part of an eigenvalue decides",
    ask="An eigenvalue of -1.5: what does it do to a vector at every step?",
    looks="True for a matrix with a large negative eigenvalue",
    tempting="max(eigenvalues) is quickly written",
    source="catalogue F1",
)
def real_part_decides(W_hh: Array, gamma: float = 1.0) -> bool:
    return bool(gamma * _real_part(W_hh) < 1)


@misconception(
    "must_vanish",
    says="gamma has no say",
    ask="What is the steepest slope of a sigmoid?",
    looks="right for gamma = 1",
    tempting="with tanh nobody notices",
    source="catalogue F4",
)
def gamma_left_out(W_hh: Array, gamma: float = 1.0) -> bool:
    return bool(_norm(W_hh) < 1)


@misconception(
    "must_vanish",
    says="you compare the norm with gamma",
    ask="If the slope gets smaller, is it easier or harder for a gradient to vanish?",
    looks="right for gamma = 1",
    tempting="a threshold called gamma looks like something to be below of",
    source="seen in review",
)
def norm_below_gamma(W_hh: Array, gamma: float = 1.0) -> bool:
    return bool(_norm(W_hh) < gamma)


@misconception(
    "must_vanish",
    says="the Frobenius norm decides",
    ask="0.9 times the identity shrinks every vector: what does your number say about it?",
    looks="False for matrices that shrink everything",
    tempting="np.linalg.norm of a matrix is this one unless told otherwise",
    source="catalogue F3",
)
def frobenius_decides(W_hh: Array, gamma: float = 1.0) -> bool:
    return bool(gamma * _frobenius(W_hh) < 1)


@misconception(
    "must_vanish",
    says="the largest entry decides",
    ask="What does a 5 by 5 matrix that is 0.4 everywhere do to a vector of ones?",
    looks="True for many small entries that add up",
    tempting="small weights, small matrix",
    source="catalogue F3",
)
def entries_decide(W_hh: Array, gamma: float = 1.0) -> bool:
    return bool(gamma * _entry(W_hh) < 1)


@misconception(
    "must_vanish",
    says="the determinant decides",
    ask="Can a map shrink every volume and still stretch a direction?",
    looks="True when one direction grows and the others shrink more",
    tempting="the determinant is the size of a matrix that school teaches",
    source="catalogue D3's relative",
)
def determinant_decides(W_hh: Array, gamma: float = 1.0) -> bool:
    return bool(abs(np.linalg.det(gamma * W_hh)) < 1)


@misconception(
    "must_vanish",
    says="the smallest singular value decides",
    ask="Which direction has to shrink for all of them to shrink?",
    looks="True as soon as one direction shrinks",
    tempting="[-1] is where the largest stands in an ascending list",
    source="catalogue F7",
)
def weakest_direction_decides(W_hh: Array, gamma: float = 1.0) -> bool:
    return bool(gamma * _smallest(W_hh) < 1)


@misconception(
    "must_vanish",
    says="you answer whether it may explode",
    ask="Is your answer True for a matrix of zeros?",
    looks="True and False are swapped",
    tempting="one comparison sign",
    source="seen in review",
)
def opposite_answer(W_hh: Array, gamma: float = 1.0) -> bool:
    return bool(gamma * _norm(W_hh) > 1)


@misconception(
    "must_vanish",
    says="without a gamma you take the sigmoid's",
    ask="Which nonlinearity does this course's network have unless somebody says otherwise?",
    looks="right whenever gamma is given",
    tempting="1/4 is the number that everybody remembers",
    source="catalogue F4",
)
def sigmoid_unless_told(W_hh: Array, gamma: float = 0.25) -> bool:
    return bool(gamma * _norm(W_hh) < 1)


@misconception(
    "must_vanish",
    says="you answer for every singular value",
    ask="How many answers does a yes-or-no question have?",
    looks="an array of truth values",
    tempting="S < 1 compares all of them",
    source="seen in review",
)
def one_verdict_per_direction(W_hh: Array, gamma: float = 1.0) -> Array:
    return np.asarray(gamma * np.linalg.svd(W_hh, compute_uv=False) < 1)


@misconception(
    "must_vanish",
    says="you return gamma times the norm",
    ask="How many answers does a yes-or-no question have?",
    looks="a number where a verdict is asked for",
    tempting="the comparison is left to the reader",
    source="seen in review",
)
def the_number_itself(W_hh: Array, gamma: float = 1.0) -> float:
    return float(gamma * _norm(W_hh))


# transient_growth


@misconception(
    "transient_growth",
    says="you raise every entry to the power, not the matrix",
    ask="Is W**2 in numpy the same as W @ W?",
    looks="entries 0 and 1 are wrong and right: W**0 is all ones, W**1 is W",
    tempting="** is how numbers are raised to a power",
    source="catalogue E3",
)
def entries_to_a_power(W: Array, steps: int) -> Array:
    return np.array([_norm(W**k) for k in range(steps + 1)])


@misconception(
    "transient_growth",
    says="you take powers of the spectral radius",
    ask="What does [[0.9, 5], [0, 0.9]] do to a vector in its first step?",
    looks="a straight line on a logarithmic axis, without any growth",
    tempting="eigenvalues of W^k are powers of eigenvalues, and the norm is taken for one of them",
    source="catalogue F2",
)
def powers_of_the_radius(W: Array, steps: int) -> Array:
    return np.array([_radius(W) ** k for k in range(steps + 1)])


@misconception(
    "transient_growth",
    says="you take powers of the spectral norm",
    ask="Is the norm of a product the product of the norms?",
    looks="too large from the second power on",
    tempting="it is the bound, which is next door",
    source="catalogue E5",
)
def powers_of_the_norm(W: Array, steps: int) -> Array:
    return np.array([_norm(W) ** k for k in range(steps + 1)])


@misconception(
    "transient_growth",
    says="you take Frobenius norms of the powers",
    ask="How much longer does the identity make a vector?",
    looks="too large, from W^0 on",
    tempting="np.linalg.norm of a matrix is this one unless told otherwise",
    source="catalogue E6",
)
def frobenius_norms_of_powers(W: Array, steps: int) -> Array:
    return np.array([_frobenius(np.linalg.matrix_power(W, k)) for k in range(steps + 1)])


@misconception(
    "transient_growth",
    says="you take the largest entry of each power",
    ask="How long can W @ v get when every entry of W is 1?",
    looks="too small",
    tempting="a large matrix has large entries",
    source="catalogue F3",
)
def largest_entries_of_powers(W: Array, steps: int) -> Array:
    return np.array([_entry(np.linalg.matrix_power(W, k)) for k in range(steps + 1)])


@misconception(
    "transient_growth",
    says="the zeroth power is missing",
    ask="How many powers are there from 0 to `steps`?",
    looks="one entry too few, the others are right",
    tempting="steps steps, steps norms",
    source="catalogue E2",
)
def without_the_zeroth_power(W: Array, steps: int) -> Array:
    return np.array([_norm(np.linalg.matrix_power(W, k)) for k in range(1, steps + 1)])


@misconception(
    "transient_growth",
    says="the last power is missing",
    ask="How many powers are there from 0 to `steps`?",
    looks="one entry too few, the others are right",
    tempting="range(steps) leaves out its end",
    source="catalogue E2",
)
def without_the_last_power(W: Array, steps: int) -> Array:
    return np.array([_norm(np.linalg.matrix_power(W, k)) for k in range(steps)])


@misconception(
    "transient_growth",
    says="entry k holds the power k + 1",
    ask="What has W done to a vector before it was multiplied once?",
    looks="ours, shifted by one",
    tempting="W is what is at hand before the loop",
    source="catalogue E2",
)
def begins_with_W(W: Array, steps: int) -> Array:
    return np.array([_norm(np.linalg.matrix_power(W, k + 1)) for k in range(steps + 1)])


@misconception(
    "transient_growth",
    says="each power is the square of the one before",
    ask="W^2 is W @ W; by which matrix do you get from there to W^3?",
    looks="right up to the second power, wild afterwards",
    tempting="power = power @ power looks like the loop",
    source="catalogue E4's relative",
)
def squares_again_and_again(W: Array, steps: int) -> Array:
    powers = [np.eye(len(W)), np.array(W)]
    for _ in range(steps - 1):
        powers.append(powers[-1] @ powers[-1])
    return np.array([_norm(power) for power in powers[: steps + 1]])


@misconception(
    "transient_growth",
    says="you return the norm of the last power only",
    ask="Where would one see a hump?",
    looks="one number where steps + 1 are asked for",
    tempting="the end of the story is mistaken for the story",
    source="seen in review",
)
def last_norm_only(W: Array, steps: int) -> float:
    return _norm(np.linalg.matrix_power(W, steps))


@misconception(
    "transient_growth",
    says="the norm of W^0 is 0",
    ask="If nothing happens to a vector, how long is it afterwards?",
    looks="entry 0 is 0, the others are right",
    tempting="np.zeros, and a loop from 1 on",
    source="catalogue E7",
)
def starts_from_nothing(W: Array, steps: int) -> Array:
    norms = np.array([_norm(np.linalg.matrix_power(W, k)) for k in range(steps + 1)])
    norms[0] = 0.0
    return norms


@misconception(
    "transient_growth",
    says="you return how much each power is larger than the one before",
    ask="Two steps that double: what does your second number say, 2 or 4?",
    looks="ours, divided by its neighbour",
    tempting="growth is a rate in daily language",
    source="seen in review",
)
def growth_per_step(W: Array, steps: int) -> Array:
    norms = np.array([_norm(np.linalg.matrix_power(W, k)) for k in range(steps + 1)])
    return np.concatenate([norms[:1], norms[1:] / norms[:-1]])


@misconception(
    "transient_growth",
    says="you keep the highest norm so far",
    ask="After the hump, what becomes of the norms?",
    looks="right while it grows",
    tempting="the question seems to be how far it goes",
    source="seen in review",
)
def highest_so_far(W: Array, steps: int) -> Array:
    norms = [_norm(np.linalg.matrix_power(W, k)) for k in range(steps + 1)]
    return np.maximum.accumulate(norms)


@misconception(
    "transient_growth",
    says="you follow one vector",
    ask="Is the vector you chose the one that W^k stretches most, for every k?",
    looks="too small",
    tempting="applying W to a vector again and again is what one sees in a network",
    source="catalogue E6's relative",
)
def one_vector_only(W: Array, steps: int) -> Array:
    v = np.ones(len(W)) / np.sqrt(len(W))
    return np.array([np.linalg.norm(np.linalg.matrix_power(W, k) @ v) for k in range(steps + 1)])


@misconception(
    "transient_growth",
    says="you add up the powers",
    ask="Does the fifth step happen beside the first four, or after them?",
    looks="too large from entry 1 on",
    tempting="the sum over all steps is what dW collects",
    source="catalogue B1's relative",
)
def sums_of_powers(W: Array, steps: int) -> Array:
    powers = np.cumsum([np.linalg.matrix_power(W, k) for k in range(steps + 1)], axis=0)
    return np.array([_norm(power) for power in powers])
