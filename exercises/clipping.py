"""Clipping: what to do about a gradient that is too large, and what it cannot do about one that is too small.

Vanishing has a loud twin. A recurrent matrix that stretches by 1.5 instead of halving makes a gradient of 1 into
190 000 on its way back through 30 steps. Training does not drift off then; it is thrown. A learning rate of 0.01
times that is a step of 1 900 in a space where good weights lie within 1 of each other, and everything learned so
far is gone. The loss surface of a recurrent network looks the part: wide plains, and walls. On the plain the
gradient points the way. At the foot of a wall it still points the right way, and says something absurd about how
far.

So keep the way and overrule the distance. That is clipping by norm: if all gradients together, laid end to end in
one long vector, are longer than you allow, shorten that vector until they are not::

    norm     = sqrt( sum over all arrays, over all entries, of entry**2 )          one number for the whole network
    g        becomes  g * max_norm / norm     for every array g, if norm > max_norm
    g        stays    g                       otherwise

Three things in there are worth a second look.

One norm for all arrays. Clip each array to 1 by itself and three of them together still have norm 1.73; worse, the
large ones shrink and the small ones do not, so the step points somewhere else. One factor for all of them cannot
turn it.

Only if. The rule shortens and never lengthens. "Gradient clipping keeps gradients from shrinking", one of the
texts behind this course says, and many do. Read the rule with norm = 1e-20: nothing happens. Clipping is a
ceiling, and vanishing is a matter of the floor. For that you need the second half of this course.

The norm before. `clip_by_norm` returns it beside the arrays because it is the best instrument you have. Plot it
over training and you see every wall the optimiser ran into. The norm after clipping would be a plot of max_norm.

There is an older way, clipping by value: every entry for itself, into [-limit, limit]. It needs no sum over the
network, and it changes the direction. Take the gradient (100, 1), which says: almost straight along the first
axis, 0.6 degrees off it. By value, with limit 1, it becomes (1, 1): 45 degrees. By norm, with max_norm 1, it
becomes (0.99995, 0.0099995), and still points where it pointed.

Where sources differ:

- PyTorch divides by norm + 1e-6, so that nobody divides by zero. Here there is no epsilon, and no need for one:
  whoever divides has just found norm > max_norm > 0. The difference is 2e-7 of the result for a norm of 5, which
  no training would notice. For gradients around 1e-9 it is a factor of a thousand: the epsilon, not the gradient,
  then sets the scale.
- Which threshold? Pascanu, Mikolov and Bengio look at the average norm over many updates and report that anything
  from half to ten times that works. Mind what the loss sums over: a threshold of 45 for a loss summed over 200
  steps and one of 0.225 for its mean are the same threshold.
- In place or not? torch.nn.utils.clip_grad_norm_ has an underscore and changes the gradients it is given. These
  functions return new lists and leave yours alone.

What is checked: the norm of one array, of three with different shapes, of none at all; gradients above the
threshold, below it, exactly on it, all zero, with negative entries, single numbers among them; that what was short
stays as it was; gradients around 1e-30 and around 1e120, where an epsilon or a fixed cap gives itself away; that
your arguments come back unchanged.

Source: Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", 2013, section 3.2.
Mikolov, "Statistical language models based on neural networks", 2012 (by value). Difficulty 2 of 5, about 30
minutes.
"""

import numpy as np


def global_norm(grads):
    """Return the Euclidean norm of all entries of all arrays, taken together as one long vector; 0.0 for an empty list.

    The entries may be as small as 1e-140 or as large as 1e140: their squares neither vanish nor overflow.

    Shapes:
        grads: list of arrays, each of any shape, () included
        returns: float
    """
    # TODO: write global_norm, then run: grader check clipping
    raise NotImplementedError("not written yet")


def clip_by_value(grads, limit):
    """Return a new list in which each entry is replaced by the nearest number in [-limit, limit].

    Shapes:
        grads: list of arrays, each of any shape    limit: float, >= 0
        returns: list of arrays, the same shapes
    """
    # TODO: write clip_by_value, then run: grader check clipping
    raise NotImplementedError("not written yet")


def clip_by_norm(grads, max_norm):
    """Return (clipped, norm): the gradients scaled so that their global norm is at most max_norm, and the norm before.

    All arrays are multiplied by max_norm / norm, with no epsilon, and only when the norm exceeds max_norm. Where
    nothing is clipped, the new list may hold the very arrays you were given.

    Shapes:
        grads: list of arrays, each of any shape    max_norm: float, > 0
        returns: list of arrays, the same shapes; float
    """
    # TODO: write clip_by_norm, then run: grader check clipping
    raise NotImplementedError("not written yet")
