"""What people believe about gates. Rows J, K and L of the bug catalogue, and what reviews showed.

One step forward and one step back are written once each, below, with one opening per line that ideas get wrong; an
idea fills one opening.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np

from grader.misconceptions.misconception import misconception

Array = np.ndarray
Step = tuple[Array, Array, Array]
Gradients = tuple[Array, Array, Array, Array, Array, Array]
Opening = Callable[[SimpleNamespace], Array]


def _sigmoid(a: Array) -> Array:
    return np.asarray(np.exp(-np.logaddexp(0.0, -a)))


# One step forward


def _forward(
    x: Array,
    h_prev: Array,
    c_prev: Array,
    W_x: Array,
    W_h: Array,
    b: Array,
    *,
    order: str = "ifgo",
    squash: Callable[[Array], Array] = _sigmoid,
    candidate: Callable[[Array], Array] = np.tanh,
    cell: Opening = lambda s: s.f * s.c_prev + s.i * s.g,
    shown: Opening = lambda s: s.o * np.tanh(s.c),
) -> Step:
    """The step with openings: which block is whose, the two squashing functions, the cell, what is shown."""
    blocks = dict(zip(order, (W_x @ x + W_h @ h_prev + b).reshape(4, -1), strict=True))
    s = SimpleNamespace(h_prev=h_prev, c_prev=c_prev, a=np.stack([blocks[name] for name in "ifgo"]))
    s.i, s.f, s.o = squash(blocks["i"]), squash(blocks["f"]), squash(blocks["o"])
    s.g = candidate(blocks["g"])
    s.c = cell(s)
    return np.asarray(shown(s)), np.asarray(s.c), np.stack([s.i, s.f, s.g, s.o])


def _logistic(a: Array) -> Array:
    return np.asarray(np.exp(a) / (1 + np.exp(a)))


@misconception(
    "lstm_step",
    says="you take the blocks to be i, f, o, g",
    ask="Which rows of the stacked weights belong to which gate?",
    looks="i and f are right, g and o are not; a numerical gradient check of your own finds nothing",
    tempting="three sigmoids in a row can be taken in one slice",
    source="catalogue J1, seen in public code",
)
def blocks_i_f_o_g(*arguments: Array) -> Step:
    h, c, gates = _forward(*arguments, order="ifog")
    return h, c, gates


@misconception(
    "lstm_step",
    says="you take the blocks to be i, f, o, g, and return the gates in that order, too",
    ask="Row 2 of the gates: is it the candidate, or the output gate?",
    looks="i and f are right, rows 2 and 3 of the gates are the wrong functions of the right numbers",
    tempting="three sigmoids in a row can be taken in one slice",
    source="catalogue J1, seen in public code",
)
def blocks_and_gates_i_f_o_g(*arguments: Array) -> Step:
    h, c, (i, f, g, o) = _forward(*arguments, order="ifog")
    return h, c, np.stack([i, f, o, g])


@misconception(
    "lstm_step",
    says="you take the blocks to be i, o, g, f",
    ask="Which rows of the stacked weights belong to which gate?",
    looks="i and g are right, f and o are exchanged",
    tempting="gates in the order in which a figure shows them",
    source="catalogue J1, seen in public code",
)
def blocks_i_o_g_f(*arguments: Array) -> Step:
    return _forward(*arguments, order="iogf")


@misconception(
    "lstm_step",
    says="you take the forget gate's block to be the first, the input gate's the second",
    ask="Which rows of the stacked weights belong to which gate?",
    looks="g and o are right; f and i are exchanged",
    tempting="texts explain the forget gate first",
    source="catalogue J6 and J1",
)
def blocks_f_i_g_o(*arguments: Array) -> Step:
    return _forward(*arguments, order="figo")


@misconception(
    "lstm_step",
    says="you take the blocks to be f, i, g, o, and return the gates in that order, too",
    ask="Which gate do the docstring and the weights put first?",
    looks="the first two rows of the gates are exchanged, and c is right",
    tempting="texts explain the forget gate first; the equations for c and h come out as usual",
    source="catalogue J1, K15",
)
def gates_returned_f_i_g_o(*arguments: Array) -> Step:
    h, c, gates = _forward(*arguments)
    return h, c, gates[[1, 0, 2, 3]]


@misconception(
    "lstm_step",
    says="you take the blocks to be i, g, f, o",
    ask="Which rows of the stacked weights belong to which gate?",
    looks="i and o are right, f and g are not",
    tempting="an older TensorFlow stores them so",
    source="catalogue J1",
)
def blocks_i_g_f_o(*arguments: Array) -> Step:
    return _forward(*arguments, order="igfo")


@misconception(
    "lstm_step",
    says="you take every fourth row for a gate, not every fourth part",
    ask="Do the rows of one unit stand together, or those of one gate?",
    looks="all gates differ; right for one unit",
    tempting="reshape(H, 4) runs as well as reshape(4, H)",
    source="seen in review",
)
def rows_interleaved(x: Array, h_prev: Array, c_prev: Array, W_x: Array, W_h: Array, b: Array) -> Step:
    rows = np.arange(len(b)).reshape(-1, 4).T.reshape(-1)
    return _forward(x, h_prev, c_prev, W_x[rows], W_h[rows], b[rows])


@misconception(
    "lstm_step",
    says="the candidate goes through a sigmoid like the gates",
    ask="Must the cell be able to move down?",
    looks="g is never negative, and c drifts upwards",
    tempting="one line squashes all four blocks",
    source="catalogue J2",
)
def sigmoid_candidate(*arguments: Array) -> Step:
    return _forward(*arguments, candidate=_sigmoid)


@misconception(
    "lstm_step",
    says="the gates go through a tanh like the candidate",
    ask="Can a share of the old memory be negative?",
    looks="gates below 0",
    tempting="one line squashes all four blocks",
    source="seen in review",
)
def tanh_gates(*arguments: Array) -> Step:
    return _forward(*arguments, squash=np.tanh)


@misconception(
    "lstm_step",
    says="the candidate is not squashed",
    ask="How much can be written into the cell in one step?",
    looks="g leaves the range from -1 to 1",
    tempting="c is squashed later anyway",
    source="seen in review",
)
def candidate_without_tanh(*arguments: Array) -> Step:
    return _forward(*arguments, candidate=np.array)


@misconception(
    "lstm_step",
    says="what is shown is o times the cell itself",
    ask="What keeps h between -1 and 1?",
    looks="only h differs; almost right where c is near 0",
    tempting="the candidate has been through a tanh already",
    source="catalogue J3",
)
def shows_c_itself(*arguments: Array) -> Step:
    return _forward(*arguments, shown=lambda s: s.o * s.c)


@misconception(
    "lstm_step",
    says="the output gate shows the old cell",
    ask="Which memory does the output gate read, the one before this step or the one after it?",
    looks="only h differs",
    tempting="c_prev is the argument's name, and c is not written yet when o is",
    source="catalogue J5",
)
def shows_old_cell(*arguments: Array) -> Step:
    return _forward(*arguments, shown=lambda s: s.o * np.tanh(s.c_prev))


@misconception(
    "lstm_step",
    says="the cell is shown through a relu",
    ask="Can h be negative?",
    looks="only h differs: no negative units, and no bound",
    tempting="elsewhere relu replaces tanh without anybody noticing",
    source="catalogue J8",
)
def shows_relu(*arguments: Array) -> Step:
    return _forward(*arguments, shown=lambda s: s.o * np.maximum(s.c, 0))


@misconception(
    "lstm_step",
    says="the cell is shown through a sigmoid",
    ask="Can h be negative?",
    looks="only h differs: every unit is above 0",
    tempting="every other gate line has one",
    source="seen in review",
)
def shows_sigmoid(*arguments: Array) -> Step:
    return _forward(*arguments, shown=lambda s: s.o * _sigmoid(s.c))


@misconception(
    "lstm_step",
    says="the tanh is outside: you show tanh(o * c)",
    ask="Which comes first, squashing the memory or letting a share of it out?",
    looks="only h differs, by little",
    tempting="both ways round h stays below 1",
    source="seen in review",
)
def tanh_around_the_gate(*arguments: Array) -> Step:
    return _forward(*arguments, shown=lambda s: np.tanh(s.o * s.c))


@misconception(
    "lstm_step",
    says="the input gate is what the forget gate leaves, 1 - f",
    ask="How many independent gates does the docstring list?",
    looks="the gates are right, c and h are not",
    tempting="it is what a GRU does, and variants of the LSTM",
    source="catalogue J4",
)
def writes_what_was_forgotten(*arguments: Array) -> Step:
    return _forward(*arguments, cell=lambda s: s.f * s.c_prev + (1 - s.f) * s.g)


@misconception(
    "lstm_step",
    says="nothing is ever forgotten: c is c_prev plus what is written",
    ask="You compute four gates: which of them is not in your line for c?",
    looks="the gates are right, c is too large",
    tempting="it is the LSTM of 1997",
    source="seen in review; Hochreiter and Schmidhuber 1997",
)
def never_forgets(*arguments: Array) -> Step:
    return _forward(*arguments, cell=lambda s: s.c_prev + s.i * s.g)


@misconception(
    "lstm_step",
    says="the candidate is written whole, without the input gate",
    ask="You compute four gates: which of them is not in your line for c?",
    looks="the gates are right, c is not",
    tempting="f * c_prev + g looks complete",
    source="seen in review",
)
def writes_everything(*arguments: Array) -> Step:
    return _forward(*arguments, cell=lambda s: s.f * s.c_prev + s.g)


@misconception(
    "lstm_step",
    says="f and i have exchanged their jobs in the line for c",
    ask="With f = 1 and i = 0, what should c be?",
    looks="the gates are right, c is not",
    tempting="i comes first in the list, and so does c_prev in the sum",
    source="catalogue J6",
)
def f_writes_and_i_keeps(*arguments: Array) -> Step:
    return _forward(*arguments, cell=lambda s: s.i * s.c_prev + s.f * s.g)


@misconception(
    "lstm_step",
    says="the cell is squashed before it is kept",
    ask="What is the slope of the path from c_prev to c, if a tanh lies on it?",
    looks="c stays between -1 and 1",
    tempting="every state in this course went through a tanh so far",
    source="seen in review",
)
def squashes_the_cell(*arguments: Array) -> Step:
    return _forward(*arguments, cell=lambda s: np.tanh(s.f * s.c_prev + s.i * s.g), shown=lambda s: s.o * s.c)


@misconception(
    "lstm_step",
    says="the cell is squashed before it is kept, and once more before it is shown",
    ask="How many tanhs lie between c_prev and c?",
    looks="c stays between -1 and 1",
    tempting="every state in this course went through a tanh so far",
    source="seen in review",
)
def squashes_the_cell_twice(*arguments: Array) -> Step:
    return _forward(*arguments, cell=lambda s: np.tanh(s.f * s.c_prev + s.i * s.g))


@misconception(
    "lstm_step",
    says="the gates read the cell where they should read the state",
    ask="Which of the two memories does W_h multiply?",
    looks="everything differs",
    tempting="the cell is the memory, so it seems the one to ask",
    source="seen in review",
)
def gates_read_the_cell(x: Array, h_prev: Array, c_prev: Array, W_x: Array, W_h: Array, b: Array) -> Step:
    return _forward(x, c_prev, c_prev, W_x, W_h, b)


@misconception(
    "lstm_step",
    says="the gates do not read the state",
    ask="What do the gates know of what came before, in your version?",
    looks="everything differs; right for h_prev = 0, as at a first step",
    tempting="memory is the cell's business, it seems",
    source="seen in review",
)
def gates_without_state(x: Array, h_prev: Array, c_prev: Array, W_x: Array, W_h: Array, b: Array) -> Step:
    return _forward(x, 0 * h_prev, c_prev, W_x, W_h, b)


@misconception(
    "lstm_step",
    says="the state stands left of each block of W_h",
    ask="Compute one entry by hand: which index of W_h is summed over?",
    looks="everything differs; right for symmetric blocks",
    tempting="h @ W is what a batch needs, with the transposed layout",
    source="catalogue C2",
)
def blocks_transposed(x: Array, h_prev: Array, c_prev: Array, W_x: Array, W_h: Array, b: Array) -> Step:
    H = len(h_prev)
    return _forward(x, h_prev, c_prev, W_x, W_h.reshape(4, H, H).transpose(0, 2, 1).reshape(4 * H, H), b)


@misconception(
    "lstm_step",
    says="the bias is left out",
    ask="Feed zeros for x and h_prev: what should the gates be?",
    looks="everything differs; right for b = 0",
    tempting="two matrices look like the whole of it",
    source="catalogue C3a",
)
def step_without_bias(x: Array, h_prev: Array, c_prev: Array, W_x: Array, W_h: Array, b: Array) -> Step:
    return _forward(x, h_prev, c_prev, W_x, W_h, 0 * b)


@misconception(
    "lstm_step",
    says="the bias is added twice",
    ask="Feed zeros for x and h_prev: how often do your gates show b?",
    looks="everything differs; right for b = 0",
    tempting="PyTorch has two biases, and adds both",
    source="catalogue C3b",
)
def step_with_two_biases(x: Array, h_prev: Array, c_prev: Array, W_x: Array, W_h: Array, b: Array) -> Step:
    return _forward(x, h_prev, c_prev, W_x, W_h, 2 * b)


@misconception(
    "lstm_step",
    says="a forget bias of 1 is added inside the step",
    ask="Who sets the forget bias: the step, or whoever made b?",
    looks="the forget gate alone is too large among the gates",
    tempting="an older TensorFlow does so",
    source="catalogue L5's neighbour; tf.contrib's BasicLSTMCell",
)
def forget_bias_inside(x: Array, h_prev: Array, c_prev: Array, W_x: Array, W_h: Array, b: Array) -> Step:
    H = len(h_prev)
    return _forward(x, h_prev, c_prev, W_x, W_h, b + np.repeat([0.0, 1.0, 0.0, 0.0], H))


@misconception(
    "lstm_step",
    says="h and c are returned in each other's place",
    ask="Which of the two is bounded by 1?",
    looks="the gates are right, h is our c",
    tempting="c is computed first",
    source="catalogue J9",
)
def c_before_h(*arguments: Array) -> Step:
    h, c, gates = _forward(*arguments)
    return c, h, gates


@misconception(
    "lstm_step",
    says="the gates are returned as they were before their nonlinearities",
    ask="Is a gate a share of something, or any number?",
    looks="h and c are right; the gates are not between 0 and 1",
    tempting="the sums are what one keeps for the way back, in other networks",
    source="seen in review",
)
def gates_before_squashing(x: Array, h_prev: Array, c_prev: Array, W_x: Array, W_h: Array, b: Array) -> Step:
    h, c, _ = _forward(x, h_prev, c_prev, W_x, W_h, b)
    return h, c, (W_x @ x + W_h @ h_prev + b).reshape(4, -1)


@misconception(
    "lstm_step",
    says="the gates come back as one long vector",
    ask="How many axes has an array of shape (4, H)?",
    looks="the numbers are right and the shape is (4H,)",
    tempting="they were computed in one piece",
    source="seen in review",
)
def gates_in_one_row(*arguments: Array) -> Step:
    h, c, gates = _forward(*arguments)
    return h, c, gates.reshape(-1)


@misconception(
    "lstm_step",
    says="the gates come back with units as rows",
    ask="Which axis of the gates counts the gates?",
    looks="the numbers are right and the shape is (H, 4)",
    tempting="np.column_stack puts vectors side by side",
    source="seen in review",
)
def gates_in_columns(*arguments: Array) -> Step:
    h, c, gates = _forward(*arguments)
    return h, c, gates.T


@misconception(
    "lstm_step",
    says="the gates are not returned",
    ask="Three things are asked for: what will the way back need beside h and c?",
    looks="a tuple of two",
    tempting="it is what nn.LSTMCell returns",
    source="seen in review",
)
def gates_not_returned(*arguments: Array) -> tuple[Array, Array]:
    h, c, _ = _forward(*arguments)
    return h, c


@misconception(
    "lstm_step",
    says="your sigmoid divides one overflow by another",
    ask="What is exp(900), and what is it divided by itself?",
    looks="right until a gate is pushed far open, then NaN",
    tempting="exp(a) / (1 + exp(a)) is the same function on paper",
    source="catalogue A8",
)
def sigmoid_overflows(*arguments: Array) -> Step:
    return _forward(*arguments, squash=_logistic)


@misconception(
    "lstm_step",
    says="you turn the caller's c_prev into the new cell",
    ask="Run it twice on the same c_prev: does it get the same cell?",
    looks="right numbers, and c_prev is another array afterwards",
    tempting="`c_prev *= f` is how one would say it aloud",
    source="catalogue K8's twin in the forward pass",
)
def writes_into_c_prev(x: Array, h_prev: Array, c_prev: Array, W_x: Array, W_h: Array, b: Array) -> Step:
    h, c, gates = _forward(x, h_prev, c_prev, W_x, W_h, b)
    c_prev[:] = c
    return h, c, gates


# One step back


def _back(
    dh: Array,
    dc: Array,
    x: Array,
    h_prev: Array,
    c_prev: Array,
    c: Array,
    gates: Array,
    W_x: Array,
    W_h: Array,
    *,
    total: Opening = lambda s: s.dc + s.dh * s.o * s.slope,
    slope: Opening = lambda s: 1 - s.tanh_c**2,
    blame: dict[str, Opening] | None = None,
    slopes: dict[str, Opening] | None = None,
    paired: Opening = lambda s: s.h_prev,
    dc_prev: Opening = lambda s: s.total * s.f,
) -> Gradients:
    """The step back with openings: blame at c, each gate's blame and slope, dW_h's partner, what is handed on."""
    i, f, g, o = gates
    s = SimpleNamespace(dh=dh, dc=dc, x=x, h_prev=h_prev, c_prev=c_prev, c=c, i=i, f=f, g=g, o=o, tanh_c=np.tanh(c))
    s.slope = slope(s)
    s.total = total(s)
    blames = _BLAME | (blame or {})
    downs = _SLOPES | (slopes or {})
    da = np.concatenate([blames[name](s) * downs[name](s) for name in "ifgo"])
    return W_x.T @ da, W_h.T @ da, np.asarray(dc_prev(s)), np.outer(da, x), np.outer(da, paired(s)), da


_BLAME: dict[str, Opening] = {
    "i": lambda s: s.total * s.g,
    "f": lambda s: s.total * s.c_prev,
    "g": lambda s: s.total * s.i,
    "o": lambda s: s.dh * s.tanh_c,
}
_SLOPES: dict[str, Opening] = {
    "i": lambda s: s.i * (1 - s.i),
    "f": lambda s: s.f * (1 - s.f),
    "g": lambda s: 1 - s.g**2,
    "o": lambda s: s.o * (1 - s.o),
}


def _one(s: SimpleNamespace) -> Array:
    return np.ones_like(s.f)


@misconception(
    "lstm_step_backward",
    says="what you hand back to c_prev has come from the next step's c only",
    ask="By which two routes does the loss reach c_t?",
    looks="only dc_prev differs; over 40 steps it decides between 1e-2 and 1e-53",
    tempting="dc_prev = dc * f is what the conveyor belt in every figure seems to say",
    source="catalogue K1, seen in public code",
)
def dc_prev_without_h(*arguments: Array) -> Gradients:
    return _back(*arguments, dc_prev=lambda s: s.dc * s.f)


@misconception(
    "lstm_step_backward",
    says="what the next step says about c is not heard at all",
    ask="Who sends blame to c_t besides h_t?",
    looks="right when dc is 0, as at the last step",
    tempting="a tanh network has one thing to carry back, and dh is it",
    source="catalogue K2",
)
def dc_not_added(*arguments: Array) -> Gradients:
    return _back(*arguments, total=lambda s: s.dh * s.o * s.slope)


@misconception(
    "lstm_step_backward",
    says="what comes back through h does not reach the cell",
    ask="What is h made of, beside o?",
    looks="right when dh is 0",
    tempting="dh and dc look like two separate paths, each with its own end",
    source="seen in review",
)
def dh_stops_at_o(*arguments: Array) -> Gradients:
    return _back(*arguments, total=lambda s: 1 * s.dc)


@misconception(
    "lstm_step_backward",
    says="dc is handed back twice, once through f and once as it is",
    ask="How many arrows lead from c_prev to c?",
    looks="only dc_prev differs",
    tempting="a path without obstacles reads like a path without a factor",
    source="seen in review",
)
def dc_handed_on_twice(*arguments: Array) -> Gradients:
    return _back(*arguments, dc_prev=lambda s: s.total * s.f + s.dc)


@misconception(
    "lstm_step_backward",
    says="the blame is handed back to c_prev whole, without f",
    ask="What shrinks memory on the way forward?",
    looks="only dc_prev differs, too large",
    tempting="the cell is said to carry gradients unchanged",
    source="catalogue K14",
)
def dc_prev_without_f(*arguments: Array) -> Gradients:
    return _back(*arguments, dc_prev=lambda s: 1 * s.total)


@misconception(
    "lstm_step_backward",
    says="the blame is handed back to c_prev through i",
    ask="Which gate multiplies c_prev on the way forward?",
    looks="only dc_prev differs",
    tempting="both gates stand in the same line",
    source="catalogue L1",
)
def dc_prev_through_i(*arguments: Array) -> Gradients:
    return _back(*arguments, dc_prev=lambda s: s.total * s.i)


@misconception(
    "lstm_step_backward",
    says="the slope of the tanh around c is left out",
    ask="What should reach c from h when c is far beyond the tanh's bend?",
    looks="everything differs, too large; right when dh is 0",
    tempting="h = o * c is the part with the gate, and the gate is what one thinks of",
    source="catalogue K5b",
)
def no_slope_around_c(*arguments: Array) -> Gradients:
    return _back(*arguments, slope=_one)


@misconception(
    "lstm_step_backward",
    says="the slope is 1 - c**2, with a c that has not been through a tanh",
    ask="Which value is the tanh's output: c, or something made of it?",
    looks="everything differs, with the wrong sign where |c| is above 1; right when dh is 0",
    tempting="1 - h**2 was right in the tanh network, and c is its heir",
    source="catalogue K5",
)
def slope_from_c(*arguments: Array) -> Gradients:
    return _back(*arguments, slope=lambda s: 1 - s.c**2)


@misconception(
    "lstm_step_backward",
    says="the slope is 1 - h**2, from what was shown instead of what was squashed",
    ask="What did the tanh produce: h, or something that o then multiplied?",
    looks="everything differs, a little too large; right when dh is 0",
    tempting="1 - h**2 was right in the tanh network",
    source="catalogue K5's neighbour",
)
def slope_from_h(*arguments: Array) -> Gradients:
    return _back(*arguments, slope=lambda s: 1 - (s.o * s.tanh_c) ** 2)


@misconception(
    "lstm_step_backward",
    says="the slope of the tanh is taken at the old cell",
    ask="Which cell did the tanh squash in this step?",
    looks="everything differs; right when dh is 0",
    tempting="c_prev and c are both at hand",
    source="catalogue G7's like",
)
def slope_at_old_cell(*arguments: Array) -> Gradients:
    return _back(*arguments, slope=lambda s: 1 - np.tanh(s.c_prev) ** 2)


@misconception(
    "lstm_step_backward",
    says="dh reaches the cell without passing the output gate",
    ask="With o = 0, can the loss at h change when c does?",
    looks="everything but the output gate's rows differs; right when dh is 0",
    tempting="the tanh's slope is remembered, its factor is not",
    source="seen in review",
)
def dh_around_o(*arguments: Array) -> Gradients:
    return _back(*arguments, total=lambda s: s.dc + s.dh * s.slope)


@misconception(
    "lstm_step_backward",
    says="the next step's blame goes through o and the tanh, too",
    ask="Does the next step read c from behind the output gate, or directly?",
    looks="right when dc is 0",
    tempting="(dc + dh) * o * slope is one line",
    source="seen in review",
)
def dc_through_the_tanh(*arguments: Array) -> Gradients:
    return _back(*arguments, total=lambda s: (s.dc + s.dh) * s.o * s.slope)


@misconception(
    "lstm_step_backward",
    says="dh and dc have exchanged their parts",
    ask="Which of the two arrived at what was shown, and which at the notebook?",
    looks="everything differs",
    tempting="h comes after c in the step and before it in the arguments",
    source="catalogue J9's like",
)
def dh_and_dc_exchanged(dh: Array, dc: Array, *rest: Array) -> Gradients:
    return _back(dc, dh, *rest)


# The gates


@misconception(
    "lstm_step_backward",
    says="the output gate's blame is measured with c instead of tanh(c)",
    ask="What did o multiply?",
    looks="only the output gate's rows differ; right when dh is 0",
    tempting="o opens the cell, and c is the cell",
    source="catalogue K3",
)
def o_multiplied_c(*arguments: Array) -> Gradients:
    return _back(*arguments, blame={"o": lambda s: s.dh * s.c})


@misconception(
    "lstm_step_backward",
    says="the output gate is blamed for what reached c",
    ask="With dh = 0, can the output gate of this step have done anything wrong?",
    looks="the output gate's rows differ, and are not 0 when dh is",
    tempting="the other three gates all hear from c",
    source="seen in review",
)
def o_blamed_through_c(*arguments: Array) -> Gradients:
    return _back(*arguments, blame={"o": lambda s: s.total * s.tanh_c})


@misconception(
    "lstm_step_backward",
    says="the forget gate's blame is measured with the new cell",
    ask="Which memory did the forget gate multiply?",
    looks="only the forget gate's rows differ, and their size is about right",
    tempting="c is what the step made, and what the line is about",
    source="catalogue K7",
)
def f_multiplied_new_c(*arguments: Array) -> Gradients:
    return _back(*arguments, blame={"f": lambda s: s.total * s.c})


@misconception(
    "lstm_step_backward",
    says="i and g are blamed with their own values, not with each other's",
    ask="i multiplies g: whose value appears in whose gradient?",
    looks="the rows of i and of g differ",
    tempting="each line then holds one letter only",
    source="catalogue K13",
)
def i_and_g_exchanged(*arguments: Array) -> Gradients:
    return _back(*arguments, blame={"i": lambda s: s.total * s.i, "g": lambda s: s.total * s.g})


@misconception(
    "lstm_step_backward",
    says="gates hear only what reached c through h, while the cell hears both",
    ask="Did i, f and g shape h alone, or also what the next step reads from c?",
    looks="dc_prev is right, the gates' rows are not; right when dc is 0",
    tempting="dc seems to belong to the conveyor belt and to nobody else",
    source="seen in review",
)
def gates_hear_h_only(*arguments: Array) -> Gradients:
    def blame(factor: str) -> Opening:
        return lambda s: np.asarray(s.dh * s.o * s.slope * getattr(s, factor))

    return _back(*arguments, blame={"i": blame("g"), "f": blame("c_prev"), "g": blame("i")})


@misconception(
    "lstm_step_backward",
    says="the gates' blame does not go back through their nonlinearities",
    ask="Each gate passed through a nonlinearity: did each gradient pass back through it?",
    looks="dc_prev is right, all else is too large",
    tempting="di, df, dg and do are gradients of the gates, and look like the end of the way",
    source="catalogue K4",
)
def no_gate_slopes(*arguments: Array) -> Gradients:
    return _back(*arguments, slopes=dict.fromkeys("ifgo", _one))


@misconception(
    "lstm_step_backward",
    says="the input gate's sigmoid is left out on the way back",
    ask="Each gate passed through a nonlinearity: did each gradient pass back through it?",
    looks="only the input gate's rows differ, too large",
    tempting="three of four lines are right",
    source="catalogue K4, seen in public code",
)
def no_slope_of_i(*arguments: Array) -> Gradients:
    return _back(*arguments, slopes={"i": _one})


@misconception(
    "lstm_step_backward",
    says="the forget gate's sigmoid is left out on the way back",
    ask="Each gate passed through a nonlinearity: did each gradient pass back through it?",
    looks="only the forget gate's rows differ, too large; right with c_prev = 0, as at a first step",
    tempting="three of four lines are right",
    source="catalogue K4, seen in public code",
)
def no_slope_of_f(*arguments: Array) -> Gradients:
    return _back(*arguments, slopes={"f": _one})


@misconception(
    "lstm_step_backward",
    says="the candidate's tanh is left out on the way back",
    ask="Each gate passed through a nonlinearity: did each gradient pass back through it?",
    looks="only the candidate's rows differ, too large",
    tempting="three of four lines are right",
    source="catalogue K4, seen in public code",
)
def no_slope_of_g(*arguments: Array) -> Gradients:
    return _back(*arguments, slopes={"g": _one})


@misconception(
    "lstm_step_backward",
    says="the output gate's sigmoid is left out on the way back",
    ask="Each gate passed through a nonlinearity: did each gradient pass back through it?",
    looks="only the output gate's rows differ, too large",
    tempting="three of four lines are right",
    source="catalogue K4, seen in public code",
)
def no_slope_of_o(*arguments: Array) -> Gradients:
    return _back(*arguments, slopes={"o": _one})


@misconception(
    "lstm_step_backward",
    says="the candidate's slope is the sigmoid's, g (1 - g)",
    ask="Which squashing function made the candidate?",
    looks="only the candidate's rows differ, with the wrong sign where g is negative",
    tempting="the other three gates have it",
    source="catalogue K6",
)
def sigmoid_slope_of_g(*arguments: Array) -> Gradients:
    return _back(*arguments, slopes={"g": lambda s: s.g * (1 - s.g)})


@misconception(
    "lstm_step_backward",
    says="the gates' slopes are the tanh's, 1 - s**2",
    ask="Which squashing function made i, f and o?",
    looks="the candidate's rows are right, the others are too large",
    tempting="1 - s**2 served for every state so far",
    source="catalogue K6's twin",
)
def tanh_slope_of_gates(*arguments: Array) -> Gradients:
    def slope(name: str) -> Opening:
        return lambda s: np.asarray(1 - getattr(s, name) ** 2)

    return _back(*arguments, slopes={name: slope(name) for name in "ifo"})


@misconception(
    "lstm_step_backward",
    says="the gates go through their nonlinearities once more before the slopes are taken",
    ask="Are the gates you are given before their nonlinearities, or after them?",
    looks="dc_prev is right, the gates' rows differ by moderate factors",
    tempting="a function sigmoid_derivative(a) is at hand from an earlier exercise, and expects a",
    source="catalogue A7",
)
def gates_squashed_twice(*arguments: Array) -> Gradients:
    def again(name: str) -> Opening:
        return lambda s: np.asarray(_sigmoid(getattr(s, name)) * (1 - _sigmoid(getattr(s, name))))

    slopes = {name: again(name) for name in "ifo"} | {"g": lambda s: 1 - np.tanh(s.g) ** 2}
    return _back(*arguments, slopes=slopes)


@misconception(
    "lstm_step_backward",
    says="the gates' gradients are stacked as i, f, o, g",
    ask="Does row block 2 mean the same gate in both passes?",
    looks="dc_prev is right; the last two blocks of db, dW_x and dW_h are exchanged",
    tempting="three sigmoids in a row, as in other code bases",
    source="catalogue K15",
)
def stacked_i_f_o_g(*arguments: Array) -> Gradients:
    return _restacked(arguments, (0, 1, 3, 2))


@misconception(
    "lstm_step_backward",
    says="the gates' gradients are stacked as f, i, g, o",
    ask="Does row block 0 mean the same gate in both passes?",
    looks="dc_prev is right; the first two blocks of db, dW_x and dW_h are exchanged",
    tempting="the forget gate is the one explained first",
    source="catalogue K15",
)
def stacked_f_i_g_o(*arguments: Array) -> Gradients:
    return _restacked(arguments, (1, 0, 2, 3))


def _restacked(arguments: tuple[Array, ...], order: tuple[int, ...]) -> Gradients:
    _, _, dc_prev, _, _, da = _back(*arguments)
    return _through(np.concatenate([da.reshape(4, -1)[k] for k in order]), dc_prev, arguments)


def _through(da: Array, dc_prev: Array, arguments: tuple[Array, ...]) -> Gradients:
    """The five gradients that follow from da."""
    _, _, x, h_prev, _, _, _, W_x, W_h = arguments
    return W_x.T @ da, W_h.T @ da, dc_prev, np.outer(da, x), np.outer(da, h_prev), da


# What da is turned into


@misconception(
    "lstm_step_backward",
    says="dW_h pairs the gates' errors with the new h",
    ask="Which state did W_h multiply in this step?",
    looks="only dW_h differs",
    tempting="da and h belong to the same moment",
    source="catalogue G8",
)
def pairs_with_new_h(*arguments: Array) -> Gradients:
    return _back(*arguments, paired=lambda s: s.o * s.tanh_c)


@misconception(
    "lstm_step_backward",
    says="dW_h pairs the gates' errors with the old cell",
    ask="Which of the two memories did W_h multiply?",
    looks="only dW_h differs",
    tempting="c_prev came from the step before, as h_prev did",
    source="seen in review",
)
def pairs_with_old_cell(*arguments: Array) -> Gradients:
    return _back(*arguments, paired=lambda s: s.c_prev)


@misconception(
    "lstm_step_backward",
    says="the errors go back through each block of W_h as they came forward",
    ask="If a = W h_prev, which of W and its transpose sends blame backwards?",
    looks="only dh_prev differs; right for symmetric blocks",
    tempting="H rows of W_h are square, so nothing complains",
    source="catalogue G5",
)
def dh_prev_without_transpose(*arguments: Array) -> Gradients:
    dx, _, dc_prev, dW_x, dW_h, da = _back(*arguments)
    H = len(dc_prev)
    blocks = arguments[8].reshape(4, H, H)
    return dx, np.einsum("gij,gj->i", blocks, da.reshape(4, H)), dc_prev, dW_x, dW_h, da


@misconception(
    "lstm_step_backward",
    says="you multiply the gates' errors by W_h itself",
    ask="W_h is (4H, H) and dh_prev is (H,): which way round do these fit?",
    looks="an exception about shapes",
    tempting="the forward pass says W_h @ h_prev",
    source="catalogue G5",
)
def W_h_without_transpose(*arguments: Array) -> Gradients:
    dx, _, dc_prev, dW_x, dW_h, da = _back(*arguments)
    return dx, arguments[8] @ da, dc_prev, dW_x, dW_h, da


@misconception(
    "lstm_step_backward",
    says="dh_prev is what arrived at h, plus what came through the gates",
    ask="Is there an arrow from h_prev to h that avoids the gates?",
    looks="only dh_prev differs; right when dh is 0",
    tempting="states carry on in other networks, and the cell does here",
    source="seen in review",
)
def dh_handed_on(*arguments: Array) -> Gradients:
    dx, dh_prev, dc_prev, dW_x, dW_h, db = _back(*arguments)
    return dx, dh_prev + arguments[0], dc_prev, dW_x, dW_h, db


@misconception(
    "lstm_step_backward",
    says="only the output gate tells h_prev what it did",
    ask="How many gates read h_prev?",
    looks="only dh_prev differs",
    tempting="h leads back to o first",
    source="catalogue K12's neighbour",
)
def dh_prev_through_o_only(*arguments: Array) -> Gradients:
    dx, _, dc_prev, dW_x, dW_h, da = _back(*arguments)
    H = len(dc_prev)
    return dx, arguments[8][3 * H :].T @ da[3 * H :], dc_prev, dW_x, dW_h, da


@misconception(
    "lstm_step_backward",
    says="dh_prev is all zeros",
    ask="Does h_prev influence the gates?",
    looks="only dh_prev differs",
    tempting="the cell is said to be the path for gradients",
    source="catalogue K12",
)
def dh_prev_zero(*arguments: Array) -> Gradients:
    dx, dh_prev, dc_prev, dW_x, dW_h, db = _back(*arguments)
    return dx, 0 * dh_prev, dc_prev, dW_x, dW_h, db


@misconception(
    "lstm_step_backward",
    says="dh_prev and dc_prev are returned in each other's place",
    ask="In which order does the docstring list the six gradients?",
    looks="two outputs are exchanged, the rest is right",
    tempting="the cell comes first in many formulas",
    source="catalogue J9's like",
)
def dc_prev_before_dh_prev(*arguments: Array) -> Gradients:
    dx, dh_prev, dc_prev, dW_x, dW_h, db = _back(*arguments)
    return dx, dc_prev, dh_prev, dW_x, dW_h, db


@misconception(
    "lstm_step_backward",
    says="the weights' gradients are transposed",
    ask="W_x is (4H, D): which index of its gradient belongs to the unit, and which to the input?",
    looks="dW_x has the shape (D, 4H)",
    tempting="batch-first code writes x.T @ da, and its layout comes along",
    source="seen in review",
)
def weights_transposed(*arguments: Array) -> Gradients:
    dx, dh_prev, dc_prev, dW_x, dW_h, db = _back(*arguments)
    return dx, dh_prev, dc_prev, dW_x.T, dW_h.T, db


@misconception(
    "lstm_step_backward",
    says="db has an axis more than b",
    ask="What is the shape of b?",
    looks="the numbers are right and the shape is (4, H)",
    tempting="the gates are kept as four rows",
    source="catalogue G4's like",
)
def db_in_rows(*arguments: Array) -> Gradients:
    dx, dh_prev, dc_prev, dW_x, dW_h, db = _back(*arguments)
    return dx, dh_prev, dc_prev, dW_x, dW_h, db.reshape(4, -1)


@misconception(
    "lstm_step_backward",
    says="you add what comes from h into the caller's dc",
    ask="Compare dc before and after the call: is it still what the next step said?",
    looks="right numbers, and dc is another array afterwards",
    tempting="`dc += ...` is the shortest way to write the sum",
    source="catalogue K8: 59 % of otherwise right LSTM backwards in public code",
)
def adds_into_dc(dh: Array, dc: Array, *rest: Array) -> Gradients:
    gradients = _back(dh, dc, *rest)
    c, o = rest[3], rest[4][3]
    dc += dh * o * (1 - np.tanh(c) ** 2)
    return gradients


@misconception(
    "lstm_step_backward",
    says="you turn the caller's dc into dc_prev",
    ask="Compare dc before and after the call: is it still what the next step said?",
    looks="right numbers, and dc is dc_prev afterwards",
    tempting="the walk back carries one dc, and it seems to be that one",
    source="catalogue K8, second form",
)
def turns_dc_into_dc_prev(dh: Array, dc: Array, *rest: Array) -> Gradients:
    gradients = _back(dh, dc, *rest)
    dc[:] = gradients[2]
    return gradients


# init_forget_bias


def _set(b: Array, value: float, quarter: int) -> Array:
    H = len(b) // 4
    new = b.copy()
    new[quarter * H : (quarter + 1) * H] = value
    return new


@misconception(
    "init_forget_bias",
    says="you set the input gate's slice",
    ask="Where does the forget block start?",
    looks="the first quarter is set, the second as it was",
    tempting="texts explain the forget gate first",
    source="catalogue L6",
)
def sets_first_quarter(b: Array, value: float = 1.0) -> Array:
    return _set(b, value, 0)


@misconception(
    "init_forget_bias",
    says="you set the candidate's slice",
    ask="Where does the forget block start, and where does it end?",
    looks="the third quarter is set, the second as it was",
    tempting="counting from 1, the second quarter starts at 2H",
    source="catalogue L6",
)
def sets_third_quarter(b: Array, value: float = 1.0) -> Array:
    return _set(b, value, 2)


@misconception(
    "init_forget_bias",
    says="you set the whole bias",
    ask="Which of the four gates should start open?",
    looks="every entry is value",
    tempting="np.full_like is a line",
    source="seen in review",
)
def sets_all(b: Array, value: float = 1.0) -> Array:
    return np.full_like(b, value)


@misconception(
    "init_forget_bias",
    says="you set everything from the forget slice on",
    ask="Where does the forget block end?",
    looks="three quarters are value",
    tempting="b[H:] starts at the right place",
    source="seen in review",
)
def sets_to_the_end(b: Array, value: float = 1.0) -> Array:
    new = b.copy()
    new[len(b) // 4 :] = value
    return new


@misconception(
    "init_forget_bias",
    says="you set every fourth entry",
    ask="Do the rows of one unit stand together, or those of one gate?",
    looks="value stands at 1, 5, 9, ...",
    tempting="reshape(H, 4)[:, 1] looks like the second of four",
    source="seen in review",
)
def sets_every_fourth(b: Array, value: float = 1.0) -> Array:
    new = b.copy()
    new[1::4] = value
    return new


@misconception(
    "init_forget_bias",
    says="you add value to the forget slice",
    ask="If b holds 0.3 there already, what should it hold afterwards?",
    looks="the forget slice is off by what stood there; right for b = 0",
    tempting="a bias of 0 is what one tries it with",
    source="seen in review",
)
def adds_value(b: Array, value: float = 1.0) -> Array:
    new = b.copy()
    H = len(b) // 4
    new[H : 2 * H] += value
    return new


@misconception(
    "init_forget_bias",
    says="all other biases become 0",
    ask="What happens to the three gates that nobody asked you about?",
    looks="the forget slice is right, the rest is 0; right for b = 0",
    tempting="an initialisation starts from zeros",
    source="seen in review",
)
def zeros_elsewhere(b: Array, value: float = 1.0) -> Array:
    return _set(np.zeros_like(b), value, 1)


@misconception(
    "init_forget_bias",
    says="you set half of value, or leave the other half to a second bias",
    ask="How many biases does this LSTM add: one, or PyTorch's two?",
    looks="the forget slice is half of ours",
    tempting="in PyTorch two biases are added",
    source="catalogue L5",
)
def halves_value(b: Array, value: float = 1.0) -> Array:
    return _set(b, value / 2, 1)


@misconception(
    "init_forget_bias",
    says="value is taken for the gate, not for the bias",
    ask="Is value what goes into the sigmoid, or what comes out of it?",
    looks="the forget slice is sigmoid(value)",
    tempting="a forget gate of 1 is what one wants in the end",
    source="catalogue L8",
)
def sets_the_gate(b: Array, value: float = 1.0) -> Array:
    return _set(b, float(_sigmoid(np.asarray(value))), 1)


@misconception(
    "init_forget_bias",
    says="value is not used: the forget slice is always 1",
    ask="Which line of yours reads value?",
    looks="right for the default value only",
    tempting="1 is what everybody sets",
    source="seen in review",
)
def always_one(b: Array, value: float = 1.0) -> Array:
    return _set(b, 1.0, 1)


@misconception(
    "init_forget_bias",
    says="only the part that was set is returned",
    ask="What shape has the bias that the network will use?",
    looks="an array of length H",
    tempting="b[H:2*H] = value is the thing that was done",
    source="seen in review",
)
def returns_the_slice(b: Array, value: float = 1.0) -> Array:
    return np.full(len(b) // 4, float(value))


@misconception(
    "init_forget_bias",
    says="the caller's b is changed, and returned",
    ask="Is the bias you return a new one, or the one you were handed?",
    looks="right numbers, and b is another array afterwards",
    tempting="init_ functions in PyTorch work in place, with an underscore at their end",
    source="catalogue K8's like",
)
def changes_b(b: Array, value: float = 1.0) -> Array:
    H = len(b) // 4
    b[H : 2 * H] = value
    return b


@misconception(
    "init_forget_bias",
    says="the caller's b is changed, and nothing is returned",
    ask="What does your function hand back?",
    looks="None",
    tempting="init_ functions in PyTorch work in place",
    source="seen in review",
)
def changes_b_and_returns_nothing(b: Array, value: float = 1.0) -> None:
    changes_b.answer(b, value)


# cell_gradient


def _products(forget_gates: Array) -> Array:
    T, H = forget_gates.shape
    products = np.ones((T + 1, H))
    for t in reversed(range(T)):
        products[t] = forget_gates[t] * products[t + 1]
    return products


@misconception(
    "cell_gradient",
    says="the product runs from the first step on, not to the last",
    ask="Between which two cells does row t measure the path?",
    looks="the ones stand in the first row, and the first row should be smallest",
    tempting="np.cumprod runs in that direction",
    source="catalogue L2",
)
def product_from_the_start(forget_gates: Array) -> Array:
    return np.vstack([np.ones((1, forget_gates.shape[1])), np.cumprod(forget_gates, axis=0)])


@misconception(
    "cell_gradient",
    says="the products are right and their order is turned round",
    ask="Which row should be all ones, the first or the last?",
    looks="ours, turned round",
    tempting="they are computed in that order, and appended as they come",
    source="catalogue R7",
)
def rows_turned_round(forget_gates: Array) -> Array:
    return _products(forget_gates)[::-1].copy()


@misconception(
    "cell_gradient",
    says="the row of ones is missing",
    ask="From the end of the last step back to the end of the last step: how many gates lie between?",
    looks="T rows, all of them right",
    tempting="there are T gates, so T products seem enough",
    source="catalogue L2's like",
)
def no_row_of_ones(forget_gates: Array) -> Array:
    return _products(forget_gates)[:-1]


@misconception(
    "cell_gradient",
    says="row t leaves out its own forget gate",
    ask="Where does step t start: before its forget gate, or after it?",
    looks="one factor is missing in every row, and two rows are ones",
    tempting="the gradient at c_t has not been through f_t, in a text which counts from 1",
    source="catalogue L2",
)
def own_gate_left_out(forget_gates: Array) -> Array:
    products = _products(forget_gates)
    return np.vstack([products[1:], products[-1:]])


@misconception(
    "cell_gradient",
    says="the last forget gate is left out",
    ask="Does the last step have a forget gate, and does the gradient pass it?",
    looks="one factor is missing in every row but the last",
    tempting="the loss sits at the last step, so one seems to be past it already",
    source="catalogue L2",
)
def last_gate_left_out(forget_gates: Array) -> Array:
    gates = forget_gates.copy()
    gates[-1:] = 1.0
    return _products(gates)


@misconception(
    "cell_gradient",
    says="forget gates are added where a path multiplies them",
    ask="Should two gates of a half let through one, or a quarter?",
    looks="rows that grow on the way back",
    tempting="it is said that LSTMs add where others multiply",
    source="catalogue L3",
)
def adds_gates(forget_gates: Array) -> Array:
    T, H = forget_gates.shape
    sums = np.ones((T + 1, H))
    for t in range(T):
        sums[t] = forget_gates[t:].sum(axis=0)
    return sums


@misconception(
    "cell_gradient",
    says="you take the mean gate to the power of the number of steps",
    ask="Gates of 0.1 and 0.9: is their product the square of 0.5?",
    looks="too large, by more the further back; right for equal gates",
    tempting="a typical f to the power T is how texts explain it",
    source="catalogue L4",
)
def power_of_the_mean(forget_gates: Array) -> Array:
    T, H = forget_gates.shape
    rows = [forget_gates[t:].mean(axis=0) ** (T - t) for t in range(T)]
    return np.array([*rows, np.ones(H)])


@misconception(
    "cell_gradient",
    says="each row is one gate, not a product",
    ask="How many gates does a gradient pass between the last step and the first?",
    looks="the last two rows are right",
    tempting="dc_{t-1}/dc_{t-2} is f, and that is the formula in every text",
    source="seen in review",
)
def one_gate_each(forget_gates: Array) -> Array:
    return np.vstack([forget_gates, np.ones((1, forget_gates.shape[1]))])


@misconception(
    "cell_gradient",
    says="what is forgotten, 1 - f, is multiplied where what is kept should be",
    ask="With f = 1, does the cell keep everything or nothing?",
    looks="too small or too large, by different factors",
    tempting="a forget gate that is open should forget, by its name",
    source="seen in review",
)
def multiplies_what_is_lost(forget_gates: Array) -> Array:
    return _products(1 - forget_gates)


@misconception(
    "cell_gradient",
    says="the units are multiplied with each other",
    ask="Does unit 2's cell pass unit 1's forget gate?",
    looks="every row holds one number",
    tempting="np.prod without an axis takes all there is",
    source="seen in review",
)
def multiplies_units(forget_gates: Array) -> Array:
    T, H = forget_gates.shape
    return np.array([np.full(H, forget_gates[t:].prod()) for t in range(T + 1)])


@misconception(
    "cell_gradient",
    says="you return the logarithm of the product",
    ask="What should the last row hold: the empty product, or its logarithm?",
    looks="zeros in the last row, negative numbers above it",
    tempting="summing logarithms is the safe way to multiply many small numbers",
    source="catalogue E8's like",
)
def logarithms(forget_gates: Array) -> Array:
    with np.errstate(divide="ignore"):
        logs = np.log(forget_gates)
    return np.vstack([np.cumsum(logs[::-1], axis=0)[::-1], np.zeros((1, forget_gates.shape[1]))])


@misconception(
    "cell_gradient",
    says="the whole product is divided by its first part, which may be 0",
    ask="What does your quotient give where a gate is exactly shut?",
    looks="right until a gate is 0, then NaN",
    tempting="np.cumprod runs forward, and a division turns it round",
    source="seen in review",
)
def divides_products(forget_gates: Array) -> Array:
    first = np.vstack([np.ones((1, forget_gates.shape[1])), np.cumprod(forget_gates, axis=0)])
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(first[-1] / first)


@misconception(
    "cell_gradient",
    says="the caller's gates are multiplied up in place",
    ask="Compare forget_gates before and after the call: are they still gates?",
    looks="right numbers, and forget_gates is another array afterwards",
    tempting="`forget_gates[t] *= forget_gates[t + 1]` needs no second array",
    source="catalogue K8's like",
)
def multiplies_in_place(forget_gates: Array) -> Array:
    products = _products(forget_gates)
    forget_gates[:] = products[:-1]
    return products
