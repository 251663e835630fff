"""Activations and their slopes: the number that every step multiplies the gradient by.

A recurrent network squashes its state at every step: h = tanh(z), with z = W_hh @ h_prev + W_xh @ x + b. Forwards
that keeps numbers tame. Backwards it takes a toll: whatever gradient arrives at h leaves at z multiplied by the
slope of the squashing function *at that z*. One slope per unit and step, and a sequence of a hundred words pays it
a hundred times.

Here are four squashing functions and their slopes::

    tanh(z)                                        slope 1 - tanh(z)**2         between 0 and 1
    sigmoid(z) = 1 / (1 + exp(-z))                 slope s * (1 - s)            between 0 and 1/4
    relu(z) = max(z, 0)                            slope 1 or 0
    leaky_relu(z) = z, or slope * z when z <= 0    slope 1 or `slope`

Put numbers in. At z = 0 tanh lets everything through: its slope is 1, the most it can ever be. At z = 2 it is
0.0707, at z = 5 it is 1.8e-4. A unit that sits at z = 2 for ten steps hands back 3e-12 of what it was given.
Nothing is broken there; the unit is simply sure of itself, and a sure unit cannot be told anything.

The sigmoid is worse, in a way that surprises people the first time they work it out. Look for its *best* case: z =
0, where s is one half and the slope is 1/4. A quarter, at best. Ten sigmoids in a row pass on less than one part in
a million even if every one of them sits exactly where it listens most. Hochreiter drew the conclusion: unless a
weight is larger than 4, an error that travels through sigmoids must fade.

ReLU's slope is 1 wherever z > 0: no toll at all. It is 0 everywhere else, and a unit that is never positive never
hears anything again; the leaky form keeps a small slope there so that it can recover. That takes care of
saturation, not of recurrence: every step back still multiplies by the same W_hh, and with slopes of 1 nothing holds
back a W_hh that grows. "ReLU fixes vanishing gradients" is half a sentence.

Every function here is given z, the value *before* the squashing, also called the pre-activation. In code you will
often hold h = tanh(z) instead, and write 1 - h**2. Both are right where they belong; mixing them up gives a slope
that looks plausible, runs, and is wrong everywhere but at 0.

Two things about numbers. exp(1000) is inf for a computer, and inf / inf is nan, so a formula that is right on paper
may have nothing to say about a large z. The sigmoid can be written in more than one way: ask of each way which
exponential it needs at z = 1000, and which at z = -1000. And 1 - tanh(z)**2 cancels: at z = 20 float64 says 0, the
slope is 1.7e-17. That is the formula's own rounding and nobody holds it against you. The same goes for 1 - s when s
is close to 1.

What is checked: every entry by itself, relative to its own size; numbers, and arrays with no axis, one, two or
three; 0, -0.0, small numbers, large ones of either sign up to 1000, where the sigmoid's slope has to come without a
warning, too; that z is left as it was. Truth values and whole numbers count as answers where they are exact.

Conventions: relu and leaky_relu have no slope at 0, anything between the two sides would be defensible. Here the
side of the negative numbers wins, 0 and `slope`, as in PyTorch; and -0.0 is 0. The leaky slope is 0.01 unless
somebody says otherwise; Keras starts from 0.3.

Source: Hochreiter and Schmidhuber, "Long short-term memory", 1997, section 3.1 (the sigmoid's 1/4, and the 4).
Bengio, Simard and Frasconi, "Learning long-term dependencies with gradient descent is difficult", 1994. Maas,
Hannun and Ng, "Rectifier nonlinearities improve neural network acoustic models", 2013 (the leaky form). Difficulty
1 of 5, about 25 minutes.
"""

import numpy as np


def tanh_derivative(z):
    """Return the slope of tanh at every z.

    1 at z = 0, 0.0707 at z = 2, 1.8e-4 at z = 5. z is the pre-activation: nobody has applied tanh to it yet.

    Shapes:
        z: a number or an array of any shape
        returns: z's shape
    """
    # TODO: write tanh_derivative, then run: grader check activations
    raise NotImplementedError("not written yet")


def sigmoid_derivative(z):
    """Return the slope of the sigmoid at every z.

    1/4 at z = 0, and nowhere more. Finite for |z| <= 1000, on either side, and numpy has nothing to warn about.

    Shapes:
        z: a number or an array of any shape
        returns: z's shape
    """
    # TODO: write sigmoid_derivative, then run: grader check activations
    raise NotImplementedError("not written yet")


def relu_derivative(z):
    """Return 1 where z > 0 and 0 elsewhere, at 0 and -0.0 too.

    Shapes:
        z: a number or an array of any shape
        returns: z's shape
    """
    # TODO: write relu_derivative, then run: grader check activations
    raise NotImplementedError("not written yet")


def leaky_relu_derivative(z, slope=0.01):
    """Return 1 where z > 0 and `slope` elsewhere, at 0 and -0.0 too.

    Shapes:
        z: a number or an array of any shape    slope: a number
        returns: z's shape
    """
    # TODO: write leaky_relu_derivative, then run: grader check activations
    raise NotImplementedError("not written yet")
