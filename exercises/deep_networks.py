"""Deep networks: what happens when the steps are layers, each with weights of its own.

Unroll a recurrent network over 20 words and it is 20 layers deep. So far all of them shared one W_hh. Give every layer
its own matrix and you have the network everybody else calls deep, and the same product on the way back::

    z_l = W_l @ a_{l-1}                            a_0 = x
    a_l = act(z_l)                                 l = 1 ... L, here without biases

    delta_L = dL/da_L * act'(z_L)
    delta_l = (W_{l+1}.T @ delta_{l+1}) * act'(z_l)
    dL/dW_l = outer(delta_l, a_{l-1})              the shape of W_l

Three things are different. The matrices need not be square. They need not be alike: a matrix that shrinks one layer's
signal need not shrink the next one's, whereas a recurrent net meets the same W every time. And dL/dW_l is not one term
of a sum, as it is in time, but everything W_l ever hears. "Early layers are barely updated" is false of an RNN's early
steps, which have no weights of their own. Here it is simply true.

Twenty sigmoid layers of 64 units, ordinary random weights: the last layer's gradient has the norm 7.6, the tenth's
4e-6, the first's 1.3e-11. The first layer sees the raw data and learns 600 billion times more slowly than the
last. Swap sigmoid for tanh, touch nothing else, and all twenty norms lie between 5 and 10. Swap it for relu with He's
weights and they lie between 46 and 108. This one experiment is why sigmoids left the hidden layers of deep networks,
and your `layer_gradient_norms` can repeat it.

Batch norm goes at the problem from the side. It takes a batch of N examples and makes every feature have mean 0
and variance 1 over the batch, then lets the network choose another mean and spread by itself::

    mean, var = the mean and variance of x over axis 0         (F,), (F,)    var divides by N
    xhat = (x - mean) / sqrt(var + eps)                        (N, F)
    out = gamma * xhat + beta                                  (N, F)

Pre-activations stay where the slopes are. With it, and a batch of 256, all of the twenty sigmoid layers get to
hear something: norms between 200 and 400, where the first layer's is 3e-10 without.

Now turn round. Every example's output depends on every other example's input, through mean and var, so the gradient
has three parts: direct, through the mean, through the variance. You can derive it line by line. Or ask what it must
look like. Adding 5 to a feature of all examples changes nothing, so each column of dx must sum to 0. Doubling the
deviations changes nothing either (but for eps), so dx must have nothing in common with xhat. What is left is dout with
both parts taken out, on the scale gamma / sqrt(var + eps)::

    dbeta = sum over n of dout                                 (F,)
    dgamma = sum over n of dout * xhat                         (F,)
    dx = gamma / sqrt(var + eps) * (dout - mean over n of dout - xhat * mean over n of (dout * xhat))

Hand it a dout of all ones and dx is 0: whatever that loss wants, this layer cannot give it. (That makes all ones a bad
test, by the way. It hides everything behind the last minus sign.)

Two beliefs to leave here. "eps only protects from dividing by 0": it has a size, 1e-5, and a feature whose variance is
1e-6 comes out with a spread of 0.30, not 1. It stands under the root; outside it the spread would be 0.99. And "batch
norm cures vanishing and exploding gradients". Stack 50 relu layers with He's weights and random data and all gradients
have about the same norm. Put batch norm between them and the first layer's is 8700 times the last one's, 1.2-fold per
layer: at the start of training, in a deep net without shortcuts, batch norm makes gradients *explode*. Yang and his
colleagues proved it in 2019. It is one of the reasons why it comes together with the next idea.

A residual block adds what it computes to what it was given::

    out = x + W2 @ relu(W1 @ x)                                x (n,), W1 (m, n), W2 (n, m)

On the way back the gradient takes both ways: past the block untouched, and through W2, the relu and W1. Fifty such
blocks with weights on the small side: 1.19 of a gradient of 1 arrives at the input. Take the `x +` away and it is
3e-51. Look also at the unit that is dead, one whose row of W1 gives it a negative number. It adds nothing to the
output, its rows of gradient are 0, nothing behind it hears from it. In a plain network a layer of dead units ends all
learning below. Here dx is then dout, to the last bit.

And one thing the people who invented it were careful to say, and most retellings are not: the plain 34-layer network
in the ResNet paper, the one that trained worse than its 18-layer sibling, had batch norm, and its gradients were
healthy. The authors checked. Residual networks are wonderful for gradients; that is not all they are wonderful for.

What is checked: the norm of every layer's gradient, for three activations and matrices of many shapes, layer by layer
from the last to the first; 20 sigmoid layers, where zeros would be easy and wrong; relu's slope at exactly 0, which is
0; that an activation nobody has heard of is a ValueError. Batch norm with a spread of 1e-3, with another eps, with
N different from F; its three gradients, for random dout and for all ones. The block's three gradients with units alive
and dead. No argument is to be changed on the way: `x -= x.mean(0)` and `dx += ...` each write to somebody's array.

Conventions: no biases in `layer_gradient_norms`; L is the sum of a_L, so dL/da_L is all ones. Frobenius norms. The
batch norm here is that of training: no running statistics, biased variance as in every framework's forward pass (some
keep the unbiased one for later use). A batch has its examples in rows, x (N, F), which happens nowhere else among the
NumPy exercises.

Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010. Ioffe and
Szegedy, "Batch normalization", 2015. He, Zhang, Ren and Sun, "Deep residual learning for image recognition", 2016,
section 4.1 for the remark about gradients. Yang, Pennington, Rao, Sohl-Dickstein and Schoenholz, "A mean field theory
of batch normalization", 2019. Difficulty 4 of 5, about 60 minutes.
"""

import numpy as np


def layer_gradient_norms(weights, x, activation):
    """Return the Frobenius norm of dL/dW_l for every layer of a network without biases, where L is the sum of a_L.

    a_l = act(W_l @ a_{l-1}) with a_0 = x, and act is applied in every layer, the last one included. activation is
    "sigmoid", "tanh" or "relu", whose slope at 0 is 0.

    Shapes:
        weights: a list of L matrices, L >= 1, W_l (n_l, n_{l-1})    x: (n_0,)    activation: str
        returns: (L,)

    Raises:
        ValueError: activation is none of the three.
    """
    # TODO: write layer_gradient_norms, then run: grader check deep_networks
    raise NotImplementedError("not written yet")


def batch_norm(x, gamma, beta, eps=1e-5):
    """Return gamma * (x - mean) / sqrt(var + eps) + beta, with mean and biased variance over the examples (axis 0).

    Every column of x is normalised by itself. x is left as it is. One example alone comes out as beta.

    Shapes:
        x: (N, F), N >= 1    gamma, beta: (F,)    eps: float
        returns: (N, F)
    """
    # TODO: write batch_norm, then run: grader check deep_networks
    raise NotImplementedError("not written yet")


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    """Return (dx, dgamma, dbeta) for a loss whose gradient at the output of `batch_norm` is dout.

    mean and var are functions of x and count as such. beta is not needed: it only shifts.

    Shapes:
        dout, x: (N, F), N >= 1    gamma: (F,)    eps: float
        returns: (N, F), (F,), (F,)
    """
    # TODO: write batch_norm_backward, then run: grader check deep_networks
    raise NotImplementedError("not written yet")


def residual_block_backward(dout, x, W1, W2):
    """Return (dx, dW1, dW2) for out = x + W2 @ relu(W1 @ x), where dout is the loss's gradient at out.

    relu's slope at 0 is 0.

    Shapes:
        dout, x: (n,)    W1: (m, n)    W2: (n, m)
        returns: (n,), (m, n), (n, m)
    """
    # TODO: write residual_block_backward, then run: grader check deep_networks
    raise NotImplementedError("not written yet")
