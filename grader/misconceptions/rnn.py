"""What people believe about the forward pass. Rows C of the bug catalogue, A8, and what reviews showed.

A wrong step makes wrong states: the ideas about one step come first, and each that a learner may write inside the
loop as well has a sibling about the sequence, further down.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from grader.misconceptions.misconception import misconception

Array = np.ndarray
Step = Callable[[Array, Array, Array, Array, Array], Array]


def _right(x: Array, h: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return np.asarray(np.tanh(W_xh @ x + W_hh @ h + b))


# rnn_step: the terms


@misconception(
    "rnn_step",
    says="you multiply W_hh from its other side: h_prev @ W_hh",
    ask="Compute one entry by hand: which index of W_hh is summed over?",
    looks="right for a symmetric W_hh, off everywhere else",
    tempting="W_hh is square, so nothing complains, and half of all tutorials store it the other way",
    source="catalogue C2",
)
def h_on_the_left(x: Array, h_prev: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return np.asarray(np.tanh(W_xh @ x + h_prev @ W_hh + b))


@misconception(
    "rnn_step",
    says="the bias is left out",
    ask="Feed zeros for x and h_prev: what should come out?",
    looks="right when b is 0",
    tempting="the pictures show two arrows, and b has none",
    source="catalogue C3a",
)
def no_bias(x: Array, h_prev: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return np.asarray(np.tanh(W_xh @ x + W_hh @ h_prev))


@misconception(
    "rnn_step",
    says="the bias is added twice",
    ask="Feed zeros for x and h_prev: how often was b added to what comes out?",
    looks="right when b is 0",
    tempting="nn.RNN has a bias for each of its two matrices",
    source="catalogue C3b",
)
def bias_twice(x: Array, h_prev: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return np.asarray(np.tanh(W_xh @ x + b + W_hh @ h_prev + b))


@misconception(
    "rnn_step",
    says="the previous state plays no part",
    ask="Change h_prev and nothing else: what does your answer do?",
    looks="the same for every h_prev",
    tempting="a layer without memory looks complete: weights, input, bias, nonlinearity",
    source="seen in review",
)
def forgets_h_prev(x: Array, h_prev: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return np.asarray(np.tanh(W_xh @ x + b))


@misconception(
    "rnn_step",
    says="you add the old state to the new one",
    ask="Which bound must every hidden unit satisfy, and does a sum of two such numbers?",
    looks="off by exactly h_prev",
    tempting="it is the residual form, which a later exercise asks for",
    source="catalogue O1's forward side; seen in review",
)
def adds_to_old_state(x: Array, h_prev: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return np.asarray(h_prev + _right(x, h_prev, W_xh, W_hh, b))


@misconception(
    "rnn_step",
    says="matrices and vectors are joined in different orders",
    ask="Which columns of your wide matrix meet which entries of your long vector?",
    looks="nothing complains and nothing agrees",
    tempting="[h, x] is how papers write the joined vector; [W_xh, W_hh] is the order of the arguments",
    source="seen in review",
)
def joined_in_another_order(x: Array, h_prev: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return np.asarray(np.tanh(np.hstack([W_xh, W_hh]) @ np.concatenate([h_prev, x]) + b))


# rnn_step: the tanh


@misconception(
    "rnn_step",
    says="there is no tanh",
    ask="Which bound must every hidden unit satisfy?",
    looks="close for small numbers, beyond 1 for larger ones",
    tempting="the linear part has all the matrices, and looks like the whole of it",
    source="catalogue C1, seen in public code",
)
def no_tanh(x: Array, h_prev: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return np.asarray(W_xh @ x + W_hh @ h_prev + b)


@misconception(
    "rnn_step",
    says="input and memory each go through a tanh of their own",
    ask="How many nonlinearities does one step have?",
    looks="values between -2 and 2",
    tempting="two matrices, two branches, two activations",
    source="catalogue C9",
)
def two_tanhs(x: Array, h_prev: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return np.asarray(np.tanh(W_xh @ x + b) + np.tanh(W_hh @ h_prev))


@misconception(
    "rnn_step",
    says="input and memory each go through a tanh of their own, and the bias through none",
    ask="How many nonlinearities does one step have, and what do they enclose?",
    looks="values between -2 and 2, shifted by b",
    tempting="the sum is written term by term, and each product gets its activation at once",
    source="catalogue C9, second form",
)
def two_tanhs_and_a_bias(x: Array, h_prev: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return np.asarray(np.tanh(W_xh @ x) + np.tanh(W_hh @ h_prev) + b)


@misconception(
    "rnn_step",
    says="the bias is added after the tanh",
    ask="Can your unit leave the range from -1 to 1, and which term takes it there?",
    looks="off by about b",
    tempting="the bracket closes one term too early",
    source="catalogue C9's neighbour; seen in review",
)
def bias_after_tanh(x: Array, h_prev: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return np.asarray(np.tanh(W_xh @ x + W_hh @ h_prev) + b)


@misconception(
    "rnn_step",
    says="the tanh encloses the input only",
    ask="Where does the bracket that opens after tanh close?",
    looks="values beyond 1 where the memory is large",
    tempting="the bracket closes two terms too early",
    source="catalogue C9's neighbour; seen in review",
)
def tanh_around_the_input(x: Array, h_prev: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return np.asarray(np.tanh(W_xh @ x) + W_hh @ h_prev + b)


@misconception(
    "rnn_step",
    says="you squash with the sigmoid",
    ask="Can a hidden unit be negative in this model?",
    looks="all positive",
    tempting="it is the squashing function everybody meets first",
    source="catalogue C10",
)
def sigmoid_state(x: Array, h_prev: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-(W_xh @ x + W_hh @ h_prev + b))))


@misconception(
    "rnn_step",
    says="you use the ReLU",
    ask="Can a hidden unit be negative in this model, and is there a largest value it can take?",
    looks="zeros where the state is negative",
    tempting="it is what most other networks use today",
    source="catalogue C10's neighbour; seen in review",
)
def relu_state(x: Array, h_prev: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return np.asarray(np.maximum(W_xh @ x + W_hh @ h_prev + b, 0.0))


@misconception(
    "rnn_step",
    says="tanh is built from exp(a) and exp(-a), which do not fit into a float for a large a",
    ask="What is exp(800) in floating point, and what is it divided by itself?",
    looks="right, and nan as soon as a unit is saturated",
    tempting="it is the definition",
    source="catalogue A8",
)
def tanh_from_exponentials(x: Array, h_prev: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    a = W_xh @ x + W_hh @ h_prev + b
    return np.asarray((np.exp(a) - np.exp(-a)) / (np.exp(a) + np.exp(-a)))


@misconception(
    "rnn_step",
    says="tanh is built from exp(2a), which does not fit into a float for a large a",
    ask="What is exp(1600) in floating point, and which sign of a is the safe one?",
    looks="right for negative saturation, nan for positive",
    tempting="one exponential instead of four",
    source="catalogue A8, second form",
)
def tanh_from_one_exponential(x: Array, h_prev: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    grown = np.exp(2 * (W_xh @ x + W_hh @ h_prev + b))
    return np.asarray((grown - 1) / (grown + 1))


# rnn_step: shapes, and what belongs to the caller


@misconception(
    "rnn_step",
    says="the input stands on the left: x @ W_xh",
    ask="W_xh is (H, D): on which side of it does a vector of D entries fit?",
    looks="numpy refuses: the lengths do not meet",
    tempting="rows of a batch stand on the left, and their layout comes along",
    source="catalogue C2's loud sibling",
)
def input_on_the_left(x: Array, h_prev: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return np.asarray(np.tanh(x @ W_xh + h_prev @ W_hh + b))


@misconception(
    "rnn_step",
    says="a column (H, 1) and a bias (H,) are added: that makes a table",
    ask="What shape does numpy give the sum of an (H, 1) and an (H,)?",
    looks="an (H, H) array",
    tempting="column vectors are how the formula looks on paper",
    source="seen in review; min-char-rnn keeps its biases as columns",
)
def column_plus_row(x: Array, h_prev: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return np.asarray(np.tanh(W_xh @ x[:, np.newaxis] + W_hh @ h_prev[:, np.newaxis] + b))


@misconception(
    "rnn_step",
    says="the state comes back as a batch of one",
    ask="Could your answer be handed to the next step as its h_prev, shape and all?",
    looks="the numbers are right and the shape is (1, H)",
    tempting="most layers take batches, and a batch of one is still a batch",
    source="catalogue G4's forward side",
)
def batch_of_one(x: Array, h_prev: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _right(x, h_prev, W_xh, W_hh, b)[np.newaxis]


@misconception(
    "rnn_step",
    says="the state comes back as a column",
    ask="How many axes has h_prev, and how many has your answer?",
    looks="the numbers are right and the shape is (H, 1)",
    tempting="column vectors are how the formula looks on paper",
    source="catalogue G4's forward side, second form",
)
def column_state(x: Array, h_prev: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _right(x, h_prev, W_xh, W_hh, b)[:, np.newaxis]


@misconception(
    "rnn_step",
    says="the new state is written over the caller's h_prev",
    ask="After your step, where does the state before it still stand?",
    looks="right numbers, and the caller's h_prev is another array afterwards",
    tempting="there is only ever one current state, so why keep two arrays",
    source="catalogue C8",
)
def writes_into_h_prev(x: Array, h_prev: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    h_prev[:] = _right(x, h_prev, W_xh, W_hh, b)
    return h_prev


@misconception(
    "rnn_step",
    says="the sum is collected in the caller's b",
    ask="Does `a = b` make a second array?",
    looks="right numbers, and the caller's b is another array afterwards",
    tempting="starting the sum at b saves a line",
    source="catalogue C8's neighbour; seen in review",
)
def adds_into_b(x: Array, h_prev: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    b += W_xh @ x
    b += W_hh @ h_prev
    return np.asarray(np.tanh(b))


# rnn_forward: which state, which input, which row


def _states(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array, step: Step = _right) -> Array:
    """All states, h0 first, with any one-step rule."""
    states = [h0]
    for x in xs:
        states.append(step(x, states[-1], W_xh, W_hh, b))
    return np.array(states)


@misconception(
    "rnn_forward",
    says="hs does not begin with h0",
    ask="Is entry 0 of hs the state before the first input, or after it?",
    looks="T rows instead of T+1, and each is right one row further down",
    tempting="one output for each input is what most layers give",
    source="catalogue C7",
)
def without_h0(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, b)[1:]


@misconception(
    "rnn_forward",
    says="hs ends one state too early",
    ask="After the last input has been read, where is the state it made?",
    looks="T rows instead of T+1: the last is missing",
    tempting="each state is stored where it is used, and the last one is not used",
    source="catalogue C7, second form",
)
def without_last_state(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, b)[:-1]


@misconception(
    "rnn_forward",
    says="each state is stored before it is updated, so h0 stands there twice",
    ask="At which moment of the loop does row t + 1 become known?",
    looks="rows 0 and 1 are both h0, and all others come one row late",
    tempting="storing first and computing second reads well, after h0 has been stored already",
    source="catalogue C7, third form",
)
def stored_before_update(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    states = _states(xs, h0, W_xh, W_hh, b)
    return np.vstack([states[:1], states[:-1]]) if len(xs) else states


@misconception(
    "rnn_forward",
    says="the last row of hs is never written",
    ask="Print every row your loop writes: which one is not among them?",
    looks="all rows are right but the last, which is zeros",
    tempting="range(T - 1) counts the arrows between T things; here there are T + 1",
    source="catalogue G9's forward side",
)
def last_row_left_empty(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    states = _states(xs, h0, W_xh, W_hh, b)
    if len(xs):
        states[-1] = 0.0
    return states


@misconception(
    "rnn_forward",
    says="the first row of hs is left at zeros",
    ask="Which row of hs does your loop never write, and what should stand there?",
    looks="all rows are right but the first",
    tempting="the loop writes rows 1 to T, and h0 has done its work by then",
    source="catalogue C7, fourth form",
)
def first_row_left_empty(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    states = _states(xs, h0, W_xh, W_hh, b)
    states[0] = 0.0
    return states


@misconception(
    "rnn_forward",
    says="the walk starts from zeros, and h0 is not used at all",
    ask="Change h0 and nothing else: what does your answer do?",
    looks="row 0 is zeros, and the difference fades from row to row",
    tempting="most frameworks start from zeros when nothing is said",
    source="catalogue C4's neighbour; seen in review",
)
def starts_from_zeros(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, np.zeros(len(h0)), W_xh, W_hh, b)


@misconception(
    "rnn_forward",
    says="h0 is stored in row 0, and the walk starts from zeros all the same",
    ask="Which state does your first step read: the one in row 0?",
    looks="row 0 is right, row 1 is not, and the difference fades from there",
    tempting="storing h0 feels like using it",
    source="seen in review",
)
def h0_stored_but_not_used(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    states = _states(xs, np.zeros(len(h0)), W_xh, W_hh, b)
    states[0] = h0
    return states


@misconception(
    "rnn_forward",
    says="every step starts from h0",
    ask="Does step 3 know anything about step 2?",
    looks="the first two rows are right; right with one step",
    tempting="h0 is the name at hand, and the line that replaces it is easy to forget",
    source="catalogue C4",
)
def h0_at_every_step(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return np.array([h0, *(_right(x, h0, W_xh, W_hh, b) for x in xs)])


@misconception(
    "rnn_forward",
    says="each step reads the row before its own previous state",
    ask="hs has a row more than xs: in which row stands the state that step t starts from?",
    looks="row 1 starts from a row that is not written yet; nothing is right after row 0",
    tempting="a text's h_{t-1} is written hs[t-1], although hs has one row more",
    source="catalogue G10's forward side",
)
def state_two_back(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    states = np.zeros((len(xs) + 1, len(h0)))
    states[0] = h0
    for t, x in enumerate(xs):
        states[t + 1] = _right(x, states[t - 1], W_xh, W_hh, b)
    return states


@misconception(
    "rnn_forward",
    says="each step reads the input before its own, and the first reads the last",
    ask="Which row of xs has been read when hs[1] is written, and what does index -1 mean in numpy?",
    looks="right with one step",
    tempting="the same t counts two arrays of different lengths",
    source="catalogue G10's forward side",
)
def input_one_back(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(np.roll(xs, 1, axis=0), h0, W_xh, W_hh, b)


@misconception(
    "rnn_forward",
    says="the first input is never read, and the last row stays empty",
    ask="Which inputs does your loop visit: is xs[0] among them?",
    looks="row 0 is right and every other is not",
    tempting="range(1, T) looks natural when row 0 is already filled",
    source="catalogue G9's forward side, second form",
)
def skips_first_input(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    if len(xs) == 0:
        return h0[np.newaxis].copy()
    return np.vstack([_states(xs[1:], h0, W_xh, W_hh, b), np.zeros(len(h0))])


@misconception(
    "rnn_forward",
    says="the sequence is read from its end",
    ask="Which input does the first step read?",
    looks="row 0 is right; right with one step",
    tempting="the way back walks like that, and the two loops are written on one day",
    source="catalogue R7's forward side",
)
def reads_backwards(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs[::-1], h0, W_xh, W_hh, b)


@misconception(
    "rnn_forward",
    says="only the last state comes back",
    ask="How many states does a sequence of T inputs pass through, and how many do you return?",
    looks="one row, and it is the right one for the end",
    tempting="a classifier needs no more than that",
    source="seen in review",
)
def last_state_only(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return np.asarray(_states(xs, h0, W_xh, W_hh, b)[-1])


@misconception(
    "rnn_forward",
    says="time runs along the second axis",
    ask="Time first: which axis of your answer counts the steps?",
    looks="the numbers are right and the array is ours transposed",
    tempting="a state drawn as a column makes a sequence of columns",
    source="catalogue C5's unbatched form",
)
def time_on_the_second_axis(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, b).T


# rnn_forward: whose memory


@misconception(
    "rnn_forward",
    says="all rows of hs are one and the same array, h0's copy included",
    ask="Print the first and the last stored state: do they share memory?",
    looks="every row is the last state; right with no steps",
    tempting="appending an array feels like storing its numbers",
    source="catalogue C6",
)
def one_buffer(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    last = _states(xs, h0, W_xh, W_hh, b)[-1]
    return np.tile(last, (len(xs) + 1, 1))


@misconception(
    "rnn_forward",
    says="all rows of hs after the first are one and the same array",
    ask="Print the second and the last stored state: do they share memory?",
    looks="row 0 is right and every other is the last state; right with one step",
    tempting="appending an array feels like storing its numbers",
    source="catalogue C6, second form",
)
def one_buffer_after_h0(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    states = _states(xs, h0, W_xh, W_hh, b)
    states[1:] = states[-1]
    return states


@misconception(
    "rnn_forward",
    says="all rows of hs are one and the same array, and it is the caller's h0",
    ask="Print h0 after the call: whose array has your loop been writing to?",
    looks="every row is the last state, and so is the caller's h0",
    tempting="h = h0 reads like a copy",
    source="catalogue C6 and C8 together",
)
def one_buffer_and_it_is_h0(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    h0[:] = _states(xs, h0, W_xh, W_hh, b)[-1]
    return np.tile(h0, (len(xs) + 1, 1))


@misconception(
    "rnn_forward",
    says="the state is updated inside the caller's h0",
    ask="Are you allowed to change what the caller handed you: does a second call start where the first did?",
    looks="right numbers, and the caller's h0 is the last state afterwards",
    tempting="h = h0 reads like a copy",
    source="catalogue C8",
)
def writes_into_h0(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    states = _states(xs, h0, W_xh, W_hh, b)
    h0[:] = states[-1]
    return states


@misconception(
    "rnn_forward",
    says="each step's sum is collected in the caller's b, which grows from step to step",
    ask="What is b when the second step begins?",
    looks="the first step is right, and every later one starts from the sums before it",
    tempting="`a = b` reads like a copy, and starting the sum there saves a line",
    source="catalogue C8's neighbour; seen in review",
)
def bias_grows(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    def step(x: Array, h: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
        b += W_xh @ x + W_hh @ h
        return np.asarray(np.tanh(b))

    return _states(xs, h0, W_xh, W_hh, b, step)


# rnn_forward: the step inside the loop


@misconception(
    "rnn_forward",
    says="at every step W_hh is multiplied from its other side: h @ W_hh",
    ask="Compute one entry by hand: which index of W_hh is summed over?",
    looks="row 0 is right; right for a symmetric W_hh",
    tempting="W_hh is square, so nothing complains",
    source="catalogue C2",
)
def states_from_the_left(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh.T, b)


@misconception(
    "rnn_forward",
    says="the bias is left out at every step",
    ask="Feed zeros for xs and h0: what should hs[1] be?",
    looks="row 0 is right; all are when b is 0",
    tempting="the pictures show two arrows, and b has none",
    source="catalogue C3a",
)
def states_without_bias(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, 0 * b)


@misconception(
    "rnn_forward",
    says="the bias is added twice at every step",
    ask="Feed zeros for xs and h0: how often was b added to what hs[1] shows?",
    looks="row 0 is right; all are when b is 0",
    tempting="nn.RNN has a bias for each of its two matrices",
    source="catalogue C3b",
)
def states_with_two_biases(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, 2 * b)


@misconception(
    "rnn_forward",
    says="no step has a tanh",
    ask="Which bound must every hidden unit satisfy, at every step?",
    looks="row 0 is right, and the states grow beyond 1",
    tempting="the linear part has all the matrices, and looks like the whole of it",
    source="catalogue C1, seen in public code",
)
def states_without_tanh(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, b, lambda x, h, W_xh, W_hh, b: W_xh @ x + W_hh @ h + b)


@misconception(
    "rnn_forward",
    says="tanh is applied twice at every step",
    ask="How many nonlinearities lie between hs[0] and hs[1], the one inside your step included?",
    looks="row 0 is right, all later ones are a little too small",
    tempting="the loop is written as if the step returned the sum",
    source="catalogue G17's forward side",
)
def states_with_tanh_twice(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, b, lambda *given: np.tanh(_right(*given)))


@misconception(
    "rnn_forward",
    says="the tanh is taken of the finished rows, and what travels on has not been through it",
    ask="What does the next step multiply by W_hh: a state, or the sum from which a state is made?",
    looks="row 1 is right, later ones drift away",
    tempting="one tanh over the whole array at the end is faster than T small ones",
    source="catalogue G6c's forward side",
)
def carries_the_sum(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    sums = _states(xs, h0, W_xh, W_hh, b, lambda x, h, W_xh, W_hh, b: W_xh @ x + W_hh @ h + b)
    return np.vstack([h0, np.tanh(sums[1:])])


@misconception(
    "rnn_forward",
    says="every step squashes with the sigmoid",
    ask="Can a hidden unit be negative in this model?",
    looks="row 0 is right, and no later entry is negative",
    tempting="it is the squashing function everybody meets first",
    source="catalogue C10",
)
def states_of_a_sigmoid(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, b, sigmoid_state.answer)


@misconception(
    "rnn_forward",
    says="no step hears from the one before it",
    ask="Change h0 and nothing else: which rows of your answer move?",
    looks="row 0 is right, and no later one depends on it",
    tempting="one matrix product for all steps at once is fast and short",
    source="seen in review",
)
def states_without_memory(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, b, forgets_h_prev.answer)


@misconception(
    "rnn_forward",
    says="every step adds to the state instead of replacing it",
    ask="Which bound must every hidden unit satisfy, and do your later rows?",
    looks="row 0 is right, and the states grow beyond 1",
    tempting="`+=` and `=` differ by one character; a later exercise asks for the other one",
    source="catalogue O1's forward side",
)
def states_add_up(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, b, adds_to_old_state.answer)


@misconception(
    "rnn_forward",
    says="input and memory each go through a tanh of their own at every step",
    ask="How many nonlinearities does one step have?",
    looks="row 0 is right, and later values lie between -2 and 2",
    tempting="two matrices, two branches, two activations",
    source="catalogue C9",
)
def states_with_two_tanhs(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, b, two_tanhs.answer)


@misconception(
    "rnn_forward",
    says="the bias joins every step after its tanh",
    ask="Can your states leave the range from -1 to 1, and which term takes them there?",
    looks="row 0 is right, row 1 off by about b",
    tempting="the bracket closes one term too early",
    source="catalogue C9's neighbour; seen in review",
)
def states_with_late_bias(xs: Array, h0: Array, W_xh: Array, W_hh: Array, b: Array) -> Array:
    return _states(xs, h0, W_xh, W_hh, b, bias_after_tanh.answer)
