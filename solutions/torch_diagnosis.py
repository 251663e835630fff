"""Diagnosis: seeing the gradient vanish in a framework that computes it for you.

For thirteen exercises you have walked back by hand. PyTorch walks for you: call backward, and every parameter has
a `.grad`. What it does not do is tell you that anything is wrong. Take torch.nn.RNNCell(16, 32) as it comes out of
the box, 50 steps of random inputs, a loss on the last state. No warning, no exception, a gradient in every
parameter. Now ask for the gradient at each hidden state, and take its norm::

    step                t = 50     t = 40     t = 30     t = 20     t = 10      t = 0
    RNNCell             16         9.5e-03    8.1e-06    1.0e-08    1.4e-11     1.6e-14
    GRUCell             16         1.2e-01    1.2e-03    1.2e-05    1.3e-07     1.8e-09
    GRUCell, z bias 3   16         9.8        6.2        4.0        2.6         1.8

    (torch.manual_seed(0) before each cell, float64, batches of 8; 16 is the root of 8 * 32 ones)

The first row loses half of what is left at every step: (1.6e-14 / 16) ** (1 / 50) is 0.50. It is the first number
to ask of a recurrent network, and nobody prints it. This exercise is four small instruments that do.

**The norm at every step.** For a cell with h = cell(x, h) and a loss that is the sum of the last state's entries,
`hidden_gradient_norms` returns::

    norms[t] = 2-norm over all N * H entries of dL/dh_t          t = 0, ..., T; norms[0] is h0's

There are famous ways to get this wrong, all of them silent:

- PyTorch keeps gradients of *leaves*: tensors that nobody computed, such as parameters. h_7 is computed, so after
  backward h_7.grad is None, unless you have asked for it before.
- torch.nn.RNN hands you all states as one tensor, `out`. Ask for out's gradient, with a loss on out[-1], and you
  get 0, 0, 0, ..., 0, 16. The network did not vanish in one step. `out` is a copy stacked for you: out[3] is not
  on the way to out[4], and its gradient says who used the copy.
- Sum the loss over all steps instead of the last, and the curve goes flat: the same RNNCell, the one that halves,
  goes from 16 at t = 50 to 17 in the middle to 8.3 at t = 0, a factor of 0.99 per step. Every h_t is then close to
  *some* loss. What you have measured is the distance to the nearest one.
- float32, which is what you get when you say nothing. At 100 steps of that cell the gradient at h0 has entries of
  4e-26, which float32 can hold. Its norm is 0.0 all the same: the squares are 2e-51, and those it cannot.

And an instrument must not change what it measures. backward *adds* to `.grad`: whoever looks at the gradient that
way, in the middle of a training loop, has put a second gradient into the next update. Leave every `.grad` and
every `requires_grad` as you found it, the caller's h0 included.

**Clipping, in place.** `clip_grad_norm_` is exercise 8 again, on parameters: one norm over all of them, one
factor, and the underscore says that the gradient tensors themselves are changed. An optimiser or a logger may hold
on to them, so putting new tensors in their place is not the same. Parameters that took no part in the loss have
`.grad` None. `parameters()` of a module is an iterator: it can be walked once. (torch.nn.utils has this function,
and divides by norm + 1e-6; both forms are accepted. Calling it is not.)

**Truncation.** h.detach() is a new tensor with the same numbers and no past. `run_truncated` is exercise 7 in one
word: the state goes through, the blame does not. The windows are laid from t = 0 on, cuts in front of t = k, 2k,
..., so that the gradient of the last state reaches the inputs of the last window and no others.

**A verdict.** With T = len(norms) - 1::

    factor = (norms[0] / norms[-1]) ** (1 / T)          the geometric mean of what one step back does
    "vanishing"    factor < 0.9
    "exploding"    factor > 1.1
    "healthy"      in between, both ends included

and before that, in this order: any NaN or infinity is "exploding"; norms[0] = 0 is "vanishing"; norms[-1] = 0 is
"exploding". Ten per cent sounds like nothing; over 50 steps 0.9 leaves 0.005, and 1.1 makes 117.

"The gradient is small, so it has vanished": the size of a gradient says nothing, the loss may be divided by
anything. 1e-9 at both ends is healthy. What vanishes is the early *beside* the late.

What is checked: two kinds of cells, in float64 and float32, with tensors that nobody has used, that are frozen,
and that hold gradients from before; 30 steps, where h0's norm is below 1e-20; no steps at all; the gradient
tensors after clipping, and that they are the same objects; a list and an iterator of parameters, some without a
gradient, all without one; the gradient of the truncated run at every input; verdicts on two dozen curves.

Source: Paszke and others, "PyTorch: an imperative style, high-performance deep learning library", 2019. Pascanu,
Mikolov and Bengio, "On the difficulty of training recurrent neural networks", 2013. Difficulty 3 of 5, about 50
minutes.
"""

import torch


def hidden_gradient_norms(cell, xs, h0):
    """Return the 2-norm of dL/dh_t for t = 0, ..., T, where the loss L is the sum of the last state's entries.

    Each norm is over all N * H entries; entry 0 is h0's. The result is a tensor of h0's dtype that requires no
    gradient. Every `.grad` and `requires_grad` of the cell's parameters, of xs and of h0 is afterwards what it was
    before.

    Shapes:
        cell: a module, called as h = cell(x, h) with x (N, D), h (N, H)    xs: (T, N, D)    h0: (N, H)
        returns: (T+1,)
    """
    states = [h0.detach().requires_grad_()]  # a leaf of our own: the caller's h0 notices nothing
    for x in xs:
        states.append(cell(x, states[-1]))
    # autograd.grad hands gradients over and puts them nowhere; backward would add them to every parameter's .grad.
    gradients = torch.autograd.grad(states[-1].sum(), states)
    return torch.stack([torch.linalg.vector_norm(gradient) for gradient in gradients])


def clip_grad_norm_(parameters, max_norm):
    """Return the norm of all gradients together, before clipping, and shorten them if it exceeds max_norm.

    Then the tensors p.grad themselves are multiplied by max_norm / norm. Parameters whose gradient is None are
    skipped; without any gradient the norm is 0. torch.nn.utils is not used.

    Shapes:
        parameters: list or iterator of parameters    max_norm: float, > 0
        returns: float, or tensor ()
    """
    # An iterator can be walked once, and the norm has to be known before the first gradient is changed.
    gradients = [p.grad for p in parameters if p.grad is not None]
    norm = sum(float(torch.linalg.vector_norm(gradient)) ** 2 for gradient in gradients) ** 0.5
    if norm > max_norm:
        for gradient in gradients:
            gradient.mul_(max_norm / norm)  # in place: whoever holds this tensor sees it clipped
    return norm


def run_truncated(cell, xs, h0, window):
    """Return the last state; its gradient reaches the steps of the last window only.

    The state is detached in front of step t = window, 2 * window, ...; its numbers are those of an uncut run. With no
    steps it is h0. ValueError when window < 1.

    Shapes:
        cell: a module, called as h = cell(x, h) with x (N, D), h (N, H)    xs: (T, N, D)    h0: (N, H)    window: int
        returns: (N, H)
    """
    if window < 1:
        raise ValueError(f"a window has at least one step, not {window}")
    h = h0
    for t, x in enumerate(xs):
        if t > 0 and t % window == 0:
            h = h.detach()  # the same numbers, and no way back; h itself would keep its past
        h = cell(x, h)
    return h


def diagnose(norms):
    """Return "vanishing", "exploding" or "healthy" for the norms that `hidden_gradient_norms` returns.

    The rules are in the lesson: NaN and infinity first, then zeros at the ends, then the mean factor per step back.

    Shapes:
        norms: tensor (T+1,), T >= 1
        returns: str
    """
    if not torch.isfinite(norms).all():
        return "exploding"
    first, last = float(norms[0]), float(norms[-1])
    if first == 0:
        return "vanishing"
    if last == 0:
        return "exploding"
    factor = (first / last) ** (1 / (len(norms) - 1))
    return "vanishing" if factor < 0.9 else "exploding" if factor > 1.1 else "healthy"
