"""Fewer gates: one number decides what is kept and, with the same breath, what is written.

The LSTM of the last exercise has two gates for one decision. The forget gate says how much of the old memory
stays, the input gate how much of the new arrives, and nothing makes them agree. Cho and others asked in 2014 what
happens if they must: keep a share z of the old state, and fill up with 1 - z of the new. The cell goes too. What
remembers and what is shown are one vector again::

    r = sigmoid(W_xr @ x + b_xr + W_hr @ h_prev + b_hr)            (H,)    reset gate
    z = sigmoid(W_xz @ x + b_xz + W_hz @ h_prev + b_hz)            (H,)    update gate: the share of the old that stays
    n = tanh(W_xn @ x + b_xn + r * (W_hn @ h_prev + b_hn))         (H,)    candidate
    h = (1 - z) * n + z * h_prev                                   (H,)

The blocks r, z, n of H rows each are stacked in this order in W_x, W_h and in both biases. Three blocks for the
LSTM's four: a quarter of the weights is saved.

Read the last line as a slider with two ends, n and h_prev. A slider never leaves its ends, and n lies between -1
and 1; so a GRU that starts there stays there for ever, with no tanh around it. It is a gain and a loss. A state
which cannot run away needs no squashing. And a state which cannot run away cannot count: an LSTM cell with f = i =
g = 1 is 7 after seven steps and 700 after seven hundred.

Why a gradient lives longer here: look at what h_prev does in the last line before you look anywhere else. It
stands there bare, times z. The other ways from h_prev to h are by way of n, through the update gate, through the
reset gate, and each of them goes through a matrix and a slope. `gru_step_jacobian` is the sum of all four. As
everywhere in this course, J[i, j] = d h_i / d h_prev_j: the row is the unit that changes, the column the one that
was nudged. Write down for each of the four which *row* its factor belongs to, and the matrix will not come out
transposed.

How much does it help? The experiment of the last exercise again, 16 units and 60 random inputs, a loss on the last
state, gradients at the first input and at the last, with a bias of -3, 0 and 3 added to the update gate::

    bias     z near     at the first input     at the last
    -3       0.05       8.3e-29                0.78
    0        0.5        2.6e-12                0.53
    3        0.95       5.7e-03                0.099

    (weights uniform in +-1/4, all other biases 0, inputs and the loss's coefficients standard normal, drawn in this
    order from numpy's default_rng(0); PyTorch's own GRUCell and autograd, in float64)

The middle column is the story you know. The right one is new: whoever keeps 95 % can write only 5 %, so the newest
input is hardly heard. That is the price of one gate for two jobs. The LSTM at forget bias 3 let 0.40 through from
the first input and 0.23 from the last; it need not choose.

Now a trap into which libraries, papers and textbooks lead you together. In the formula above, which is PyTorch's,
z = 1 *keeps*. Cho's paper agrees, and so does Keras. Chung's comparison of the same year has h = z * n + (1 - z) *
h_prev, where z = 1 *replaces*; so have Wikipedia and many lecture notes. As long as you train from scratch nobody
notices: the network learns the opposite sign of W_z. But take the network of the table's last row and exchange the
two roles, everything else as it was. The gradient of its loss at the state after the first step was 0.30. It is
1.7e-28.

A second one, harder to see. In Cho's paper the reset gate is applied *before* the matrix, W_hn @ (r * h_prev).
Here, as in PyTorch and in cuDNN, it comes *after*, r * (W_hn @ h_prev + b_hn), and therefore the bias b_hn stands
inside the bracket and is reset as well. That is the one reason why this network needs two biases where others get
by with their sum. The two forms differ by a matrix that does not commute with a diagonal one; for one unit without
that bias they are the same, so a test with H = 1 and zero biases cannot tell them apart. With 16 units, weights
and b_h drawn from +-1/4, the same inputs lead to states that are up to 0.22 apart in one unit within 60 steps. Not
a crash, not a NaN: another network.

"GRUs solve vanishing gradients": no more than LSTMs do. Where z is 0.5 the direct path halves at every step.

What is checked: every unit of h, and every entry of the Jacobian; biases that are not 0 and not alike; gates
pushed to exactly 0 and 1, where the state is exactly replaced, or kept; a Jacobian whose entries are around 1e-6,
since little comes through gates that are nearly shut and a finite difference is too coarse to see it; one hidden
unit; more inputs than units; that your arguments come back unchanged. There is no time axis here. The product over
the steps you already wrote, in `jacobians`; it does not care which network its factors come from.

Source: Cho and others, "Learning phrase representations using RNN encoder-decoder for statistical machine
translation", 2014. Chung, Gulcehre, Cho and Bengio, "Empirical evaluation of gated recurrent neural networks on
sequence modeling", 2014. The note on the candidate in PyTorch's documentation of its GRU. Weiss, Goldberg and
Yahav, "On the practical computational power of finite precision RNNs for language recognition", 2018, for the
counting. Difficulty 3 of 5, about 45 minutes.
"""

import numpy as np


def gru_step(x, h_prev, W_x, W_h, b_x, b_h):
    """Return the state after one step, (1 - z) * n + z * h_prev.

    The three blocks of H rows in W_x, W_h, b_x and b_h belong to r, z, n, in this order; the reset gate multiplies
    W_hn @ h_prev + b_hn, the matrix product with its bias.

    Shapes:
        x: (D,)    h_prev: (H,)    W_x: (3H, D)    W_h: (3H, H)    b_x, b_h: (3H,)
        returns: (H,)
    """
    _, z, n, _ = _gates(x, h_prev, W_x, W_h, b_x, b_h)
    return (1 - z) * n + z * h_prev  # the two shares add up to one


def gru_step_jacobian(x, h_prev, W_x, W_h, b_x, b_h):
    """Return the Jacobian of one step: J[i, j] = d h_i / d h_prev_j, by calculus.

    All paths count: the state that is kept, the candidate, and both gates.

    Shapes:
        x: (D,)    h_prev: (H,)    W_x: (3H, D)    W_h: (3H, H)    b_x, b_h: (3H,)
        returns: (H, H)
    """
    r, z, n, s = _gates(x, h_prev, W_x, W_h, b_x, b_h)
    W_r, W_z, W_n = W_h.reshape(3, len(h_prev), len(h_prev))
    # Whatever scales unit i scales row i of a matrix: hence a column in front of each.
    dz = _column(z * (1 - z)) * W_z
    dr = _column(r * (1 - r)) * W_r
    dn = _column(1 - n**2) * (_column(r) * W_n + _column(s) * dr)  # inside the bracket, and in the gate before it
    # What is kept outright, plus the slider that moves from n towards h_prev, plus the new end of the slider.
    return np.diag(z) + _column(h_prev - n) * dz + _column(1 - z) * dn


def _gates(x, h_prev, W_x, W_h, b_x, b_h):
    """r, z, n, and s, the bracket that r multiplies."""
    x_r, x_z, x_n = (W_x @ x + b_x).reshape(3, len(h_prev))
    h_r, h_z, s = (W_h @ h_prev + b_h).reshape(3, len(h_prev))
    r, z = _sigmoid(x_r + h_r), _sigmoid(x_z + h_z)
    return r, z, np.tanh(x_n + r * s), s


def _column(v):
    return v[:, np.newaxis]


def _sigmoid(a):
    """1 / (1 + exp(-a)) without overflow, and with all its digits where it is nearly 0."""
    return np.exp(-np.logaddexp(0.0, -a))
