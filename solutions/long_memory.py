"""Long memory: make a network remember the first symbol after fifty random ones.

The whole course was about one product of fifty factors. Here is what it was for. A sequence of 51 symbols, eight
different ones, all random; after the last, the network is asked for the first::

    step        0    1    2    3   ...   49   50
    shown       c    h    a    a   ...    d    b       then: which was the first?     c

Bengio, Simard and Frasconi used tasks of this kind in 1994 to show what gradient descent cannot teach a recurrent
network. It takes no cleverness: three bits, to be kept for fifty steps. But nothing marks the first symbol, the
fifty others come from the same eight, and each of them knocks at the same door. The network has to let the first
one in and shut the door behind it, and nobody tells it so except a gradient from fifty steps away.

Three functions. `make_batch` draws sequences, `build_model` builds a network that reads them step by step, `train`
trains it. How is your business: the cell, its biases, the optimiser, the batch, the clipping. What counts is what
the network says about sequences it has never seen: with 8 symbols, 32 hidden units, a lag of 50 and 600 steps of
the optimiser, 95 of 100 first symbols must be right.

Know the numbers of doing nothing. Whoever guesses names one symbol in eight, 0.125, and whoever guesses *well*,
with equal logits for all, has a loss of ln 8 = 2.079. When a loss has stood at 2.08 for 300 steps, the network has
not learned slowly. It has learned, perfectly, that all symbols are equally frequent.

This is where the usual suspects end (32 units, batches of 64, Adam with a learning rate that falls from 0.01 to 0,
gradients clipped to 1, 600 steps; "reach" is the norm of the gradient of the first symbol's logit at the input of
step 0)::

    network                           accuracy      loss      reach before      after
    RNN as torch.nn makes it          0.14          2.08      7.9e-14           6.2e-05
    LSTM as torch.nn makes it         0.13          2.08      7.0e-13           3.3e-21
    LSTM, forget bias 1               0.13          2.08      3.8e-06           1.7e-11
    GRU as torch.nn makes it          0.14          2.08      2.0e-12           1.8e-12
    yours

    (torch.manual_seed(0); the last input's gradient is between 0.02 and 0.15 in all of them)

Look at the third row. A forget bias of 1 is the usual advice, and it makes the gradient five million times larger
than none. It is not enough, and training then makes it small again. sigmoid(1) is 0.73. How much of a memory is
left after fifty steps of 0.73, and what would the bias have to be? You have calculated such things before.

The first row is one seed's. Thirty seeds of that plain tanh network: 26 guess, 2 get one bit of the three, and 2
get everything, 0.99 and more. With a gradient of 1e-13, how? Adam divides a gradient by its own size. One that has
vanished but points somewhere is walked along at full length; what drowns it is the noise of all the steps whose
gradient has not vanished. So "too small to learn from" is not quite it: too small beside the others. A plain
network can hold three bits for fifty steps. It can even learn to. What vanishes is the chance of it, and this
exercise asks you for a network that you can rely on.

Your network is graded next to one of those: a tanh network that your own `train` trains in the time that is left.
Its loss, accuracy and reach are reported beside yours.

What is checked: shapes, dtypes and ones of a batch; that step 0 shows the target and no other step does; that
symbols are uniform and independent, by counting some thousand sequences; that chance comes from the generator you
are given and from nowhere else, in batches and in training, and that no two batches are the same; that the logits
depend on early steps and on late ones (a network that looks at step 0 only has no need to remember); that a
training of three steps, of a small network of ours, moves its weights; then the training itself, with one thread,
on sequences drawn after it: the better of two seeds, a minute for everything. Five seconds are enough.

What can go wrong without a message: a target that can still be seen at the last step makes every network perfect.
One batch for all steps makes the loss zero and the accuracy 0.12. An accuracy over all positions, in tasks with
fillers, is nine tenths filler.

Source: Bengio, Simard and Frasconi, "Learning long-term dependencies with gradient descent is difficult", 1994.
Hochreiter and Schmidhuber, "Long short-term memory", 1997, section 5. Tallec and Ollivier, "Can recurrent neural
networks warp time?", 2018. Difficulty 5 of 5, about 120 minutes.
"""

import torch
from torch import nn


def make_batch(batch_size, lag, n_symbols, generator):
    """Return (xs, targets): random sequences, and the symbol that each of them began with.

    Step 0 shows the target; steps 1, ..., lag show distractors. All symbols are independent and uniform, and drawn
    from `generator`, the only source of chance: it is a torch.Generator, and the same state gives the same batch.

    Shapes:
        batch_size, lag, n_symbols: int, lag >= 1    generator: torch.Generator
        returns: (lag + 1, batch_size, n_symbols) float32, one-hot; (batch_size,) int64
    """
    symbols = torch.randint(n_symbols, (lag + 1, batch_size), generator=generator)
    return nn.functional.one_hot(symbols, n_symbols).float(), symbols[0]


class _Memory(nn.Module):
    """A GRU that reads everything, and a readout of what it remembers at the end."""

    def __init__(self, n_symbols, hidden_size):
        super().__init__()
        self.recurrent = nn.GRU(n_symbols, hidden_size)
        self.readout = nn.Linear(hidden_size, n_symbols)
        with torch.no_grad():
            # The blocks are r, z, n. A bias of 3 opens the update gate to 0.95: a network that knows nothing keeps.
            self.recurrent.bias_ih_l0[hidden_size : 2 * hidden_size] = 3.0

    def forward(self, xs):
        states, _ = self.recurrent(xs)
        return self.readout(states[-1])


def build_model(n_symbols, hidden_size):
    """Return a module that reads sequences step by step and returns logits for the first symbol.

    Called as model(xs), with xs as `make_batch` makes them, for any lag and any number of sequences. Logits, not
    probabilities: the softmax belongs to the loss.

    Shapes:
        n_symbols, hidden_size: int
        returns: nn.Module, (lag + 1, N, n_symbols) -> (N, n_symbols)
    """
    return _Memory(n_symbols, hidden_size)


def train(model, lag, n_symbols, steps, generator):
    """Train the model on fresh batches from `make_batch`, and return the loss of each optimiser step.

    Batch size, optimiser, learning rate and all else are yours. Chance comes from `generator` only. The model need
    not be one of `build_model`'s: any module with the same call can be trained.

    Shapes:
        model: nn.Module, changed in place    lag, n_symbols, steps: int    generator: torch.Generator
        returns: list of `steps` floats
    """
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01)
    losses = []
    for step in range(steps):
        optimiser.param_groups[0]["lr"] = 0.01 * (1 - step / steps)  # who remembers already is not to be shaken
        xs, targets = make_batch(64, lag, n_symbols, generator)
        loss = nn.functional.cross_entropy(model(xs), targets)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)  # one bad batch must not undo what is remembered
        optimiser.step()
        losses.append(loss.item())
    return losses
