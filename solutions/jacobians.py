"""Jacobians: what becomes of a nudge.

In the last exercise a network ran forward, and h_t was what it knew after t inputs. Now push h_{t-1} a little, in
some direction v, and look at h_t. If the push is small enough, what arrives is J_t v, with one matrix for all
directions::

    h_t = tanh(W_hh @ h_{t-1} + W_xh @ x_t + b)                                      (H,)
    J_t = dh_t / dh_{t-1} = diag(1 - h_t**2) @ W_hh                                  (H, H)
    J_t[i, j] = how much unit i moves when unit j was pushed

Read it from right to left, as it happens: W_hh mixes the push, then every unit's tanh lets through what it is
willing to let through. Unit i sits at h_i, and the slope there is 1 - h_i**2: everything at 0, 19 % at 0.9, 2 % at
0.99. A row belongs to a unit that listens, a column to one that speaks.

Which makes row and column worth a picture. Take two units, one at 0.9, the other at 0::

    W_hh = [ 0.5  1.0]      J = [ 0.095  0.19]      not  [ 0.095  1.0]
           [-0.8  0.3]          [-0.8    0.3 ]           [-0.152  0.3]

Unit 0 is nearly saturated: whoever pushes it, it hardly moves, so the first *row* is small. The matrix on the right
has a small first column instead; there unit 0 is hard to hear, which is another story and not what a tanh does. But
look for a number that gives it away. Its determinant is 0.1805, so is J's. Its eigenvalues are 0.1975 ± 0.3762i, so
are J's. And the transpose of J, which is wrong as well, has even J's norm. No such number will tell you that you
are right. Compare entries.

Many steps are a product. The last step acts last, so its matrix stands on the left::

    d hs[stop] / d hs[start] = J_stop @ ... @ J_{start+2} @ J_{start+1}

with stop - start factors. J_t belongs to the step that *made* hs[t], so its slopes are hs[t]'s; hs[start]'s own
slopes are not in it. No steps at all, start == stop, change nothing: the empty product is the identity.

Now the surprise. A network of 16 units, weights drawn at random, 40 random inputs. Measure how much each J_t can
stretch a push at most: none of the forty is below 1.05, most are above 1.3. Multiply these forty numbers and you
get 560 000, so a push of 1e-6 could end up as large as the states themselves. Multiply the forty *matrices* and
measure once: 3.5e-9. The same forty steps, fourteen powers of ten apart. Each of them does stretch something; but
what it stretches is not what the step before delivers, and whatever points elsewhere is shrunk. The norm of a
product is never above the product of the norms, and it is in no hurry to come near it. Vanishing is a matter of
directions.

A loss turns all this around. If it sees only the last state, with gradient dh_last there, then every earlier
gradient is that one, pulled back through the same matrices. Written as rows::

    dL / d hs[T] = dh_last                                   (H,)
    dL / d hs[t] = dL / d hs[t+1] @ J_{t+1}                  (H,) @ (H, H)

`gradient_norms` asks for the length of each of these T+1 gradients: the curve on which one sees a gradient vanish.
For the network above, with a gradient of length 1 at the end, it starts at some 1e-9. Nobody has to multiply
matrices for that curve. A row through a matrix costs H**2 multiplications, a matrix through a matrix H**3; with a
thousand units that is the difference between a second and a quarter of an hour. It is the whole reason why one goes
*back*.

Where sources differ: many write the step as W_hh.T diag(1 - h**2). That is the transpose, the matrix which carries
a gradient standing as a column. As a Jacobian, J[i, j] = d out_i / d in_j, a step is diag(1 - h**2) @ W_hh, and so
it is here. Pascanu and his co-authors have the squashing on the other side, too: their state is what goes *into*
it, x_t = W tanh(x_{t-1}) + ..., and then the slope does belong to the unit that speaks, and to the step before.
Both are right about their own network. Ours keeps what comes out.

What is checked: every entry; units at 0, in between, and at exactly 1; several pairs of start and stop, equal ones
included; states that a network ran through and states that none ever did, since the formulas cannot know; 40 steps,
which leave less than 1e-20 of what set out, and where all zeros are still wrong; no steps, one step, a single
hidden unit; that your arguments come back as they were. Norms are compared one by one, each relative to its own
size.

Source: Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", 2013, section 2,
where the product of Jacobians is equation 5. Difficulty 2 of 5, about 40 minutes.
"""

import numpy as np


def step_jacobian(h, W_hh):
    """Return dh_t / dh_{t-1}, the Jacobian of one step.

    Entry [i, j] says how much unit i moves when unit j was pushed. h is the state *after* the step, h_t: it has been
    through the tanh already.

    Shapes:
        h: (H,)    W_hh: (H, H)
        returns: (H, H)
    """
    # diag(d) @ W without building diag(d): a column stretches along the rows, so row i is scaled by unit i's slope.
    return (1 - h**2)[:, np.newaxis] * W_hh


def jacobian_product(hs, W_hh, start, stop):
    """Return d hs[stop] / d hs[start], the Jacobian of all the steps between two states.

    0 <= start <= stop <= T. The identity when they are equal.

    Shapes:
        hs: (T+1, H)    W_hh: (H, H)    start, stop: int
        returns: (H, H)
    """
    product = np.eye(len(W_hh))  # no steps yet: a nudge arrives as it set out
    for t in range(start, stop):
        product = step_jacobian(hs[t + 1], W_hh) @ product  # step t made hs[t+1]; it acts after all earlier ones
    return product


def gradient_norms(hs, W_hh, dh_last):
    """Return the Euclidean norm of dL / d hs[t] for every t, for a loss that sees only the last state.

    dh_last is the gradient of the loss with respect to hs[T]; entry T is its norm. With T = 0 that is the only entry.

    Shapes:
        hs: (T+1, H)    W_hh: (H, H)    dh_last: (H,)
        returns: (T+1,)
    """
    norms = np.zeros(len(hs))
    dh = dh_last
    norms[-1] = np.linalg.norm(dh)
    for t in reversed(range(len(hs) - 1)):
        dh = dh @ step_jacobian(hs[t + 1], W_hh)  # a row through one matrix: no product of matrices is ever formed
        norms[t] = np.linalg.norm(dh)
    return norms
