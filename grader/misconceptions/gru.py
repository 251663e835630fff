"""What people believe about a GRU's two gates. Rows M and D of the bug catalogue, and what reviews showed.

The step and its Jacobian are written once each, below, with one opening per line that ideas get wrong; an idea fills
one opening.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np

from grader.misconceptions.misconception import misconception

Array = np.ndarray
Opening = Callable[[SimpleNamespace], Array]


def _sigmoid(a: Array) -> Array:
    return np.asarray(np.exp(-np.logaddexp(0.0, -a)))


def _known(
    x: Array,
    h_prev: Array,
    W_x: Array,
    W_h: Array,
    b_x: Array,
    b_h: Array,
    *,
    order: str = "rzn",
    squash: Callable[[Array], Array] = _sigmoid,
) -> SimpleNamespace:
    """Gates and the parts of the candidate's sum; `order` says which block is whose."""
    H = len(h_prev)
    x_parts = dict(zip(order, (W_x @ x + b_x).reshape(3, H), strict=True))
    h_parts = dict(zip(order, (W_h @ h_prev + b_h).reshape(3, H), strict=True))
    blocks = dict(zip(order, W_h.reshape(3, H, H), strict=True))
    b_hn = dict(zip(order, b_h.reshape(3, H), strict=True))["n"]
    return SimpleNamespace(
        h=h_prev,
        r=squash(x_parts["r"] + h_parts["r"]),
        z=squash(x_parts["z"] + h_parts["z"]),
        a=x_parts["n"],  # what the input says to the candidate
        s=h_parts["n"],  # the bracket that r multiplies
        b_hn=b_hn,
        W_r=blocks["r"],
        W_z=blocks["z"],
        W_n=blocks["n"],
    )


# The step


def _step(
    *arguments: Array,
    order: str = "rzn",
    squash: Callable[[Array], Array] = _sigmoid,
    candidate: Opening = lambda k: np.tanh(k.a + k.r * k.s),
    state: Opening = lambda k: (1 - k.z) * k.n + k.z * k.h,
) -> Array:
    """The step with openings: which block is whose, the gates' function, the candidate, the new state."""
    k = _known(*arguments, order=order, squash=squash)
    k.n = candidate(k)
    return np.asarray(state(k))


@misconception(
    "gru_step",
    says="z and 1 - z have exchanged their places",
    ask="When z = 1, does the unit keep or replace its state here?",
    looks="wrong where z is far from a half; learns all the same when trained from scratch",
    tempting="half of the texts, Wikipedia among them, write it so",
    source="catalogue M1; Chung and others 2014",
)
def z_replaces(*arguments: Array) -> Array:
    return _step(*arguments, state=lambda k: k.z * k.n + (1 - k.z) * k.h)


@misconception(
    "gru_step",
    says="the reset gate is applied to the state, before the matrix",
    ask="Is r applied to h, or to W h + b?",
    looks="right for one unit with zero biases, and where r is near 1",
    tempting="it is the form of the first paper",
    source="catalogue M2; Cho and others 2014",
)
def resets_before(*arguments: Array) -> Array:
    return _step(*arguments, candidate=lambda k: np.tanh(k.a + k.W_n @ (k.r * k.h) + k.b_hn))


@misconception(
    "gru_step",
    says="the bias b_hn stands outside the bracket",
    ask="Is b_hn inside the bracket that r multiplies?",
    looks="right for b_hn = 0",
    tempting="biases are added last everywhere else, and two of them are one",
    source="catalogue M6",
)
def bias_outside_the_bracket(*arguments: Array) -> Array:
    return _step(*arguments, candidate=lambda k: np.tanh(k.a + k.r * (k.s - k.b_hn) + k.b_hn))


@misconception(
    "gru_step",
    says="the reset gate multiplies the whole candidate sum, the input's part included",
    ask="Does the reset gate touch the new input?",
    looks="the candidate is too close to 0",
    tempting="one bracket more",
    source="catalogue M3",
)
def resets_everything(*arguments: Array) -> Array:
    return _step(*arguments, candidate=lambda k: np.tanh(k.r * (k.a + k.s)))


@misconception(
    "gru_step",
    says="the reset gate multiplies the candidate after its tanh",
    ask="Does r scale what the candidate reads, or what it says?",
    looks="the candidate is too close to 0",
    tempting="gates multiply outputs in the LSTM",
    source="catalogue M3, second form",
)
def resets_after_tanh(*arguments: Array) -> Array:
    return _step(*arguments, candidate=lambda k: k.r * np.tanh(k.a + k.s))


@misconception(
    "gru_step",
    says="the reset gate is not used",
    ask="Which gate did you compute and never use?",
    looks="right where r is near 1",
    tempting="the candidate is a tanh network's step, and looks complete",
    source="catalogue M8",
)
def never_resets(*arguments: Array) -> Array:
    return _step(*arguments, candidate=lambda k: np.tanh(k.a + k.s))


@misconception(
    "gru_step",
    says="what is forgotten by the reset gate is 1 - r",
    ask="With r = 1, does the candidate see the old state or not?",
    looks="the candidate differs where r is far from a half",
    tempting="a reset gate that is open should reset, by its name",
    source="seen in review",
)
def r_resets_by_its_name(*arguments: Array) -> Array:
    return _step(*arguments, candidate=lambda k: np.tanh(k.a + (1 - k.r) * k.s))


@misconception(
    "gru_step",
    says="the candidate does not hear the old state at all",
    ask="Which term of the candidate holds h_prev?",
    looks="right where r is near 0",
    tempting="the update gate seems to look after the old state",
    source="seen in review",
)
def candidate_without_state(*arguments: Array) -> Array:
    return _step(*arguments, candidate=lambda k: np.tanh(k.a))


@misconception(
    "gru_step",
    says="you take the first block for the update gate, the second for the reset gate",
    ask="Which third of the weights is the reset gate?",
    looks="everything differs; right where both gates are alike",
    tempting="Keras stores them so, and texts explain z first",
    source="catalogue M4",
)
def blocks_z_r_n(*arguments: Array) -> Array:
    return _step(*arguments, order="zrn")


@misconception(
    "gru_step",
    says="you take the first block for the candidate",
    ask="Which third of the weights is the candidate's?",
    looks="everything differs",
    tempting="the candidate is what the step is about",
    source="catalogue M4's neighbour",
)
def blocks_n_r_z(*arguments: Array) -> Array:
    return _step(*arguments, order="nrz")


@misconception(
    "gru_step",
    says="you take every third row for a gate, not every third part",
    ask="Do the rows of one unit stand together, or those of one gate?",
    looks="everything differs; right for one unit",
    tempting="reshape(H, 3) runs as well as reshape(3, H)",
    source="seen in review",
)
def rows_of_three(x: Array, h_prev: Array, W_x: Array, W_h: Array, b_x: Array, b_h: Array) -> Array:
    rows = np.arange(len(b_x)).reshape(-1, 3).T.reshape(-1)
    return _step(x, h_prev, W_x[rows], W_h[rows], b_x[rows], b_h[rows])


@misconception(
    "gru_step",
    says="the candidate goes through a sigmoid like the gates",
    ask="Can the candidate be negative?",
    looks="the state drifts upwards",
    tempting="one line squashes all three blocks",
    source="catalogue M5",
)
def sigmoid_candidate(*arguments: Array) -> Array:
    return _step(*arguments, candidate=lambda k: _sigmoid(k.a + k.r * k.s))


@misconception(
    "gru_step",
    says="the gates go through a tanh like the candidate",
    ask="Can a share of the old state be negative?",
    looks="everything differs",
    tempting="one line squashes all three blocks",
    source="seen in review",
)
def tanh_gates(*arguments: Array) -> Array:
    return _step(*arguments, squash=np.tanh)


@misconception(
    "gru_step",
    says="the old state is kept whole, and a share of the candidate is added",
    ask="Do the two coefficients add to one?",
    looks="states that leave the range from -1 to 1",
    tempting="the LSTM's cell adds, and so do residual networks",
    source="catalogue M7",
)
def adds_without_giving_up(*arguments: Array) -> Array:
    return _step(*arguments, state=lambda k: k.h + k.z * k.n)


@misconception(
    "gru_step",
    says="the old state is kept whole, and 1 - z of the candidate is added",
    ask="Do the two coefficients add to one?",
    looks="states that leave the range from -1 to 1",
    tempting="the LSTM's cell adds, and so do residual networks",
    source="catalogue M7, second form",
)
def adds_the_rest(*arguments: Array) -> Array:
    return _step(*arguments, state=lambda k: k.h + (1 - k.z) * k.n)


@misconception(
    "gru_step",
    says="the candidate is the new state",
    ask="Where does your step use the update gate?",
    looks="right where z is near 0",
    tempting="in a tanh network it is",
    source="seen in review",
)
def candidate_is_the_state(*arguments: Array) -> Array:
    return _step(*arguments, state=lambda k: 1 * k.n)


@misconception(
    "gru_step",
    says="the mixture goes through one more tanh",
    ask="Can a mixture of two numbers between -1 and 1 leave that range?",
    looks="a little too close to 0",
    tempting="every state in this course went through a tanh last",
    source="seen in review",
)
def squashes_the_mixture(*arguments: Array) -> Array:
    return _step(*arguments, state=lambda k: np.tanh((1 - k.z) * k.n + k.z * k.h))


@misconception(
    "gru_step",
    says="b_h is left out",
    ask="Two biases are handed to you: where is the second?",
    looks="right for b_h = 0",
    tempting="one bias is enough in every other network of the course",
    source="catalogue M6's neighbour",
)
def without_b_h(x: Array, h_prev: Array, W_x: Array, W_h: Array, b_x: Array, b_h: Array) -> Array:
    return _step(x, h_prev, W_x, W_h, b_x, 0 * b_h)


@misconception(
    "gru_step",
    says="b_x is left out",
    ask="Two biases are handed to you: where is the first?",
    looks="right for b_x = 0",
    tempting="the bracket's bias is the one the text speaks about",
    source="seen in review",
)
def without_b_x(x: Array, h_prev: Array, W_x: Array, W_h: Array, b_x: Array, b_h: Array) -> Array:
    return _step(x, h_prev, W_x, W_h, 0 * b_x, b_h)


@misconception(
    "gru_step",
    says="both biases are left out",
    ask="Feed zeros for x and h_prev: what should the gates be?",
    looks="right when both are 0",
    tempting="two matrices look like the whole of it",
    source="catalogue C3a",
)
def without_biases(x: Array, h_prev: Array, W_x: Array, W_h: Array, b_x: Array, b_h: Array) -> Array:
    return _step(x, h_prev, W_x, W_h, 0 * b_x, 0 * b_h)


@misconception(
    "gru_step",
    says="the state stands left of each block of W_h",
    ask="Compute one entry by hand: which index of W_h is summed over?",
    looks="everything differs; right for symmetric blocks",
    tempting="h @ W is what a batch needs, with the transposed layout",
    source="catalogue C2",
)
def blocks_transposed(x: Array, h_prev: Array, W_x: Array, W_h: Array, b_x: Array, b_h: Array) -> Array:
    H = len(h_prev)
    return _step(x, h_prev, W_x, W_h.reshape(3, H, H).transpose(0, 2, 1).reshape(3 * H, H), b_x, b_h)


@misconception(
    "gru_step",
    says="your sigmoid divides one overflow by another",
    ask="What is exp(900), and what is it divided by itself?",
    looks="right until a gate is pushed far open, then NaN",
    tempting="exp(a) / (1 + exp(a)) is the same function on paper",
    source="catalogue A8",
)
def sigmoid_overflows(*arguments: Array) -> Array:
    return _step(*arguments, squash=lambda a: np.exp(a) / (1 + np.exp(a)))


@misconception(
    "gru_step",
    says="the caller's h_prev is turned into the new state",
    ask="Run it twice on the same h_prev: does it get the same state?",
    looks="right numbers, and h_prev is another array afterwards",
    tempting="`h *= z` and `h += (1 - z) * n` say it in two lines",
    source="catalogue C8",
)
def writes_into_h_prev(x: Array, h_prev: Array, W_x: Array, W_h: Array, b_x: Array, b_h: Array) -> Array:
    h_prev[:] = _step(x, h_prev, W_x, W_h, b_x, b_h)
    return h_prev


# The Jacobian


def _rows(v: Array) -> Array:
    """A factor of unit i stands before row i."""
    return v[:, np.newaxis]


def _jacobian(
    *arguments: Array,
    order: str = "rzn",
    candidate: Opening = lambda k: np.tanh(k.a + k.r * k.s),
    kept: Opening = lambda k: np.diag(k.z),
    lead: Opening = lambda k: k.h - k.n,
    share: Opening = lambda k: 1 - k.z,
    slope_z: Opening = lambda k: k.z * (1 - k.z),
    slope_r: Opening = lambda k: k.r * (1 - k.r),
    slope_n: Opening = lambda k: 1 - k.n**2,
    by_n: Opening = lambda k: _rows(k.r) * k.W_n,
    by_r: Opening = lambda k: _rows(k.s * k.slope_r) * k.W_r,
) -> Array:
    """The four paths with openings: each factor of each."""
    k = _known(*arguments, order=order)
    k.n = candidate(k)
    k.slope_r = slope_r(k)
    dn = _rows(slope_n(k)) * (by_n(k) + by_r(k))
    return np.asarray(kept(k) + _rows(lead(k) * slope_z(k)) * k.W_z + _rows(share(k)) * dn)


def _ones(k: SimpleNamespace) -> Array:
    return np.ones_like(k.z)


def _none(k: SimpleNamespace) -> Array:
    return np.zeros_like(k.W_z)


@misconception(
    "gru_step_jacobian",
    says="the path of the kept state is all there is: diag(z)",
    ask="How many times does h_prev stand in the four equations?",
    looks="zeros off the diagonal",
    tempting="it is the path that texts praise",
    source="catalogue L9's like",
)
def kept_state_only(*arguments: Array) -> Array:
    return np.diag(_known(*arguments).z)


@misconception(
    "gru_step_jacobian",
    says="the path of the kept state is missing",
    ask="With z = 1 the step copies its state: what should the Jacobian be then?",
    looks="only the diagonal differs",
    tempting="the matrices are where derivatives are looked for",
    source="catalogue O1's like",
)
def kept_state_missing(*arguments: Array) -> Array:
    return _jacobian(*arguments, kept=_none)


@misconception(
    "gru_step_jacobian",
    says="you return d h_j / d h_prev_i as J[i, j]",
    ask="In your matrix, does the row name the output or the input?",
    looks="ours transposed: same norm, same determinant, same eigenvalues",
    tempting="a gradient column goes back through the transpose",
    source="catalogue D3",
)
def jacobian_transposed(*arguments: Array) -> Array:
    return _jacobian(*arguments).T


@misconception(
    "gru_step_jacobian",
    says="the factors of the units scale columns, not rows",
    ask="Along which axis did numpy stretch the vector?",
    looks="every entry off the diagonal differs; right for one unit",
    tempting="v * W runs without a complaint",
    source="catalogue D1, D4",
)
def factors_scale_columns(*arguments: Array) -> Array:
    k = _known(*arguments)
    n = np.tanh(k.a + k.r * k.s)
    dn = (1 - n**2) * (k.r * k.W_n + k.s * k.r * (1 - k.r) * k.W_r)
    return np.asarray(np.diag(k.z) + (k.h - n) * k.z * (1 - k.z) * k.W_z + (1 - k.z) * dn)


@misconception(
    "gru_step_jacobian",
    says="z is spread over a whole row, where only the unit itself is kept",
    ask="Does keeping unit 2 keep anything of unit 1?",
    looks="z is added to every entry, not to the diagonal alone",
    tempting="z + matrix runs without a complaint",
    source="catalogue D4's like",
)
def z_added_to_all(*arguments: Array) -> Array:
    return _jacobian(*arguments, kept=lambda k: _rows(k.z) * np.ones_like(k.W_z))


@misconception(
    "gru_step_jacobian",
    says="the update gate is held constant",
    ask="Does z change when h_prev does?",
    looks="one path is missing; right where z is near 0 or 1",
    tempting="gates look like coefficients",
    source="catalogue P4's like",
)
def z_held_constant(*arguments: Array) -> Array:
    return _jacobian(*arguments, slope_z=lambda k: 0 * k.z)


@misconception(
    "gru_step_jacobian",
    says="the reset gate is held constant",
    ask="Does r change when h_prev does?",
    looks="one path is missing; right where r is near 0 or 1",
    tempting="gates look like coefficients",
    source="catalogue P4's like",
)
def r_held_constant(*arguments: Array) -> Array:
    return _jacobian(*arguments, by_r=_none)


@misconception(
    "gru_step_jacobian",
    says="both gates are held constant",
    ask="Do the gates change when h_prev does?",
    looks="two paths are missing; right where the gates are near 0 or 1",
    tempting="gates look like coefficients",
    source="catalogue P4's like",
)
def gates_held_constant(*arguments: Array) -> Array:
    return _jacobian(*arguments, slope_z=lambda k: 0 * k.z, by_r=_none)


@misconception(
    "gru_step_jacobian",
    says="the candidate is held constant",
    ask="Does n change when h_prev does?",
    looks="two paths are missing; right where z is near 1",
    tempting="n is the new part, and h_prev the old",
    source="seen in review",
)
def n_held_constant(*arguments: Array) -> Array:
    return _jacobian(*arguments, share=lambda k: 0 * k.z)


@misconception(
    "gru_step_jacobian",
    says="the slider is measured from the wrong end: n - h_prev",
    ask="When z grows a little, does h move towards n or towards h_prev?",
    looks="the update gate's path has the wrong sign",
    tempting="n comes first in the line for h",
    source="seen in review",
)
def slider_turned_round(*arguments: Array) -> Array:
    return _jacobian(*arguments, lead=lambda k: k.n - k.h)


@misconception(
    "gru_step_jacobian",
    says="z moves h by h_prev alone",
    ask="When z grows, what happens to the share of n?",
    looks="the update gate's path is off by what n adds",
    tempting="z stands beside h_prev, and 1 - z looks like another thing",
    source="seen in review",
)
def z_moves_h_prev_only(*arguments: Array) -> Array:
    return _jacobian(*arguments, lead=lambda k: 1 * k.h)


@misconception(
    "gru_step_jacobian",
    says="z moves h by -n alone",
    ask="When z grows, what happens to the share of h_prev?",
    looks="the update gate's path is off by what h_prev adds",
    tempting="the product z * h_prev was differentiated for h_prev, and ticked off",
    source="seen in review",
)
def z_moves_n_only(*arguments: Array) -> Array:
    return _jacobian(*arguments, lead=lambda k: -k.n)


@misconception(
    "gru_step_jacobian",
    says="the candidate's paths are not scaled by their share 1 - z",
    ask="How much of n gets into h?",
    looks="two of the paths are too large",
    tempting="the derivative of n is work enough to forget what stood before it",
    source="seen in review",
)
def share_forgotten(*arguments: Array) -> Array:
    return _jacobian(*arguments, share=_ones)


@misconception(
    "gru_step_jacobian",
    says="z and 1 - z have exchanged their places",
    ask="When z = 1, does the unit keep or replace its state here?",
    looks="everything differs where z is far from a half",
    tempting="half of the texts, Wikipedia among them, write it so",
    source="catalogue M1",
)
def jacobian_z_replaces(*arguments: Array) -> Array:
    return _jacobian(*arguments, kept=lambda k: np.diag(1 - k.z), lead=lambda k: k.n - k.h, share=lambda k: 1 * k.z)


@misconception(
    "gru_step_jacobian",
    says="the tanh's slope is left out of the candidate's paths",
    ask="What reaches h through a candidate that is saturated?",
    looks="two of the paths are too large",
    tempting="three nonlinearities are easy to miscount",
    source="catalogue D7",
)
def no_slope_of_n(*arguments: Array) -> Array:
    return _jacobian(*arguments, slope_n=_ones)


@misconception(
    "gru_step_jacobian",
    says="the sigmoid's slope is left out of the update gate's path",
    ask="How far does z move when its sum moves by a little?",
    looks="one path is too large",
    tempting="three nonlinearities are easy to miscount",
    source="catalogue K4's like",
)
def no_slope_of_z(*arguments: Array) -> Array:
    return _jacobian(*arguments, slope_z=_ones)


@misconception(
    "gru_step_jacobian",
    says="the sigmoid's slope is left out of the reset gate's path",
    ask="How far does r move when its sum moves by a little?",
    looks="one path is too large",
    tempting="three nonlinearities are easy to miscount",
    source="catalogue K4's like",
)
def no_slope_of_r(*arguments: Array) -> Array:
    return _jacobian(*arguments, slope_r=_ones)


@misconception(
    "gru_step_jacobian",
    says="the slopes of both gates are left out",
    ask="How far does a gate move when its sum moves by a little?",
    looks="two paths are too large",
    tempting="the gates' values are at hand, and their sums are not",
    source="catalogue K4's like",
)
def no_gate_slopes(*arguments: Array) -> Array:
    return _jacobian(*arguments, slope_r=_ones, slope_z=_ones)


@misconception(
    "gru_step_jacobian",
    says="the candidate's slope is the sigmoid's, n (1 - n)",
    ask="Which squashing function made the candidate?",
    looks="two paths are wrong, in sign where n is negative",
    tempting="the gates have it",
    source="catalogue K6",
)
def sigmoid_slope_of_n(*arguments: Array) -> Array:
    return _jacobian(*arguments, slope_n=lambda k: k.n * (1 - k.n))


@misconception(
    "gru_step_jacobian",
    says="the gates' slopes are the tanh's, 1 - z**2",
    ask="Which squashing function made r and z?",
    looks="two paths are too large",
    tempting="1 - h**2 served for every state so far",
    source="catalogue K6's twin",
)
def tanh_slope_of_gates(*arguments: Array) -> Array:
    return _jacobian(*arguments, slope_z=lambda k: 1 - k.z**2, slope_r=lambda k: 1 - k.r**2)


@misconception(
    "gru_step_jacobian",
    says="the reset gate does not scale what the candidate hears of the state",
    ask="With r = 0, does the candidate hear h_prev?",
    looks="one path is too large",
    tempting="the candidate looks like a tanh network's step",
    source="catalogue M8",
)
def r_missing_in_bracket(*arguments: Array) -> Array:
    return _jacobian(*arguments, by_n=lambda k: 1 * k.W_n)


@misconception(
    "gru_step_jacobian",
    says="the reset gate's path is measured with the bracket's matrix part alone, without b_hn",
    ask="What exactly does r multiply?",
    looks="one path differs; right for b_hn = 0",
    tempting="biases vanish in derivatives",
    source="catalogue M6",
)
def bracket_without_bias(*arguments: Array) -> Array:
    return _jacobian(*arguments, by_r=lambda k: _rows((k.s - k.b_hn) * k.slope_r) * k.W_r)


@misconception(
    "gru_step_jacobian",
    says="the reset gate's path is measured with h_prev, not with what r multiplies",
    ask="What exactly does r multiply?",
    looks="one path differs",
    tempting="in the paper's form r multiplies h_prev",
    source="catalogue M2's neighbour",
)
def r_times_h_prev(*arguments: Array) -> Array:
    return _jacobian(*arguments, by_r=lambda k: _rows(k.h * k.slope_r) * k.W_r)


@misconception(
    "gru_step_jacobian",
    says="it is the Jacobian of the form that resets before the matrix",
    ask="Is r applied to h, or to W h + b?",
    looks="everything but the diagonal's z differs",
    tempting="it is the form of the first paper",
    source="catalogue M2; Cho and others 2014",
)
def jacobian_of_reset_before(*arguments: Array) -> Array:
    return _jacobian(
        *arguments,
        candidate=lambda k: np.tanh(k.a + k.W_n @ (k.r * k.h) + k.b_hn),
        by_n=lambda k: k.W_n * k.r,
        by_r=lambda k: k.W_n @ (_rows(k.h * k.slope_r) * k.W_r),
    )


@misconception(
    "gru_step_jacobian",
    says="it is the Jacobian of a step whose b_hn stands outside the bracket",
    ask="Is b_hn inside the bracket that r multiplies?",
    looks="everything differs a little; right for b_hn = 0",
    tempting="biases are added last everywhere else",
    source="catalogue M6",
)
def jacobian_of_bias_outside(*arguments: Array) -> Array:
    return _jacobian(
        *arguments,
        candidate=lambda k: np.tanh(k.a + k.r * (k.s - k.b_hn) + k.b_hn),
        by_r=lambda k: _rows((k.s - k.b_hn) * k.slope_r) * k.W_r,
    )


@misconception(
    "gru_step_jacobian",
    says="you take the first block for the update gate, the second for the reset gate",
    ask="Which third of the weights is the reset gate?",
    looks="everything differs",
    tempting="Keras stores them so, and texts explain z first",
    source="catalogue M4",
)
def jacobian_of_z_r_n(*arguments: Array) -> Array:
    return _jacobian(*arguments, order="zrn")


@misconception(
    "gru_step_jacobian",
    says="you multiply the gradient of a loss by it, and return a vector",
    ask="How many partial derivatives have H outputs by H inputs?",
    looks="the row sums of ours, or the column sums, as a vector",
    tempting="autograd hands out vectors",
    source="seen in review",
)
def column_sums(*arguments: Array) -> Array:
    return np.asarray(_jacobian(*arguments).sum(axis=0))


@misconception(
    "gru_step_jacobian",
    says="you take differences of the step, not its derivative",
    ask="How many digits are left of 1e-6 when f(h + eps) and f(h - eps) are rounded at 1e-16?",
    looks="right to nine or ten digits, until the entries are small",
    tempting="it is the check one should write anyway",
    source="catalogue D8",
)
def central_differences(x: Array, h_prev: Array, W_x: Array, W_h: Array, b_x: Array, b_h: Array) -> Array:
    eps, columns = 1e-5, []
    for e in np.eye(len(h_prev)):
        above, below = (_step(x, h_prev + sign * eps * e, W_x, W_h, b_x, b_h) for sign in (1, -1))
        columns.append((above - below) / (2 * eps))
    return np.stack(columns, axis=1)
