"""Truncated backpropagation through time: buying speed with memory.

The walk of the last exercise has a bill. Before the first step back can be taken, every state of the way forward
must still be there. A text of a million characters, 512 hidden units, eight bytes each: 4 gigabytes of states, and
a million steps to wait before the weights move once. So practice cuts. Take a window of, say, 100 steps; walk back
through those 100 and no further; let their states go; go on reading. 400 kilobytes now, whatever the length of the
text.

In a picture: a long corridor with a door every `window` steps. Going forward, all doors stand open. The state
walks through them with everything it knows, and hs[1000] may still depend on xs[0]. Going back, every door is
shut. What is cut is the blame, not the memory. In equations, with windows of k steps laid from t = 0 on, the last
one perhaps shorter::

    cuts         lie in front of t = k, 2k, 3k, ...             t = 0 is where the text begins, and no cut
    dh           = dhs[t] + what later steps of the SAME window send back          (H,)
    da           = dh * (1 - hs[t+1]**2)                                           (H,)
    dW_xh, dW_hh, db     sum the shares of all steps of all windows, as before     (H, D), (H, H), (H,)
    dh0          is what reaches hs[0]: from the losses of the first window alone  (H,)

A state that lies on a cut belongs to both sides. hs[k] is what step k-1 made, so the loss that looks at it,
dhs[k-1], is the first window's business. hs[k] is also what step k starts from; there it counts as a number that
fell from the sky, to be multiplied by, not to be blamed.

How much does that lose? Less than you would fear, and more. A network of 32 units, every singular value of W_hh
0.8, 200 steps, a loss at each: windows of 10 give a dW_hh whose angle to the full one has the cosine 0.98.
Windows of one step, no walk at all, still 0.86. Hardly worth walking? Look again at what is missing from it. With
a loss at the last of 50 steps and windows of 20, the credit of the first input is not 1e-10, as it may be when a
gradient vanishes. It is 0.0. A small number can be scaled up, by an optimiser, by patience; nothing scales up a
zero. A vanished gradient whispers; a truncated one is silent.

And it is silent unevenly. Two steps that are d apart exchange credit only if no cut lies between them, which with
fixed windows of k is the case for (k - d) / k of all places. With k = 20, a lag of 10 is heard half of the time, a
lag of 19 once in twenty, a lag of 20 never. So the truncated gradient is not the full one with noise on it, to be
averaged away over many batches. It is biased, always in the same direction: toward what is near. (Tallec and
Ollivier build a small system where it does not even point downhill.) For a plain tanh network this costs little,
because the full gradient has faded over those distances anyway. For an LSTM, whose gradient would have arrived,
the window is the limit of what it can learn.

What sources say, and how it is here:

- "It reduces computation." The walk back still visits each of the T steps once. What shrinks is what must be kept,
  and the wait until the first update. (In training, the weights usually move after every window. Here they stay,
  and the shares of all windows are summed.)
- Which truncation? Sutskever calls it BPTT(k1, k2): every k1 steps, walk k2 steps back. Here k1 = k2 = window, as
  when one detaches the state every `window` steps. With k1 = 1 the windows overlap and every loss sees exactly k2
  steps: a sliding window, other numbers, about k2 times the work, and not meant here.
- Some count the windows from the end, so that the first one is short. Here the last one is.

What is checked: windows that fit the length and windows that do not; each lag by itself, so that a share that
slipped through a door, or was lost in front of one, is seen at its step; losses at the end of each window only; a
window of one step, of T, and of more than T, which is full backpropagation; 20 steps inside one window, where the
gradient is below 1e-20 and has to be right in its digits; T = 0; that a window below 1 is refused with a
ValueError; that your arguments come back unchanged.

Source: Williams and Peng, "An efficient gradient-based algorithm for on-line training of recurrent network
trajectories", 1990. Sutskever, "Training recurrent neural networks", 2013. Tallec and Ollivier, "Unbiasing
truncated backpropagation through time", 2017. Difficulty 3 of 5, about 30 minutes.
"""

import numpy as np


def truncated_bptt(xs, hs, dhs, W_xh, W_hh, window):
    """Return (dW_xh, dW_hh, db, dh0), the gradients of the whole loss when no blame crosses a cut.

    The sequence is cut into consecutive windows of `window` steps from t = 0; the last may be shorter. dhs[t] is
    the gradient of the loss with respect to hs[t+1] that comes directly from the output at that step; at a cut it
    belongs to the window that ends there. A window of T steps or more gives full backpropagation. With T = 0 all
    four are zeros.

    Shapes:
        xs: (T, D)    hs: (T+1, H), hs[0] = h0    dhs: (T, H)    W_xh: (H, D)    W_hh: (H, H)    window: int
        returns: (H, D), (H, H), (H,), (H,)

    Raises:
        ValueError: window is below 1.
    """
    if window < 1:
        raise ValueError(f"a window has at least one step, not {window}")
    dW_xh = np.zeros(W_xh.shape)
    dW_hh = np.zeros(W_hh.shape)
    db = np.zeros(W_hh.shape[0])
    carry = np.zeros(W_hh.shape[0])
    for t in reversed(range(len(xs))):
        # Step t is the last of its window: what came back through hs[t+1] belongs to the next one, and stays there.
        # The door is in front of t+1, not of t; so t = 0, which is a multiple of everything, keeps its carry.
        if (t + 1) % window == 0:
            carry = np.zeros(W_hh.shape[0])
        da = (dhs[t] + carry) * (1 - hs[t + 1] ** 2)  # dhs[t] itself is on this side of the door
        dW_xh += np.outer(da, xs[t])
        dW_hh += np.outer(da, hs[t])  # hs[t] was carried forward through every door: the memory is whole
        db += da
        carry = W_hh.T @ da
    return dW_xh, dW_hh, db, carry
