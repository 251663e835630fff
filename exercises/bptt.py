"""Backpropagation through time: how the blame for a loss walks back to the first step.

You have run a network forward. At every step it multiplied by the same W_hh, added the input, and squashed the sum::

    a_t = W_xh @ xs[t] + W_hh @ hs[t] + b          (H,)
    hs[t+1] = tanh(a_t)                            (H,)

Training needs the other direction. Somebody hands you `dhs`: for every step, how much the loss would change if the
state after that step were nudged *and only the output at that step noticed*. That is not yet the gradient. A nudge of
hs[3] also changes hs[4], hs[5] and everything after. Backpropagation through time is nothing but careful book-keeping
of that second route: walk from the last step to the first, and carry along what all later steps have to say.

One step of the walk, for t = T-1, ..., 0, with a carry that starts as zeros (after the last step nobody complains)::

    dh = dhs[t] + carry                            (H,)    both routes into hs[t+1]
    da = dh * (1 - hs[t+1]**2)                     (H,)    back through the tanh that made hs[t+1]
    dW_xh += outer(da, xs[t])                      (H, D)
    dW_hh += outer(da, hs[t])                      (H, H)
    db += da                                       (H,)
    carry = W_hh.T @ da                            (H,)    back through W_hh, into hs[t]

When the loop is done, the carry has arrived at hs[0]: it is dh0.

Look at the line that makes the carry. One factor 1 - h**2, never above 1, and one multiplication by the transpose of
W_hh, at every step. Sixty steps back, sixty of those are multiplied together, and if each takes away half, what
arrives at dh0 is 1e-18 of what set out. It is not zero. It is the right answer, and it is too small to teach the
network anything about its first input. You will see exactly that in the pictures this exercise draws when a check
falls short: the logarithm of the gradient, falling in a straight line.

Two things people say that are not so. "The weights of early time steps are barely updated": there are no weights of
early time steps. W_hh is one matrix, used T times, and its gradient is the *sum* of T contributions. What is lost is
not the update but the credit: in that sum, the terms of early steps are too small to be heard (`step_contributions`
lets you watch). And "the gradient is W_hh.T times the slope, so the Jacobian is W_hh.T diag(1 - h**2)": that is the
matrix that carries a gradient column back. As a Jacobian, J[i, j] = d out_i / d in_j, a step is
diag(1 - h**2) @ W_hh. The transpose belongs to the walk, not to the map.

What is checked: the four gradients, each entry, at every lag separately (an input at step 3 must get the credit of
step 3, however little that is); a loss at the last step only; 40 steps, where dh0 is below 1e-20 and all zeros are
still wrong; T = 0, T = 1 and a single hidden unit; that your arguments come back unchanged. Nothing is compared with
an absolute tolerance: a gradient of 1e-25 has to be right in its digits, too.

Conventions: PyTorch's layout, one sequence at a time. `hs` has T+1 rows and hs[0] is the initial state, so
hs[t] is what W_hh multiplied at step t and hs[t+1] is what came out.

Before you trust a hand-written backward pass, compare it with `numerical_gradient`, which knows no calculus at all.

Source: Werbos, "Backpropagation through time: what it does and how to do it", 1990. Pascanu, Mikolov and Bengio, "On
the difficulty of training recurrent neural networks", 2013, section 2. Difficulty 3 of 5, about 60 minutes.
"""

import numpy as np


def bptt(xs, hs, dhs, W_xh, W_hh):
    """Return (dW_xh, dW_hh, db, dh0), the gradients of the whole loss.

    dhs[t] is the gradient of the loss with respect to hs[t+1] that comes directly from the output at that step, not
    through later steps. Each result has the shape of what it is the gradient of. With T = 0 all four are zeros.

    Shapes:
        xs: (T, D)    hs: (T+1, H), hs[0] = h0    dhs: (T, H)    W_xh: (H, D)    W_hh: (H, H)
        returns: (H, D), (H, H), (H,), (H,)
    """
    # TODO: write bptt, then run: grader check bptt
    raise NotImplementedError("not written yet")


def numerical_gradient(f, w, eps=1e-5):
    """Return the gradient of f at w by central differences, one entry at a time.

    For every entry e of w: (f(w + eps e) - f(w - eps e)) / (2 eps), where e is 1 there and 0 elsewhere. Symmetric on
    purpose: the error of the one-sided quotient shrinks like eps, of this one like eps**2. Hand f a fresh array each
    time: f may keep what it is given, and w itself stays as it was, to the bit.

    Shapes:
        f: takes an array of w's shape, returns a float    w: any shape with at least one axis    eps: float
        returns: w's shape
    """
    # TODO: write numerical_gradient, then run: grader check bptt
    raise NotImplementedError("not written yet")


def step_contributions(xs, hs, dh_last, W_hh):
    """Return how much each step alone adds to dW_hh, as a Frobenius norm, for a loss that sees only the last state.

    Entry t is the norm of outer(da_t, hs[t]), the term that step t adds to the sum, with da_t from the same walk as
    in `bptt`. dh_last is the gradient of the loss at hs[T]. Only xs's length is used. Plot it: the bias toward recent
    inputs is the slope of that curve.

    Shapes:
        xs: (T, D)    hs: (T+1, H)    dh_last: (H,)    W_hh: (H, H)
        returns: (T,)
    """
    # TODO: write step_contributions, then run: grader check bptt
    raise NotImplementedError("not written yet")
