"""What people believe about gradients in a framework. Rows R, I and H of the bug catalogue, and what reviews showed.

Written in numpy, with the arguments of the drivers in grader.inside.drivers_diagnosis. An idea says what it would leave
behind, too: a row for W_xh, W_hh, b, xs and h0, and in it whether the numbers changed, what became of .grad (0 as
before, 1 appeared, 2 changed, 3 is gone), and whether requires_grad changed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.misconceptions.misconception import misconception

Array = np.ndarray
Hidden = tuple[Any, int, bool, Array]
Clipped = tuple[Any, list[Any], Array, bool]
Truncated = tuple[Array, Array]

PARAMETERS, XS, H0 = slice(0, 3), 3, 4
APPEARED, CHANGED, GONE = 1, 2, 3
OLD_GRADIENT = 0.5  # what "used" tensors hold


class _Walk:
    """A cell's run forward, and the gradients at its states on the way back."""

    def __init__(self, W_xh: Array, W_hh: Array, b: Array, keep: float, xs: Array, h0: Array) -> None:
        self.W_xh, self.W_hh, self.b, self.xs, h0 = (np.asarray(one, np.float64) for one in (W_xh, W_hh, b, xs, h0))
        self.keep = keep
        self.hs: list[Array] = [h0]
        self.squashed: list[Array] = []
        for x in self.xs:
            self.step(x)

    def step(self, x: Array, start: Array | None = None) -> None:
        """One step forward, from the last state or from `start`."""
        h = self.hs[-1] if start is None else start
        self.squashed.append(np.tanh(x @ self.W_xh.T + h @ self.W_hh.T + self.b))
        self.hs.append(self.keep * h + (1 - self.keep) * self.squashed[-1])

    def back(self, dlast: Array | None = None, direct: float = 0.0) -> tuple[Array, Array]:
        """(dL/dh, (T+1, N, H); the errors inside the tanh, (T, N, H)); each state but the last gets `direct`, too."""
        dhs = [np.ones(self.hs[0].shape) if dlast is None else dlast]
        das = []
        for squashed in self.squashed[::-1]:
            das.append((1 - self.keep) * dhs[-1] * (1 - squashed**2))
            dhs.append(self.keep * dhs[-1] + das[-1] @ self.W_hh + direct)
        return np.array(dhs[::-1]), np.array(das[::-1]).reshape(-1, *self.hs[0].shape)


def _norms(array: Any) -> Array:
    """The 2-norm at every step."""
    return np.array([np.linalg.norm(one) for one in array])


# hidden_gradient_norms. `run` is (W_xh, W_hh, b, keep, xs, h0, tensors).


def _measured(run: tuple[Any, ...], measure: Callable[[Array], Any], direct: float = 0.0) -> Hidden:
    """Something measured at the right gradients, in the right form, with nothing left behind."""
    dhs, _ = _Walk(*run[:6]).back(direct=direct)
    return measure(dhs), 8 * run[5].itemsize, False, np.zeros((5, 3))


def _right(run: tuple[Any, ...]) -> Hidden:
    return _measured(run, _norms)


@misconception(
    "hidden_gradient_norms",
    says="the states' gradients are not kept: .grad of a computed tensor is None",
    ask="Which tensors keep their gradients when nobody asks them to?",
    looks="AttributeError: 'NoneType' object has no attribute 'norm'",
    tempting="parameters have a .grad after backward, so everything seems to",
    source="catalogue R1",
)
def no_retain_grad(*run: Any) -> Hidden:
    raise AttributeError("'NoneType' object has no attribute 'norm'")


@misconception(
    "hidden_gradient_norms",
    says="a state whose .grad is None counts as 0, and every state but h0 is one",
    ask="Does None mean that no gradient arrived, or that nobody kept it?",
    looks="h0's entry is right, all others are 0",
    tempting="a zero makes the AttributeError go away",
    source="catalogue R1 and R3",
)
def none_counts_as_zero(*run: Any) -> Hidden:
    def first_only(dhs: Array) -> Array:
        return np.where(np.arange(len(dhs)) == 0, _norms(dhs), 0.0)

    return _measured(run, first_only)


@misconception(
    "hidden_gradient_norms",
    says="you look at copies of the states, which the recurrence does not use",
    ask="Is the tensor whose gradient you read the one that the next step was computed from?",
    looks="zeros everywhere but at the last state",
    tempting="stacking the states gives one tensor with one .grad",
    source="catalogue R2 and R9",
)
def reads_copies(*run: Any) -> Hidden:
    def last_only(dhs: Array) -> Array:
        return np.where(np.arange(len(dhs)) == len(dhs) - 1, _norms(dhs), 0.0)

    return _measured(run, last_only)


@misconception(
    "hidden_gradient_norms",
    says="every state but h0 is looked at in a copy, which the recurrence does not use",
    ask="Is the tensor whose gradient you read the one that the next step was computed from?",
    looks="right at both ends, zeros between them",
    tempting="a clone keeps its gradient just as well",
    source="catalogue R2, second form",
)
def reads_copies_after_h0(*run: Any) -> Hidden:
    def ends_only(dhs: Array) -> Array:
        return np.where(np.isin(np.arange(len(dhs)), (0, len(dhs) - 1)), _norms(dhs), 0.0)

    return _measured(run, ends_only)


@misconception(
    "hidden_gradient_norms",
    says="the loss sums over the states of all steps, not over the last one",
    ask="Which losses can reach step 1 without walking back through the steps after it?",
    looks="the curve is flat",
    tempting="training often has a loss at every step",
    source="catalogue R4",
)
def loss_at_every_step(*run: Any) -> Hidden:
    def h0_not_summed(dhs: Array) -> Array:
        return _norms([dhs[0] - 1.0 * (len(dhs) > 1), *dhs[1:]])

    return _measured(run, h0_not_summed, direct=1.0)


@misconception(
    "hidden_gradient_norms",
    says="the loss sums over all states, h0 among them",
    ask="Which losses can reach step 1 without walking back through the steps after it?",
    looks="the curve is flat",
    tempting="torch.stack(states).sum() is the shortest loss there is",
    source="catalogue R4",
)
def loss_at_every_state(*run: Any) -> Hidden:
    return _measured(run, _norms, direct=1.0)


@misconception(
    "hidden_gradient_norms",
    says="you return the norm of the weights' gradients",
    ask="What varies with t, the weights or the states?",
    looks="one number, where T + 1 are asked for",
    tempting="it is what training logs show",
    source="catalogue R5",
)
def norm_of_weights(*run: Any) -> Hidden:
    walk = _Walk(*run[:6])
    _, das = walk.back()
    dW_xh = np.einsum("tnh,tnd->hd", das, walk.xs)
    dW_hh = np.einsum("tnh,tnk->hk", das, np.array(walk.hs[:-1]).reshape(das.shape))
    total = sum(np.sum(one**2) for one in (dW_xh, dW_hh, das.sum(axis=(0, 1))))
    return _measured(run, lambda dhs: float(np.sqrt(total)))


@misconception(
    "hidden_gradient_norms",
    says="you return the gradients at the inputs",
    ask="Is x_t the same thing as h_t?",
    looks="T entries, where T + 1 are asked for",
    tempting="xs is one tensor and a leaf, so its gradient is easy to get",
    source="seen in review",
)
def norm_of_inputs(*run: Any) -> Hidden:
    walk = _Walk(*run[:6])
    _, das = walk.back()
    return _measured(run, lambda dhs: _norms(das @ walk.W_xh))


@misconception(
    "hidden_gradient_norms",
    says="the entries run from the last state to h0",
    ask="Which end of the result is nearest to the loss?",
    looks="ours, turned round: what vanishes seems to explode",
    tempting="the walk back meets the last state first",
    source="catalogue R7",
)
def turned_round(*run: Any) -> Hidden:
    return _measured(run, lambda dhs: _norms(dhs)[::-1])


@misconception(
    "hidden_gradient_norms",
    says="h0 has no entry",
    ask="How many states are there in a sequence of T steps?",
    looks="T entries: ours without the first",
    tempting="the loop over xs makes T states",
    source="seen in review",
)
def without_h0(*run: Any) -> Hidden:
    return _measured(run, lambda dhs: _norms(dhs)[1:])


@misconception(
    "hidden_gradient_norms",
    says="the last state has no entry",
    ask="How many states are there in a sequence of T steps?",
    looks="T entries: ours without the last",
    tempting="the last state's gradient is all ones and seems to say nothing",
    source="seen in review",
)
def without_the_last(*run: Any) -> Hidden:
    return _measured(run, lambda dhs: _norms(dhs)[:-1])


@misconception(
    "hidden_gradient_norms",
    says="the run starts from zeros, and h0 is not used",
    ask="Which line of yours reads h0?",
    looks="all but the last entry are off",
    tempting="a hidden state usually starts as zeros",
    source="seen in review",
)
def starts_from_zeros(*run: Any) -> Hidden:
    W_xh, W_hh, b, keep, xs, h0, tensors = run
    return _right((W_xh, W_hh, b, keep, xs, 0 * h0, tensors))


@misconception(
    "hidden_gradient_norms",
    says="the loss is the mean of the last state, not its sum",
    ask="How large is the gradient of a mean at each of its entries, and how large that of a sum?",
    looks="ours divided by N * H, everywhere",
    tempting="losses are usually means",
    source="seen in review",
)
def mean_as_loss(*run: Any) -> Hidden:
    return _measured(run, lambda dhs: _norms(dhs) / run[5].size)


@misconception(
    "hidden_gradient_norms",
    says="the loss is divided by the size of the batch",
    ask="Is the loss a sum over the sequences, or their mean?",
    looks="ours divided by N, everywhere",
    tempting="a loss is usually averaged over the batch",
    source="seen in review",
)
def mean_over_batch_as_loss(*run: Any) -> Hidden:
    return _measured(run, lambda dhs: _norms(dhs) / len(run[5]))


@misconception(
    "hidden_gradient_norms",
    says="the loss is the sum of squares of the last state",
    ask="What is the gradient of the loss at the last state, entry by entry?",
    looks="the last entry already differs",
    tempting="a squared error is what losses look like",
    source="seen in review",
)
def squares_as_loss(*run: Any) -> Hidden:
    walk = _Walk(*run[:6])
    dhs, _ = walk.back(2 * walk.hs[-1])
    return _measured(run, lambda _: _norms(dhs))


@misconception(
    "hidden_gradient_norms",
    says="you measure the states, not their gradients",
    ask="Does the size of h_t say how much the loss depends on it?",
    looks="nothing vanishes",
    tempting="the states are at hand, and h.norm() runs",
    source="seen in review",
)
def norm_of_states(*run: Any) -> Hidden:
    return _measured(run, lambda dhs: _norms(_Walk(*run[:6]).hs))


@misconception(
    "hidden_gradient_norms",
    says="you take a norm for each sequence, and average them",
    ask="Is the average of norms the norm of everything together?",
    looks="too small by about the root of N; right for one sequence",
    tempting="the batch axis usually ends in a mean",
    source="seen in review",
)
def mean_over_sequences(*run: Any) -> Hidden:
    return _measured(run, lambda dhs: np.linalg.norm(dhs, axis=2).mean(axis=1))


@misconception(
    "hidden_gradient_norms",
    says="only the first sequence of the batch is measured",
    ask="How many of the N * H entries are in your norm?",
    looks="too small; right for one sequence",
    tempting="one example is enough for a picture",
    source="seen in review",
)
def first_sequence_only(*run: Any) -> Hidden:
    return _measured(run, lambda dhs: _norms(dhs[:, 0]))


@misconception(
    "hidden_gradient_norms",
    says="you average |dL/dh| over the entries, where the 2-norm is asked for",
    ask="Does the norm of a vector shrink when zeros are appended to it?",
    looks="1 at the last state, and nearly the right slope",
    tempting="grad.abs().mean() is what most plots show",
    source="seen in review",
)
def mean_of_sizes(*run: Any) -> Hidden:
    return _measured(run, lambda dhs: np.abs(dhs).mean(axis=(1, 2)))


@misconception(
    "hidden_gradient_norms",
    says="you take the largest entry, where the 2-norm is asked for",
    ask="Which norm counts every entry?",
    looks="1 at the last state, and nearly the right slope",
    tempting="grad.abs().max() answers how large, too",
    source="seen in review",
)
def largest_entry(*run: Any) -> Hidden:
    return _measured(run, lambda dhs: np.abs(dhs).max(axis=(1, 2)))


@misconception(
    "hidden_gradient_norms",
    says="you return sums of squares: the root is missing",
    ask="What are the units of a sum of squares?",
    looks="ours squared: it falls twice as fast",
    tempting="the sum of squares is the norm in all but the last step",
    source="seen in review",
)
def squares_without_root(*run: Any) -> Hidden:
    return _measured(run, lambda dhs: _norms(dhs) ** 2)


@misconception(
    "hidden_gradient_norms",
    says="you add up |dL/dh|, which is the 1-norm",
    ask="Is the length of (3, 4) seven?",
    looks="too large",
    tempting="a sum of absolute values is a norm, too",
    source="seen in review",
)
def sum_of_sizes(*run: Any) -> Hidden:
    return _measured(run, lambda dhs: np.abs(dhs).sum(axis=(1, 2)))


@misconception(
    "hidden_gradient_norms",
    says="you return logarithms of the norms",
    ask="Is it the norm or its picture that is asked for?",
    looks="negative where the norm is below 1",
    tempting="everybody plots this on a log axis",
    source="catalogue R8",
)
def logarithms(*run: Any) -> Hidden:
    return _measured(run, lambda dhs: np.log10(_norms(dhs)))


@misconception(
    "hidden_gradient_norms",
    says="the norms are divided by the last one",
    ask="Is it a norm or a ratio that is asked for?",
    looks="1 at the last state, and the right slope",
    tempting="only the ratio matters for the verdict",
    source="seen in review",
)
def beside_the_last(*run: Any) -> Hidden:
    return _measured(run, lambda dhs: _norms(dhs) / _norms(dhs)[-1])


# hidden_gradient_norms: right numbers, in another form


@misconception(
    "hidden_gradient_norms",
    says="the numbers are collected in a new tensor, which is float32 because nobody said otherwise",
    ask="Which dtype has torch.tensor([0.5])?",
    looks="float32 whatever h0 is",
    tempting="torch.tensor(list) is how one makes a tensor of a list",
    source="seen in review",
)
def number_by_number(*run: Any) -> Hidden:
    norms, _, attached, left = _right(run)
    return norms.astype(np.float32), 32, attached, left


@misconception(
    "hidden_gradient_norms",
    says="you return a list, not a tensor",
    ask="What will norms[0] / norms[-1] be called on by the next function?",
    looks="the numbers are right",
    tempting="a list that grows is the natural way to collect them",
    source="seen in review",
)
def list_of_numbers(*run: Any) -> Hidden:
    norms, _, attached, left = _right(run)
    return norms.tolist(), 0, attached, left


@misconception(
    "hidden_gradient_norms",
    says="the norms still carry the graph they were computed with",
    ask="Which of your calls asks for a graph of the gradients themselves?",
    looks="requires_grad is True",
    tempting="create_graph=True makes an error message go away",
    source="seen in review",
)
def keeps_its_graph(*run: Any) -> Hidden:
    norms, bits, _, left = _right(run)
    return norms, bits, True, left


# hidden_gradient_norms: right numbers, and traces


def _after_backward(tensors: str) -> Array:
    """What backward leaves in parameters and inputs, h0 being a copy."""
    left = np.zeros((5, 3))
    if tensors == "new":
        left[PARAMETERS, 1] = APPEARED
    if tensors == "used":
        left[PARAMETERS, 1] = left[XS, 1] = CHANGED
    return left


@misconception(
    "hidden_gradient_norms",
    says="backward has put a gradient into every parameter",
    ask="What will the next optimiser step do with what you left in the parameters' .grad?",
    looks="right norms, and .grad of the parameters has changed",
    tempting="backward is the call everybody knows",
    source="catalogue R6; seen in review",
)
def backward_fills_parameters(*run: Any) -> Hidden:
    norms, bits, attached, _ = _right(run)
    return norms, bits, attached, _after_backward(run[6])


@misconception(
    "hidden_gradient_norms",
    says="gradients from before are still in there when you read them",
    ask="What was in .grad before you called backward?",
    looks="h0's entry is off when it held a gradient before, and right otherwise",
    tempting="backward adds to .grad, which nobody notices in the first run",
    source="catalogue R6",
)
def old_gradient_included(*run: Any) -> Hidden:
    dhs, _ = _Walk(*run[:6]).back()
    left = _after_backward(run[6])
    if run[6] == "used":
        dhs[0] += OLD_GRADIENT
        left[H0] = 0, CHANGED, 0
    else:
        left[H0] = 0, APPEARED, 1
    return _norms(dhs), 8 * run[5].itemsize, False, left


@misconception(
    "hidden_gradient_norms",
    says="the caller's h0 requires a gradient afterwards, which it did not before",
    ask="Is the tensor that you switch on yours or the caller's?",
    looks="right norms, and h0.requires_grad is True",
    tempting="requires_grad_() is in place, and short",
    source="seen in review",
)
def h0_made_to_require(*run: Any) -> Hidden:
    norms, bits, attached, left = _right(run)
    left[H0, 2] = run[6] != "used"
    return norms, bits, attached, left


@misconception(
    "hidden_gradient_norms",
    says="backward has left gradients in the parameters and in the caller's h0",
    ask="Whose .grad does backward fill, and who reads it next?",
    looks="right norms; .grad has changed in the parameters and in h0",
    tempting="h0.grad = None first, and the norms are right",
    source="seen in review",
)
def h0_made_to_require_and_filled(*run: Any) -> Hidden:
    norms, bits, attached, _ = _right(run)
    left = _after_backward(run[6])
    left[H0] = (0, CHANGED, 0) if run[6] == "used" else (0, APPEARED, 1)
    return norms, bits, attached, left


@misconception(
    "hidden_gradient_norms",
    says="zero_grad has thrown away the gradients that were there before",
    ask="Is an empty .grad the same as the one you found?",
    looks="right norms; gradients that parameters held before are gone",
    tempting="zero_grad is how one cleans up after backward",
    source="catalogue R6, second form",
)
def wiped_clean(*run: Any) -> Hidden:
    norms, bits, attached, _ = _right(run)
    left = np.zeros((5, 3))
    if run[6] == "used":
        left[PARAMETERS, 1], left[XS, 1] = GONE, CHANGED
    return norms, bits, attached, left


@misconception(
    "hidden_gradient_norms",
    says="the parameters do not require gradients any more",
    ask="Who will switch the parameters on again?",
    looks="right norms; requires_grad of the parameters has changed",
    tempting="nobody needs the parameters' gradients here",
    source="seen in review",
)
def parameters_left_frozen(*run: Any) -> Hidden:
    norms, bits, attached, left = _right(run)
    left[PARAMETERS, 2] = run[6] != "frozen"
    return norms, bits, attached, left


# clip_grad_norm_. `given` is (parameters, grads, max_norm, "list" or "iterator").


def _present(given: tuple[Any, ...]) -> list[Array]:
    return [np.asarray(grad, np.float64) for grad in given[1] if grad is not None]


def _total(arrays: list[Array]) -> float:
    return float(np.sqrt(sum(np.sum(array**2) for array in arrays)))


def _in_place(given: tuple[Any, ...], norm: Any, after: list[Any]) -> Clipped:
    """An answer that changes nothing but the numbers in the gradients."""
    return norm, after, np.ones((len(given[0]), 3), bool), False


def _scaled(given: tuple[Any, ...], norm: float, factor: float | None = None) -> Clipped:
    """Every gradient by one factor, if this norm exceeds max_norm."""
    if factor is None:
        factor = given[2] / norm if norm > given[2] else 1.0
    return _in_place(given, norm, [factor * grad for grad in _present(given)])


@misconception(
    "clip_grad_norm_",
    says="torch.nn.utils does the work",
    ask="Could you write it where torch.nn.utils does not exist?",
    looks="everything is right",
    tempting="it is one import away",
    source="seen in review",
)
def torch_does_it(*given: Any) -> Clipped:
    norm, after, kept, _ = _scaled(given, _total(_present(given)))
    return norm, after, kept, True


@misconception(
    "clip_grad_norm_",
    says="each gradient is clipped by itself",
    ask="Is max_norm for one tensor, or for all of them together?",
    looks="the norm afterwards exceeds max_norm; the direction has turned",
    tempting="the loop over parameters is where p.grad is at hand",
    source="catalogue I1",
)
def each_by_itself(*given: Any) -> Clipped:
    def shortened(grad: Array) -> Any:
        return grad * min(1.0, given[2] / max(_total([grad]), 1e-300))

    return _in_place(given, _total(_present(given)), [shortened(grad) for grad in _present(given)])


@misconception(
    "clip_grad_norm_",
    says="entries are clipped, not the norm",
    ask="Do the relative sizes of two entries survive your operation?",
    looks="no entry exceeds max_norm, and the direction has turned",
    tempting="clamp_ is one call",
    source="catalogue I2",
)
def by_value(*given: Any) -> Clipped:
    return _in_place(given, _total(_present(given)), [np.clip(g, -given[2], given[2]) for g in _present(given)])


@misconception(
    "clip_grad_norm_",
    says="gradients are scaled to max_norm even when they are shorter",
    ask="What should happen to a gradient that is already short?",
    looks="short gradients grow",
    tempting="max_norm / norm is the whole formula, without its condition",
    source="catalogue I3",
)
def always_rescales(*given: Any) -> Clipped:
    norm = _total(_present(given))
    with np.errstate(invalid="ignore", divide="ignore"):
        factor = np.float64(given[2]) / np.float64(norm)
    return _in_place(given, norm, [factor * grad for grad in _present(given)])


@misconception(
    "clip_grad_norm_",
    says="the root is missing: you compare and return the sum of squares",
    ask="What are the units of a sum of squares?",
    looks="the norm is ours squared",
    tempting="the sum of squares is the norm in all but the last step",
    source="catalogue I4",
)
def squared_norm(*given: Any) -> Clipped:
    return _scaled(given, _total(_present(given)) ** 2)


@misconception(
    "clip_grad_norm_",
    says="the norms of the gradients are added up",
    ask="Is the length of (u, v) the length of u plus that of v?",
    looks="the norm is too large; right for one gradient",
    tempting="a total is a sum",
    source="catalogue I5",
)
def sum_of_norms(*given: Any) -> Clipped:
    return _scaled(given, sum(_total([grad]) for grad in _present(given)))


@misconception(
    "clip_grad_norm_",
    says="the largest of the norms stands for all of them",
    ask="Is the length of (u, v) that of the longer one?",
    looks="the norm is too small; right for one gradient",
    tempting="the largest is the one that explodes",
    source="seen in review",
)
def largest_norm(*given: Any) -> Clipped:
    return _scaled(given, max((_total([grad]) for grad in _present(given)), default=0.0))


@misconception(
    "clip_grad_norm_",
    says="the squares are averaged, not summed",
    ask="Does the norm shrink when zeros are appended?",
    looks="the norm is too small, and clipping comes too late",
    tempting="rms is a norm's size in other units",
    source="catalogue I7",
)
def root_mean_square(*given: Any) -> Clipped:
    size = sum(grad.size for grad in _present(given))
    return _scaled(given, _total(_present(given)) / np.sqrt(max(size, 1)))


@misconception(
    "clip_grad_norm_",
    says="gradients are multiplied by norm / max_norm",
    ask="Should the factor be above or below one?",
    looks="long gradients grow",
    tempting="the ratio of the two is remembered, and not which way round",
    source="catalogue I6",
)
def ratio_turned(*given: Any) -> Clipped:
    norm = _total(_present(given))
    return _scaled(given, norm, norm / given[2] if norm > given[2] else 1.0)


@misconception(
    "clip_grad_norm_",
    says="you return the norm after clipping",
    ask="Which norm would tell you that training is exploding?",
    looks="never above max_norm",
    tempting="the norm of what one has in hand at the end",
    source="catalogue I8",
)
def norm_after(*given: Any) -> Clipped:
    norm, after, kept, used = _scaled(given, _total(_present(given)))
    return min(norm, given[2]), after, kept, used


@misconception(
    "clip_grad_norm_",
    says="the norm is not returned",
    ask="Which number do people plot to see how often clipping was needed?",
    looks="None",
    tempting="a function with an underscore seems to need no return",
    source="seen in review",
)
def nothing_returned(*given: Any) -> Clipped:
    _, after, kept, used = _scaled(given, _total(_present(given)))
    return None, after, kept, used


@misconception(
    "clip_grad_norm_",
    says="the norm is that of the parameters, not of their gradients",
    ask="Whose norm grows when a gradient explodes?",
    looks="the norm does not depend on the gradients",
    tempting="p.norm() is shorter than p.grad.norm()",
    source="seen in review",
)
def norm_of_parameters(*given: Any) -> Clipped:
    return _scaled(given, _total([np.asarray(one, np.float64) for one in given[0]]))


@misconception(
    "clip_grad_norm_",
    says="a parameter without a gradient is not skipped",
    ask="Which parameters took part in this loss?",
    looks="AttributeError: 'NoneType' object has no attribute 'norm'",
    tempting="in most networks every parameter has a gradient",
    source="catalogue I12",
)
def nones_not_skipped(*given: Any) -> Clipped:
    if any(grad is None for grad in given[1]):
        raise AttributeError("'NoneType' object has no attribute 'norm'")
    return _scaled(given, _total(_present(given)))


@misconception(
    "clip_grad_norm_",
    says="the parameters are walked twice, and an iterator is empty the second time",
    ask="What is left in an iterator after the first loop over it?",
    looks="right for a list; for an iterator nothing is clipped",
    tempting="a list can be walked as often as one likes",
    source="seen in review",
)
def walks_twice(*given: Any) -> Clipped:
    norm = _total(_present(given))
    return _scaled(given, norm, 1.0 if given[3] == "iterator" else None)


@misconception(
    "clip_grad_norm_",
    says="without any gradient there is nothing to stack",
    ask="What is the norm of nothing?",
    looks="RuntimeError: stack expects a non-empty TensorList",
    tempting="nobody tries a network that has not been run",
    source="seen in review",
)
def needs_a_gradient(*given: Any) -> Clipped:
    if not _present(given):
        raise RuntimeError("stack expects a non-empty TensorList")
    return _scaled(given, _total(_present(given)))


@misconception(
    "clip_grad_norm_",
    says="p.grad is another tensor afterwards: the old one is not changed",
    ask="Who else may hold the gradient tensor that you have replaced?",
    looks="the numbers are right; p.grad is a new object",
    tempting="p.grad = p.grad * c is how one multiplies",
    source="catalogue I11",
)
def new_tensors(*given: Any) -> Clipped:
    norm, after, kept, used = _scaled(given, _total(_present(given)))
    if norm > given[2]:
        kept[[grad is not None for grad in given[1]], 0] = False
    return norm, after, kept, used


@misconception(
    "clip_grad_norm_",
    says="p.grad is another tensor afterwards, even where nothing was clipped",
    ask="Who else may hold the gradient tensor that you have replaced?",
    looks="the numbers are right; p.grad is a new object",
    tempting="one line for both cases",
    source="catalogue I11, second form",
)
def new_tensors_always(*given: Any) -> Clipped:
    norm, after, kept, used = _scaled(given, _total(_present(given)))
    kept[[grad is not None for grad in given[1]], 0] = False
    return norm, after, kept, used


@misconception(
    "clip_grad_norm_",
    says="the scaled gradients are new tensors that nobody keeps",
    ask="Where does p.grad learn about the factor?",
    looks="the norm is right; the gradients are as before",
    tempting="grad = grad * c looks like a change",
    source="catalogue I11; seen in review",
)
def gradients_untouched(*given: Any) -> Clipped:
    return _scaled(given, _total(_present(given)), 1.0)


@misconception(
    "clip_grad_norm_",
    says="the parameters are scaled, not their gradients",
    ask="Which of the two does the optimiser multiply by the learning rate?",
    looks="the gradients are as before, and the parameters are not",
    tempting="p.mul_ is a letter away from p.grad.mul_",
    source="seen in review",
)
def parameters_scaled(*given: Any) -> Clipped:
    norm, after, kept, used = _scaled(given, _total(_present(given)), 1.0)
    kept[:, 1] = norm <= given[2]
    return norm, after, kept, used


# run_truncated. `run` is (W_xh, W_hh, b, keep, xs, h0, window, dlast).


def _cut(run: tuple[Any, ...], first: Callable[[int, int], int]) -> Truncated:
    """The last state; its gradient reaches the inputs from step `first(T, window)` on."""
    walk, T = _Walk(*run[:6]), len(run[4])
    if run[6] < 1:
        raise ValueError("a window has at least one step")
    _, das = walk.back(run[7])
    dxs = das @ walk.W_xh
    dxs[: max(first(T, run[6]), 0)] = 0.0
    return walk.hs[-1], dxs


def _last_cut(T: int, window: int) -> int:
    return max(T - 1, 0) // window * window


@misconception(
    "run_truncated",
    says="nothing is cut: the gradient reaches the first step",
    ask="Does detach change the tensor, or return another one?",
    looks="the gradient is that of the whole run",
    tempting="h.detach() on a line of its own looks like a command",
    source="catalogue H3 and H7",
)
def not_cut_at_all(*run: Any) -> Truncated:
    return _cut(run, lambda T, window: 0)


@misconception(
    "run_truncated",
    says="the state is detached at every step",
    ask="How many steps back can one error travel in your version?",
    looks="the gradient reaches the last input only",
    tempting="one line in the loop, without an if",
    source="catalogue H2",
)
def cut_at_every_step(*run: Any) -> Truncated:
    return _cut(run, lambda T, window: T - 1)


@misconception(
    "run_truncated",
    says="the cut lies `window` steps before the end, not at a multiple of `window`",
    ask="Where are the windows laid from, the beginning or the end?",
    looks="right when the length is a multiple of the window",
    tempting="the last window steps is how one says it",
    source="catalogue H5",
)
def last_steps_only(*run: Any) -> Truncated:
    return _cut(run, lambda T, window: T - window)


@misconception(
    "run_truncated",
    says="the steps are counted from 1, so the cuts lie a step early",
    ask="What is the oldest input with a non-zero gradient, and how many lie between it and the end?",
    looks="one input too many has a gradient, or only the last one has",
    tempting="t + 1 is the number of the step, for people",
    source="catalogue H4",
)
def counts_from_one(*run: Any) -> Truncated:
    return _cut(run, lambda T, window: T // window * window - 1)


@misconception(
    "run_truncated",
    says="the cut lies behind step 0, window, 2 * window, ... instead of in front of it",
    ask="Is step 0 the first of its window, or the last?",
    looks="one input too few has a gradient",
    tempting="the state is detached after the step, with the step's own number",
    source="catalogue H4, second form",
)
def cut_a_step_late(*run: Any) -> Truncated:
    return _cut(run, lambda T, window: _last_cut(T, window) + 1)


@misconception(
    "run_truncated",
    says="a window has a step more than it should",
    ask="How many steps has your counter seen when you cut?",
    looks="right only when the cuts happen to agree",
    tempting="steps > window is where >= is meant",
    source="catalogue H4, third form",
)
def windows_one_longer(*run: Any) -> Truncated:
    return _cut(run, lambda T, window: _last_cut(T, window + 1))


@misconception(
    "run_truncated",
    says="the last state itself is detached when the last window is full",
    ask="Is there a cut behind the last step?",
    looks="no gradient at all when the length is a multiple of the window",
    tempting="every full window ends in a detach",
    source="seen in review",
)
def cut_after_the_last_step(*run: Any) -> Truncated:
    return _cut(run, lambda T, window: T // window * window)


@misconception(
    "run_truncated",
    says="the state you return is detached",
    ask="Can the loss on the last state reach anything at all?",
    looks="no gradient anywhere",
    tempting="detached results are safe results",
    source="seen in review",
)
def returned_detached(*run: Any) -> Truncated:
    return _cut(run, lambda T, window: T)


@misconception(
    "run_truncated",
    says="there is one cut, after the first window",
    ask="How many windows does the sequence have?",
    looks="inputs after the first window all have a gradient",
    tempting="t == window where t % window == 0 is meant",
    source="seen in review",
)
def cut_once(*run: Any) -> Truncated:
    return _cut(run, lambda T, window: window if window < T else 0)


def _restarted(run: tuple[Any, ...], start: Callable[[Array], Array]) -> Truncated:
    """Every window begins with a state of its own."""
    W_xh, W_hh, b, keep, xs, h0, window, dlast = run
    if window < 1:
        raise ValueError("a window has at least one step")
    walk = _Walk(W_xh, W_hh, b, keep, xs[:0], h0)
    for t, x in enumerate(xs):
        walk.step(x, start(h0) if t and t % window == 0 else None)
    _, das = walk.back(dlast)
    dxs = das @ walk.W_xh
    dxs[: _last_cut(len(xs), window)] = 0.0
    return walk.hs[-1], dxs


@misconception(
    "run_truncated",
    says="the state itself is set to zeros at every cut",
    ask="What is truncated, the memory or the blame?",
    looks="the last state differs, too",
    tempting="zeros are what a fresh start looks like",
    source="catalogue H1",
)
def forward_restarts_from_zeros(*run: Any) -> Truncated:
    return _restarted(run, np.zeros_like)


@misconception(
    "run_truncated",
    says="the state itself is set back to h0 at every cut",
    ask="What is truncated, the memory or the blame?",
    looks="the last state differs, too",
    tempting="every window is a sequence of its own, it seems",
    source="catalogue H1",
)
def forward_restarts_from_h0(*run: Any) -> Truncated:
    return _restarted(run, np.copy)


@misconception(
    "run_truncated",
    says="a window below 1 is taken as it is",
    ask="How long is a window of 0 steps?",
    looks="ZeroDivisionError, or an answer, where ValueError is asked for",
    tempting="t % window works for every number but one",
    source="seen in review",
)
def window_not_looked_at(*run: Any) -> Truncated:
    if run[6] < 1:
        remainders = [t % run[6] for t in range(len(run[4]))]
        walk = _Walk(*run[:6])
        _, das = walk.back(run[7])
        first = max(t for t, remainder in enumerate(remainders) if remainder == 0)
        return walk.hs[-1], np.where(np.arange(len(das))[:, None, None] >= first, das @ walk.W_xh, 0.0)
    return _cut(run, _last_cut)


# diagnose


def _by_zeros(norms: Array) -> str:
    return "vanishing" if norms[0] == 0 else "exploding" if norms[-1] == 0 else ""


def _special(norms: Array) -> str:
    """The verdict about NaN, infinities and zeros; "" where the formula decides."""
    return _by_zeros(norms) if np.all(np.isfinite(norms)) else "exploding"


def _by(factor: float) -> str:
    return "vanishing" if factor < 0.9 else "exploding" if factor > 1.1 else "healthy"


def _mean_factor(norms: Array, T: int) -> float:
    with np.errstate(all="ignore"):
        return float((norms[0] / norms[-1]) ** (1 / T))


@misconception(
    "diagnose",
    says="the factor is that of one step forward",
    ask="Going back from the last state, which norm do you meet last?",
    looks="vanishing and exploding have changed places",
    tempting="norms[-1] / norms[0] is the ratio of last to first, as growth usually is",
    source="catalogue R7",
)
def wrong_way_round(norms: Array) -> str:
    return _special(norms) or _by(_mean_factor(norms[::-1], len(norms) - 1))


@misconception(
    "diagnose",
    says="the ends are compared, and not the factor per step",
    ask="What does a factor of 0.97 leave after 50 steps?",
    looks="long healthy curves are called vanishing or exploding",
    tempting="norms[0] / norms[-1] is the number one sees",
    source="seen in review",
)
def no_root(norms: Array) -> str:
    return _special(norms) or _by(_mean_factor(norms, 1))


@misconception(
    "diagnose",
    says="the root is taken over T + 1 steps",
    ask="How many steps lie between T + 1 states?",
    looks="off for short curves",
    tempting="len(norms) is at hand",
    source="catalogue B2",
)
def one_root_too_many(norms: Array) -> str:
    return _special(norms) or _by(_mean_factor(norms, len(norms)))


@misconception(
    "diagnose",
    says="the ratios of neighbours are averaged",
    ask="If one step back halves and the next doubles, what is left, and what is the average of the two?",
    looks="noise looks like growth",
    tempting="an average factor is the average of the factors",
    source="seen in review",
)
def mean_of_ratios(norms: Array) -> str:
    with np.errstate(all="ignore"):
        return _special(norms) or _by(float(np.mean(norms[:-1] / norms[1:])))


@misconception(
    "diagnose",
    says="a small gradient is called vanishing, whatever the last one is",
    ask="What changes when the loss is divided by a million?",
    looks="tiny norms that hardly change are called vanishing",
    tempting="1e-9 looks like nothing",
    source="seen in review",
)
def small_is_vanishing(norms: Array) -> str:
    if not np.all(np.isfinite(norms)):
        return "exploding"
    return "vanishing" if norms[0] < 1e-6 else "exploding" if norms[0] > 1e3 else "healthy"


@misconception(
    "diagnose",
    says="a NaN is not looked for, and passes every comparison as False",
    ask="Is nan < 0.9, and is nan > 1.1?",
    looks="NaN at an end is called healthy",
    tempting="the last branch of an if catches everything",
    source="catalogue I9",
)
def nan_is_healthy(norms: Array) -> str:
    infinite = bool(np.any(np.isinf(norms)))
    return "exploding" if infinite else _by_zeros(norms) or _by(_mean_factor(norms, len(norms) - 1))


@misconception(
    "diagnose",
    says="infinities are not looked for",
    ask="What is 1 divided by an infinity?",
    looks="an infinity at the last state is called vanishing",
    tempting="isnan sounds as if it were about everything that is no number",
    source="seen in review",
)
def infinity_not_looked_for(norms: Array) -> str:
    missing = bool(np.any(np.isnan(norms)))
    return "exploding" if missing else _by_zeros(norms) or _by(_mean_factor(norms, len(norms) - 1))


@misconception(
    "diagnose",
    says="every factor but 1 gets a verdict",
    ask="What does a factor of 0.97 leave after 50 steps, and would you worry?",
    looks="curves that hardly change are called vanishing or exploding",
    tempting="below 1 it shrinks, above 1 it grows",
    source="seen in review",
)
def one_threshold(norms: Array) -> str:
    factor = _mean_factor(norms, len(norms) - 1)
    return _special(norms) or ("vanishing" if factor < 1 else "exploding" if factor > 1 else "healthy")


@misconception(
    "diagnose",
    says="only the formula looks for NaN and infinity, so that the middle is not seen",
    ask="Which entries of norms does your code look at?",
    looks="a NaN in the middle is not noticed",
    tempting="the formula needs two entries",
    source="seen in review",
)
def ends_only(norms: Array) -> str:
    with np.errstate(all="ignore"):
        ends = norms[[0, -1]]
        return _special(ends) or _by(_mean_factor(norms, len(norms) - 1))


@misconception(
    "diagnose",
    says="the formula alone decides about NaN, infinities and zeros",
    ask="What is 0 / 0, and what does it compare as?",
    looks="NaN, or an infinity at the last state, get another verdict",
    tempting="the formula seems to know",
    source="seen in review",
)
def formula_only(norms: Array) -> str:
    with np.errstate(all="ignore"):
        return _by(_mean_factor(norms, len(norms) - 1))


@misconception(
    "diagnose",
    says="a zero at h0 is looked at before NaN and infinity",
    ask="What can be said about a curve in which one number is NaN?",
    looks="a zero beside a NaN is called vanishing",
    tempting="zeros are the case one thinks of first",
    source="seen in review",
)
def zero_before_nan(norms: Array) -> str:
    if norms[0] == 0:
        return "vanishing"
    return _special(norms) or _by(_mean_factor(norms, len(norms) - 1))


@misconception(
    "diagnose",
    says="any zero is called vanishing",
    ask="What reaches h0 in a curve whose middle is 0 and whose ends are 1?",
    looks="a zero at the last state, or in the middle, gets another verdict",
    tempting="a gradient of 0 is a vanished one",
    source="seen in review",
)
def any_zero_vanishes(norms: Array) -> str:
    if not np.all(np.isfinite(norms)):
        return "exploding"
    return "vanishing" if np.any(norms == 0) else _by(_mean_factor(norms, len(norms) - 1))


@misconception(
    "diagnose",
    says="one bad step back decides",
    ask="If one step back halves and the next doubles, has anything vanished?",
    looks="noise gets a verdict",
    tempting="vanishing is a matter of each step",
    source="seen in review",
)
def every_step_must_agree(norms: Array) -> str:
    with np.errstate(all="ignore"):
        ratios = norms[:-1] / norms[1:]
    found = "vanishing" if np.any(ratios < 0.9) else "exploding" if np.any(ratios > 1.1) else "healthy"
    return _special(norms) or found
