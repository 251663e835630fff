"""The forward pass: a network that reads one thing at a time and keeps notes.

A recurrent network has a single box of arithmetic and uses it again at every step. In goes what is new, xs[t], and
what was known before, the hidden state; out comes what is known now::

    a_t = W_xh @ x_t + W_hh @ h_{t-1} + b          (H, D) (D,)  +  (H, H) (H,)  +  (H,)
    h_t = tanh(a_t)                                (H,)    every entry between -1 and 1

Draw it as a row of T identical boxes, joined by one arrow each. A sentence of 40 words is a network 40 layers deep,
and all 40 layers are the same three arrays. That picture is the whole reason for this course: whatever the arrow does
to a signal once, it does 40 times.

`rnn_step` is one box. `rnn_forward` is the row, and it keeps every state, since the way back will ask for all of them.
The record is called `hs` and has one row more than there are inputs: hs[0] is h0, what was known before anything was
read, and hs[t+1] is what is known after reading xs[t]. Count fence posts, not fields: T steps have T+1 states.

Before you write it, a surprise to look for afterwards. Take one unit, no input, no bias, and W_hh = 2. Start at
h0 = 0.1 and the states are 0.197, 0.375, 0.636, 0.854, 0.936, ... and stay at 0.9575 for ever. Start at -0.1 and they
end at -0.9575. Sixty steps later you can still read off the sign it began with: a memory of one bit that does not
fade. Now ask how much hs[60] moves when h0 moves a little. The answer is 8e-44 of the nudge. Both are true at once:
the state remembers perfectly, and no gradient can tell anybody so. (With W_hh = 0.9 it is the other way about: a tenth
shrinks to 0.0002, and soon nobody can tell it from no sign at all.) Texts like to say that such a network "forgets the beginning of the
sentence". Forgetting happens in this exercise, in the forward pass. Vanishing happens in a later one, on the way back.
They are related and they are not the same thing: Bengio, Simard and Frasconi showed in 1994 that a state which holds on
to a bit safely is exactly one through which the gradient vanishes.

And forgetting can be watched. Two copies of a 32-unit network, one started at all +0.9, one at all -0.9, reading the
same random inputs: 4.4 apart after the first step, 0.014 after ten, 6e-8 after thirty, and after sixty they differ in
the last digit of a double. Their shared inputs have erased whatever they began with.

Where sources differ:

- Layout. Here, as in PyTorch, W_xh is (H, D) and stands on the left of a column. Keras and many tutorials store the
  transpose and write x @ W for a row. For W_hh both readings have a shape that fits, and with a symmetric W_hh even
  the same numbers, so the shape will not warn you.
- Biases. nn.RNN keeps two, which do nothing that one, their sum, would not do. Here there is one.
- Counting. Some texts call the initial state h_{-1} and let h_0 follow x_0. Here the initial state is row 0.
- Batches. There are none: one sequence at a time, time first.

What is checked: every unit of one step; units pushed so far that tanh is 1 to the last digit; every row of hs, in the
order in which they come about, so that you are shown the first state that goes wrong; 40 steps; T = 0 (nothing is
read, and hs still has a row), T = 1, a single hidden unit; that all your arguments come back as they were, the
initial state above all, and that a second call gives the same states.

Source: Elman, "Finding structure in time", 1990. Bengio, Simard and Frasconi, "Learning long-term dependencies with
gradient descent is difficult", 1994, section III. Difficulty 2 of 5, about 25 minutes.
"""

import numpy as np


def rnn_step(x, h_prev, W_xh, W_hh, b):
    """Return the hidden state after one step: tanh(W_xh @ x + W_hh @ h_prev + b).

    The result is a new array; h_prev is still the state before the step when you are done.

    Shapes:
        x: (D,)    h_prev: (H,)    W_xh: (H, D)    W_hh: (H, H)    b: (H,)
        returns: (H,)
    """
    # Three opinions about the new state, summed: the input's, the memory's, and a habit. One tanh for all of them.
    return np.tanh(W_xh @ x + W_hh @ h_prev + b)


def rnn_forward(xs, h0, W_xh, W_hh, b):
    """Return all hidden states, the initial one included: hs[0] = h0, and hs[t+1] is the state after reading xs[t].

    Row t stays what the state was after t inputs, whatever happens later. With T = 0 there is one row, h0.

    Shapes:
        xs: (T, D)    h0: (H,)    W_xh: (H, D)    W_hh: (H, H)    b: (H,)
        returns: (T+1, H)
    """
    hs = np.zeros((len(xs) + 1, len(h0)))
    hs[0] = h0  # copied into our own rows: the caller's h0 is never written to
    for t in range(len(xs)):
        hs[t + 1] = rnn_step(xs[t], hs[t], W_xh, W_hh, b)  # the same three arrays at every step
    return hs
