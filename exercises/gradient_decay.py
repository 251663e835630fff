"""The scalar model: one number per step, and what a hundred of them make of each other.

Shrink a recurrent network until nothing is left but its trouble: one unit, or one direction in which the state can
move. Going back one step, a gradient is multiplied by two numbers, the size of the recurrent weight's eigenvalue in
that direction and the slope of the tanh. If both stay about the same from step to step, T steps multiply by::

    factor      = eigenvalue_magnitude * tanh_derivative
    magnitude   = factor ** T
    log10       = T * log10(factor)                  a straight line, with slope log10(factor)

That is all there is to it, and it is enough to be startled by. An eigenvalue of 0.9 sounds harmless, and a slope of
0.5 is an ordinary tanh unit at z = 0.88. Together they make 0.45::

    T       0.45 ** T       0.9 ** T
    10      3.41e-04        3.49e-01
    20      1.16e-07        1.22e-01
    50      4.58e-18        5.15e-03
    100     2.10e-35        2.66e-05

Look along a row to see what the tanh alone takes, and down a column to see what time does. A gradient of 1e-35
beside one of 1 is not a small opinion. It is none: added to a sum of ordinary size, it changes no digit.

You may meet another table for the same 0.9 and 0.5: 3.49e-03, 1.22e-05, 5.20e-14 and 2.70e-27. It is not so, and
you can tell without knowing the factor. Fifty steps are five times ten steps, so the row for 50 must be the fifth
power of the row for 10; but 3.49e-03 to the fifth is 5.2e-13, ten times what the row says. No factor whatever gives
these four numbers. (The first digits look like those of 0.9 ** T.) Keep the trick: on a logarithmic axis such
a decay is a straight line through 0, and what is no line is no power.

How far back can such a network hear? Ask for the first step at which less than a millionth is left, and call it the
horizon. With a factor of 0.45 it is 18 steps; without the tanh, at 0.9, it is 132; at 0.99 it is 1375. With a
factor of 1 or more there is no such step: nothing vanishes, and above 1 things grow instead, 1.1 ** 50 is 117
already. What decides is not how many steps there are. It is on which side of 1 the factor lies, and how close.

And then the numbers themselves give out. float32 has nothing between 1.4e-45 and 0, and 0.45 gets there in 130
steps; float64 in less than a thousand. After 10 000 steps at 0.45 the magnitude is 0 for a computer and 10 to the
power -3467.9 on paper. The logarithm has no trouble with that, if it is taken early enough.

The model's honesty has a limit. A matrix is not a number: over one step, or ten, it can stretch by much more than
its eigenvalues say, which have their way in the long run only, and the slope of a tanh is another one at every
step. What carries over is the shape, a product of as many factors as there are steps. Later exercises replace each
number by a matrix.

What is checked: the magnitude relative to itself, so that 0 is no answer where 1e-21 is right; every entry of the
curve; length 0; a factor of exactly 0; factors above 1; the logarithm far beyond the end of float64; the horizon
where the power meets the threshold exactly (it has to be *below*), where no step has to be taken at all, where
more than a hundred thousand have to be, and where there is none.

Conventions: `sequence_length` counts multiplications, that is, arrows between states, not states; taking none leaves
1, whatever the factor. Magnitudes have no sign. The horizon is a whole number of steps, or None.

Source: Hochreiter, "Untersuchungen zu dynamischen neuronalen Netzen", 1991; Bengio, Simard and Frasconi, "Learning
long-term dependencies with gradient descent is difficult", 1994. Difficulty 1 of 5, about 30 minutes.
"""

import math

import numpy as np


def gradient_decay(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    """Return what is left of a gradient of 1 after sequence_length steps back.

    Each step multiplies by eigenvalue_magnitude and by tanh_derivative. Taking none leaves 1, whatever the factors.

    Shapes:
        sequence_length: a whole number, at least 0    eigenvalue_magnitude, tanh_derivative: numbers, at least 0
        returns: a number
    """
    # TODO: write gradient_decay, then run: grader check gradient_decay
    raise NotImplementedError("not written yet")


def decay_curve(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    """Return what is left after 0, 1, ..., sequence_length steps back.

    Entry k is the magnitude after k steps; entry 0, before any step, is 1.

    Shapes:
        sequence_length: a whole number T, at least 0    eigenvalue_magnitude, tanh_derivative: numbers, at least 0
        returns: (T+1,)
    """
    # TODO: write decay_curve, then run: grader check gradient_decay
    raise NotImplementedError("not written yet")


def log10_gradient_decay(sequence_length, eigenvalue_magnitude, tanh_derivative=0.5):
    """Return the base-10 logarithm of `gradient_decay`, right even where the magnitude itself is 0 for a computer.

    After 10 000 steps at 0.9 and 0.5 it is -3467.9. 0.0 when no step is taken; otherwise -inf when a factor is 0.

    Shapes:
        sequence_length: a whole number, at least 0    eigenvalue_magnitude, tanh_derivative: numbers, at least 0
        returns: a number
    """
    # TODO: write log10_gradient_decay, then run: grader check gradient_decay
    raise NotImplementedError("not written yet")


def vanishing_horizon(factor, threshold=1e-6):
    """Return the smallest whole number k >= 0 with factor**k < threshold, or None when there is none.

    Below means below: at 0.5 and a threshold of 2**-20, twenty steps reach the threshold and the horizon is 21. A
    threshold above 1 is passed before the first step. The factor is at most 0.9999 or at least 1, the threshold is
    above 0.

    Shapes:
        factor, threshold: numbers
        returns: a whole number, or None
    """
    # TODO: write vanishing_horizon, then run: grader check gradient_decay
    raise NotImplementedError("not written yet")
