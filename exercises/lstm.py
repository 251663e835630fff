"""Gates: a path through time whose factor is a number the network chooses.

Every exercise so far met the same obstacle. Whatever a tanh network knows lives in one vector, at every step that
vector goes through W_hh and through a tanh, and so does every gradient on its way back. Hochreiter and
Schmidhuber's answer in 1997 was not a better W_hh. It was to move the memory somewhere else: into a second vector,
the cell c, which nothing multiplies but a number between 0 and 1, and which nothing squashes on its way from one
step to the next.

One step. Stack four layers of H units each on top of one another, so that one matrix product feeds all of them::

    a = W_x @ x + W_h @ h_prev + b                 (4H, D) (D,)  +  (4H, H) (H,)  +  (4H,)
    i = sigmoid(a[0:H])                            (H,)    input gate: how much is written
    f = sigmoid(a[H:2H])                           (H,)    forget gate: how much of the old cell stays
    g = tanh(a[2H:3H])                             (H,)    candidate: what would be written
    o = sigmoid(a[3H:4H])                          (H,)    output gate: how much is shown
    c = f * c_prev + i * g                         (H,)    products of entries, no matrix
    h = o * tanh(c)                                (H,)

Think of c as a notebook and of h as what is read aloud from it. The gates decide, unit by unit and step by step,
what is crossed out, what is added, what is spoken. From c_prev to c, along the notebook's own path, a gradient is
multiplied by f and by nothing else. After T steps it has been multiplied by the product of T forget gates, and
`cell_gradient` is that product.

Now the part which most texts leave out. "LSTMs solve vanishing gradients", they say. A product of numbers between
0 and 1 is still a product. A fresh network whose biases are 0 has f near 0.5, and 0.5 to the 50th is 9e-16, no
better than what you came here to escape. Forget bias 1, the usual advice, is f = 0.73 and 1.6e-7 after 50 steps.
To have one half left after 50 steps the bias must be 4.27. What an LSTM gives you is not a gradient that does not
vanish. It is a knob for how fast, one for every unit, and the network itself may turn it. `init_forget_bias` sets
it to begin with.

Here is the knob at work, and beside it the most instructive mistake of this exercise. An LSTM of 16 units reads 60
random inputs of 8 numbers; the loss looks at h after the last of them; the table has the norm of its gradient at
the very first input. In the last column one line of the backward step is wrong. It makes no difference at all to
dx, db, dW_x or dW_h of the step in which it stands::

    forget bias     mean f     right          one line wrong
    0               0.50       2.2e-14        2.4e-54
    1               0.72       1.8e-06        8.1e-54
    3               0.95       0.40           1.6e-54

    (weights uniform in +-1/4, as nn.LSTM starts them, all other biases 0, inputs and the loss's coefficients standard
    normal, drawn in this order from numpy's default_rng(0); the functions below, walked back from dc = 0)

At the last input, both columns agree to the last digit. At the sixth input from the end, at bias 3, it is 0.27
against 1.7e-5. At the first, 0.40 against 1.6e-54, and look down that column: the forget gate has become
irrelevant. A plain tanh network of the same size, with weights drawn from the same range, delivers 5.8e-18 there.
So somebody writes an LSTM, it runs, the norm of dW_x is 2.2 where 17.9 would be right, which alarms nobody, and
what it learns from early inputs is 36 orders of magnitude less than the network it was meant to replace would
learn. Such code is public. Which line? Ask yourself by how many routes the loss reaches c_t, and write them all
down before you write any code.

`lstm_step_backward` is one step of that walk. You are handed `dh`, what everybody later has to say about h, and
`dc`, what the next step has to say about c. Go through the forward lines from the last to the first. Three rules
are enough. A product hands each factor the blame times *the other* factor. A nonlinearity hands down the blame
times its slope, and each slope here is cheap in terms of its own output: s * (1 - s) for a sigmoid, 1 - t**2 for a
tanh. And whatever is used twice collects the blame of both uses.

Three things that are not so, or not quite:

- "The gradient of c_T at c_0 is the product of the forget gates." Along the cell's own path it is. But h_prev also
  feeds the gates, and h_prev was made from c_prev, so there are other ways round, through W_h. In the network
  above, at bias 3 and with the same coefficients on c_60 instead of h_60, the path alone brings 0.17 back to c_0,
  as a norm. The whole gradient is 3.6, and nine of its 16 entries have the opposite sign. By those other ways an
  LSTM can even explode.
- "It works because it can forget." The LSTM of 1997 could not: it had no forget gate, its factor was exactly 1,
  and cells that were never emptied grew without end. Gers, Schmidhuber and Cummins added forgetting in 2000.
  Forgetting is what the remedy costs, not the remedy.
- "My gradient check passes, so my gates are right." The check compares your backward pass with your forward pass.
  If both of them believe that o stands third, they agree to ten digits, and no weights trained by anybody else
  will work.

Where sources differ: the order of the four blocks. Here it is PyTorch's, i, f, g, o (Keras's too). Others write i,
f, o, g, or f, i, g, o, or i, g, f, o; every order has the same shapes. PyTorch keeps two biases, which are added:
a forget bias of 1 in both of them is a bias of 2. Some texts let the gates look at c as well ("peepholes"); these
do not.

What is checked, forward before backward: every entry of h, c and the gates; gates pushed to exactly 0 and 1; each
of the six gradients; dh alone and dc alone, since a step that only ever meets one of them hides half of its
mistakes; a gradient of 1e-25, which has to be right in its digits, too; 40 of your backward steps in a row; the
product of 40 forget gates, below 1e-20; a gate that is exactly shut; T = 0; one hidden unit; that your arguments
come back unchanged. That last one is no pedantry: of the hand-written LSTM backwards that were looked at for this
course, taken from public repositories and otherwise right, 59 % change the caller's `dc`.

Source: Hochreiter and Schmidhuber, "Long short-term memory", 1997. Gers, Schmidhuber and Cummins, "Learning to
forget", 2000. Jozefowicz, Zaremba and Sutskever, "An empirical exploration of recurrent network architectures",
2015, for the forget bias. Difficulty 4 of 5, about 75 minutes.
"""

import numpy as np


def lstm_step(x, h_prev, c_prev, W_x, W_h, b):
    """Return (h, c, gates) after one step; the rows of gates are i, f, g, o, after their nonlinearities.

    The four blocks of H rows in W_x, W_h and b belong to i, f, g, o, in this order. The gates are kept because the way
    back asks for all of them.

    Shapes:
        x: (D,)    h_prev, c_prev: (H,)    W_x: (4H, D)    W_h: (4H, H)    b: (4H,)
        returns: (H,), (H,), (4, H)
    """
    # TODO: write lstm_step, then run: grader check lstm
    raise NotImplementedError("not written yet")


def lstm_step_backward(dh, dc, x, h_prev, c_prev, c, gates, W_x, W_h):
    """Return (dx, dh_prev, dc_prev, dW_x, dW_h, db), the gradients of the loss, one step further back.

    dh is the gradient that arrives at h; dc the one that arrives at c from the next step, not by way of this step's h.
    x, h_prev and c_prev went into the step, c and gates came out of it. All arguments are afterwards what they were.

    Shapes:
        dh, dc: (H,)    x: (D,)    h_prev, c_prev, c: (H,)    gates: (4, H)    W_x: (4H, D)    W_h: (4H, H)
        returns: (D,), (H,), (H,), (4H, D), (4H, H), (4H,)
    """
    # TODO: write lstm_step_backward, then run: grader check lstm
    raise NotImplementedError("not written yet")


def init_forget_bias(b, value=1.0):
    """Return a copy of b whose forget slice, the second of four, is set to value; b stays as it was.

    Shapes:
        b: (4H,)    value: a number
        returns: (4H,)
    """
    # TODO: write init_forget_bias, then run: grader check lstm
    raise NotImplementedError("not written yet")


def cell_gradient(forget_gates):
    """Return the gradient along the cell's own path, from the last step back to where each step starts.

    Row t is the product of forget_gates[t:], unit by unit; the last row is an empty product. With T = 0 it is the only
    row.

    Shapes:
        forget_gates: (T, H)
        returns: (T+1, H)
    """
    # TODO: write cell_gradient, then run: grader check lstm
    raise NotImplementedError("not written yet")
