"""Shortcuts: three ways to reach the past without walking through every step of it.

The gates of the last two exercises protect a memory by deciding, at every step, how much of it to keep. This exercise
builds the blunter tools: leave the old state in place and add to it, lay a line over several steps at once, or keep
all states and look back at the ones that matter. All three say the same thing about the gradient: a sum has more than
one way through, and a way that is not multiplied by W does not shrink.

One step at a time. Add the old state to the new one::

    u_t = tanh(W_xh @ xs[t] + W_hh @ hs[t] + b)    (H,)
    hs[t+1] = hs[t] + u_t                          (H,)
    d hs[t+1] / d hs[t] = I + diag(1 - u_t**2) @ W_hh

The identity is the shortcut. Give it numbers: one unit, W_hh = 0.5, no input, h0 = 0.1. Thirty steps of the plain
network leave 9.3e-11 of the gradient. Thirty steps of this one leave 24.7 times what set out. That is the catch, too.
A product of factors I + J is not I plus something small: multiply out (1 + a)(1 + b) and there are four terms, for
thirty steps a billion. In a layer of 32 random units the same gradient grows 50- to 200-fold, and the states leave
the box from -1 to 1: after t steps they may be t away from where they started.

Nor does the identity make vanishing impossible. Set W_hh = -0.9 in that single unit: now I + J is between 0.1 and 1,
the network spends every step undoing its own shortcut, and after thirty the gradient is 1e-30. "Residual connections
let the gradient through" is true of networks whose W is small, which is how they are started. It is no theorem.

Several steps at once. Lay the line from a state `skip` steps ago::

    hs[t+1] = tanh(W_xh @ xs[t] + W_hh @ hs[t] + b) + hs[t+1-skip]    once t + 1 >= skip
    hs[t+1] = tanh(W_xh @ xs[t] + W_hh @ hs[t] + b)                   before that

With skip = 1 it is the network above. With skip = 10 the way back over 50 steps can be made in five jumps, each of
them without a factor; the single unit keeps 1.9 where the plain one keeps 9e-16. How many ways are there from step 50
to step 0 in ones and tens? 3311. In ones and threes: 122 million. Backpropagation adds up all of them, and only the
ones that go through W often are small. (Recurrent networks had such lines in 1996, a year before the LSTM's paper.)

All steps at once. Keep every state and let a query ask which of them matter, by a softmax over scores::

    scores = hs @ query / sqrt(H)                  (N,)
    weights = softmax(scores)                      (N,)     positive, they sum to 1
    context = sum over n of weights[n] * hs[n]     (H,)

From the context to state n is one hop, whether n was a moment ago or fifty steps. Distance has left the formula. What
stands there instead is weights[n], and that can be small: among 50 rows that score alike each weighs 0.02, and a row
whose score is 10 below the leader's weighs 4.5e-5 of what the leader does. "Attention does not suffer from vanishing
gradients" should read: it does not fade with distance. A state that nobody looks at still learns nothing.

The scores are made of the states, so a state has two ways into the context: as the thing that is averaged, and as
one of the things that decide how. With v = hs @ dcontext, what each row would be worth::

    dscores[n] = weights[n] * (v[n] - sum over m of weights[m] * v[m])
    dhs[n] = weights[n] * dcontext + dscores[n] * query / sqrt(H)

A row's score should rise if it is worth more than the average the weights already form, and in no other case. That is
why dscores sums to 0: attention is a budget, what one row gains the others lose.

One practical matter. exp(1000) is inf, inf / inf is nan, and scores of 1000 do happen when nobody normalises; so do
scores of -1000, where every exponential is 0 and the quotient is 0 / 0. The weights themselves are perfectly ordinary
numbers in both cases. Ask what happens to a softmax when the same number is added to every score.

What is checked: every state of both networks, in the order in which they come about; skip = 1, a few steps, and more
steps than there are, where no line is ever laid; the norms of the gradient at every step, walking back, for a network
that lets it grow, one that saturates and one whose shortcut is cancelled, over 40 steps; contexts, weights and their
gradient, N and H different, with scores of 1000 and of -1000; T = 0, one row, one unit; that nothing you were given is
changed. (`h += u` is a fine way to write a residual step in mathematics. In numpy look at which array it writes to.)

Conventions: hs[0] = h0. In `residual_gradient_norms` you get no inputs: what the tanh returned at a step can be read
off two neighbouring states. In the attention of a transformer, queries, keys and values are three different
projections of the states; here keys and values are the states themselves, so both ways are visible in one gradient.
Bahdanau's attention scores with a small network instead of a product, and the factor 1 / sqrt(H) is of 2017: a
product of H random terms has the size sqrt(H), and a softmax fed with large scores has no slope.

Source: He, Zhang, Ren and Sun, "Deep residual learning for image recognition", 2016. Lin, Horne, Tino and Giles,
"Learning long-term dependencies in NARX recurrent neural networks", 1996 (lines across time). Bahdanau, Cho and
Bengio, "Neural machine translation by jointly learning to align and translate", 2015. Vaswani and others, "Attention
is all you need", 2017, section 3.2.1. Difficulty 4 of 5, about 60 minutes.
"""

import numpy as np


def residual_rnn_forward(xs, h0, W_xh, W_hh, b):
    """Return all states of the network whose every step adds to the state before it, hs[0] = h0 first.

    hs[t+1] = hs[t] + tanh(W_xh @ xs[t] + W_hh @ hs[t] + b). Every row is kept as it was; with T = 0 there is only h0.

    Shapes:
        xs: (T, D)    h0: (H,)    W_xh: (H, D)    W_hh: (H, H)    b: (H,)
        returns: (T+1, H)
    """
    # TODO: write residual_rnn_forward, then run: grader check shortcuts
    raise NotImplementedError("not written yet")


def residual_gradient_norms(hs, W_hh, dh_last):
    """Return the Euclidean norm of dL/dhs[t] for every state of a residual network, for a loss on the last one only.

    dh_last is the gradient at hs[T], so entry T is its norm; entry 0 is what arrives at h0. hs comes from
    `residual_rnn_forward`. With T = 0 there is one entry.

    Shapes:
        hs: (T+1, H)    W_hh: (H, H)    dh_last: (H,)
        returns: (T+1,)
    """
    # TODO: write residual_gradient_norms, then run: grader check shortcuts
    raise NotImplementedError("not written yet")


def skip_rnn_forward(xs, h0, W_xh, W_hh, b, skip):
    """Return all states of the network in which every state is also added to the one `skip` steps later.

    hs[t+1] = tanh(W_xh @ xs[t] + W_hh @ hs[t] + b) + hs[t+1-skip] once t + 1 >= skip, and the tanh alone before that.
    skip is a whole number, at least 1; it may be larger than T.

    Shapes:
        xs: (T, D)    h0: (H,)    W_xh: (H, D)    W_hh: (H, H)    b: (H,)    skip: int
        returns: (T+1, H)
    """
    # TODO: write skip_rnn_forward, then run: grader check shortcuts
    raise NotImplementedError("not written yet")


def attention_context(query, hs):
    """Return (context, weights): the states averaged with softmax weights, and those weights.

    weights = softmax(hs @ query / sqrt(H)) and context is the sum of weights[n] * hs[n]. Finite and right for scores
    of any size, 1000 and -1000 included.

    Shapes:
        query: (H,)    hs: (N, H), N >= 1
        returns: (H,), (N,)
    """
    # TODO: write attention_context, then run: grader check shortcuts
    raise NotImplementedError("not written yet")


def attention_gradient(dcontext, query, hs):
    """Return dL/dhs, for a loss whose gradient at the context is dcontext.

    Both ways count: each state is averaged, and each state decides about the weights. The query is a constant. Finite
    and right for scores of any size.

    Shapes:
        dcontext: (H,)    query: (H,)    hs: (N, H), N >= 1
        returns: (N, H)
    """
    # TODO: write attention_gradient, then run: grader check shortcuts
    raise NotImplementedError("not written yet")
