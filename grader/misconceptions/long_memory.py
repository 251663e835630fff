"""What people believe about long-lag tasks. Rows S of the bug catalogue, and what reviews showed.

Numbers drawn here need not be a learner's: the checks compare facts. Signatures are those of the drivers in
grader.inside.drivers_memory; `generator` and `elsewhere` are the seeds of the generator that is passed and of torch's
global one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.misconceptions.misconception import misconception

Array = np.ndarray
Batch = tuple[Any, Any]
Batches = tuple[Any, Any, bool]
Symbols = Callable[[np.random.Generator, int, int, int], Array]
Model = tuple[bool, int, list[Any]]
Facts = tuple[Array, tuple[bool, bool, bool, bool, bool]]


# make_batch. `asked` is (batch_size, lag, n_symbols, generator, elsewhere).


def _independent(rng: np.random.Generator, N: int, lag: int, K: int) -> Array:
    return rng.integers(K, size=(lag + 1, N))


def _shown(symbols: Array, K: int) -> Batch:
    """One-hot symbols and the first of them."""
    return np.eye(K, dtype=np.float32)[symbols], symbols[0]


def _two(
    asked: tuple[Any, ...],
    symbols: Symbols = _independent,
    batch: Callable[[Array, int], Any] = _shown,
    seeds: tuple[int, int] | None = None,
    left_alone: bool = True,
) -> Batches:
    """Two batches, one after the other: how symbols are drawn, what is made of them, and from which seeds."""
    N, lag, K, passed, _ = asked
    rng = np.random.default_rng(passed if seeds is None else seeds[0])
    first = batch(symbols(rng, N, lag, K), K)
    if seeds is not None:
        rng = np.random.default_rng(seeds[1])
    return first, batch(symbols(rng, N, lag, K), K), left_alone


@misconception(
    "make_batch",
    says="the target is the last symbol, not the first",
    ask="Could a model that sees only the last step solve your task?",
    looks="xs[-1] shows the target",
    tempting="the last symbol is the one nearest to the answer",
    source="catalogue S1",
)
def target_at_the_end(*asked: Any) -> Batches:
    return _two(asked, batch=lambda symbols, K: (_shown(symbols, K)[0], symbols[-1]))


@misconception(
    "make_batch",
    says="the target is shown again at the end",
    ask="Could a model that sees only the last step solve your task?",
    looks="xs[0] and xs[-1] show the target",
    tempting="a query at the end seems to need something to ask about",
    source="catalogue S1, second form",
)
def target_at_both_ends(*asked: Any) -> Batches:
    def ends_alike(symbols: Array, K: int) -> Batch:
        symbols[-1] = symbols[0]
        return _shown(symbols, K)

    return _two(asked, batch=ends_alike)


@misconception(
    "make_batch",
    says="every step shows the same symbol",
    ask="What pushes the memory around between the first step and the last?",
    looks="every step shows the target",
    tempting="expand copies what one has",
    source="catalogue S7",
)
def one_symbol_throughout(*asked: Any) -> Batches:
    return _two(asked, lambda rng, N, lag, K: np.repeat(rng.integers(K, size=(1, N)), lag + 1, axis=0))


@misconception(
    "make_batch",
    says="nothing is shown after step 0: zeros instead of symbols",
    ask="What pushes the memory around between the first step and the last?",
    looks="xs[1:] has no ones",
    tempting="zeros are what padding looks like",
    source="catalogue S7",
)
def silence_in_between(*asked: Any) -> Batches:
    def padded(symbols: Array, K: int) -> Batch:
        xs, targets = _shown(symbols, K)
        xs[1:] = 0.0
        return xs, targets

    return _two(asked, batch=padded)


@misconception(
    "make_batch",
    says="the target is drawn by itself and shown nowhere",
    ask="Which step of a sequence tells what its target is?",
    looks="no step shows the target",
    tempting="inputs and targets are usually drawn one after the other",
    source="seen in review",
)
def unrelated_target(*asked: Any) -> Batches:
    return _two(asked, batch=lambda symbols, K: (_shown(symbols, K)[0], np.roll(symbols[0], 1)))


@misconception(
    "make_batch",
    says="all sequences have the same distractors",
    ask="How many different sequences does your batch hold?",
    looks="xs[1:, n] is the same for every n",
    tempting="one row of noise is broadcast without a word",
    source="seen in review",
)
def distractors_shared(*asked: Any) -> Batches:
    def shared(rng: np.random.Generator, N: int, lag: int, K: int) -> Array:
        noise = np.repeat(rng.integers(K, size=(lag, 1)), N, axis=1)
        return np.concatenate([rng.integers(K, size=(1, N)), noise])

    return _two(asked, shared)


@misconception(
    "make_batch",
    says="one distractor fills all the steps after the first",
    ask="Is step 3 of a sequence independent of its step 2?",
    looks="the steps after step 0 agree with each other",
    tempting="one draw for each sequence is enough for noise, it seems",
    source="seen in review",
)
def distractor_repeated(*asked: Any) -> Batches:
    def repeated(rng: np.random.Generator, N: int, lag: int, K: int) -> Array:
        noise = np.repeat(rng.integers(K, size=(1, N)), lag, axis=0)
        return np.concatenate([rng.integers(K, size=(1, N)), noise])

    return _two(asked, repeated)


@misconception(
    "make_batch",
    says="the target never comes among its own distractors",
    ask="What does a model learn from the one symbol that is missing?",
    looks="each sequence lacks its own target after step 0",
    tempting="a distractor that equals the target seems to give it away",
    source="seen in review",
)
def distractors_avoid_target(*asked: Any) -> Batches:
    def avoiding(rng: np.random.Generator, N: int, lag: int, K: int) -> Array:
        first = rng.integers(K, size=(1, N))
        return np.concatenate([first, (first + rng.integers(1, K, size=(lag, N))) % K])

    return _two(asked, avoiding)


@misconception(
    "make_batch",
    says="the last symbol is never drawn",
    ask="Does your upper bound belong to the range, or is it the first number outside?",
    looks="symbol n_symbols - 1 comes 0 times",
    tempting="random.randint includes its upper bound, torch.randint does not",
    source="seen in review",
)
def last_symbol_never_drawn(*asked: Any) -> Batches:
    return _two(asked, lambda rng, N, lag, K: rng.integers(max(K - 1, 1), size=(lag + 1, N)))


@misconception(
    "make_batch",
    says="the sequence has lag steps, not lag + 1",
    ask="How many steps lie between the first symbol and the end?",
    looks="xs has shape (lag, N, n_symbols)",
    tempting="lag reads like a length",
    source="catalogue S6",
)
def one_step_short(*asked: Any) -> Batches:
    return _two(asked, lambda rng, N, lag, K: rng.integers(K, size=(lag, N)))


@misconception(
    "make_batch",
    says="the sequence has a step more, for the question",
    ask="How many steps does the docstring count?",
    looks="xs has shape (lag + 2, N, n_symbols)",
    tempting="a query step at the end is how other papers do it",
    source="catalogue S6, second form",
)
def one_step_long(*asked: Any) -> Batches:
    return _two(asked, lambda rng, N, lag, K: rng.integers(K, size=(lag + 2, N)))


@misconception(
    "make_batch",
    says="sequences are on the first axis, steps on the second",
    ask="Which axis does xs[0] walk along?",
    looks="xs has shape (N, lag + 1, n_symbols)",
    tempting="batch_first=True is what many examples use",
    source="catalogue C5",
)
def batch_first(*asked: Any) -> Batches:
    def swapped(symbols: Array, K: int) -> Batch:
        xs, targets = _shown(symbols, K)
        return xs.swapaxes(0, 1), targets

    return _two(asked, batch=swapped)


@misconception(
    "make_batch",
    says="xs holds the symbols as numbers, not one-hot",
    ask="Is symbol 6 six times symbol 1?",
    looks="xs has shape (lag + 1, N)",
    tempting="an embedding would take numbers",
    source="seen in review",
)
def symbols_as_numbers(*asked: Any) -> Batches:
    return _two(asked, batch=lambda symbols, K: (symbols, symbols[0]))


@misconception(
    "make_batch",
    says="the targets are one-hot as well",
    ask="What does cross_entropy take, and what does the docstring say?",
    looks="targets has shape (N, n_symbols)",
    tempting="xs[0] is the target, and at hand",
    source="seen in review",
)
def targets_one_hot(*asked: Any) -> Batches:
    return _two(asked, batch=lambda symbols, K: (_shown(symbols, K)[0], _shown(symbols, K)[0][0]))


@misconception(
    "make_batch",
    says="xs is int64, which no matrix of weights can multiply",
    ask="Which dtype does one_hot return?",
    looks="xs is int64",
    tempting="one_hot returns what it is given",
    source="seen in review",
)
def integers_in_xs(*asked: Any) -> Batches:
    return _two(asked, batch=lambda symbols, K: (np.eye(K, dtype=np.int64)[symbols], symbols[0]))


@misconception(
    "make_batch",
    says="the targets are floats",
    ask="What would class 2.5 be?",
    looks="targets is float32",
    tempting="a batch of one dtype looks tidy",
    source="seen in review",
)
def floats_in_targets(*asked: Any) -> Batches:
    return _two(asked, batch=lambda symbols, K: (_shown(symbols, K)[0], symbols[0].astype(np.float32)))


@misconception(
    "make_batch",
    says="symbols are drawn from torch's global generator",
    ask="Which of your calls is handed the generator?",
    looks="another global state gives another batch",
    tempting="torch.randint works without it",
    source="catalogue S5; seen in review",
)
def generator_not_used(*asked: Any) -> Batches:
    elsewhere = asked[4]
    return _two(asked, seeds=(1000 + elsewhere, 2000 + elsewhere), left_alone=False)


@misconception(
    "make_batch",
    says="the targets come from the generator, the distractors from torch's global one",
    ask="Which of your calls is handed the generator?",
    looks="xs[0] can be repeated, the rest cannot",
    tempting="only the target seems to matter",
    source="seen in review",
)
def noise_from_elsewhere(*asked: Any) -> Batches:
    passed, elsewhere = asked[3:]
    ours, theirs = np.random.default_rng(passed), np.random.default_rng(elsewhere)

    def mixed(rng: np.random.Generator, N: int, lag: int, K: int) -> Array:
        return np.concatenate([ours.integers(K, size=(1, N)), theirs.integers(K, size=(lag, N))])

    return _two(asked, mixed, left_alone=False)


@misconception(
    "make_batch",
    says="symbols are drawn by another library, which knows nothing of the generator",
    ask="Who seeds numpy, or random, when torch's generator is passed?",
    looks="no batch comes twice, whatever the seed",
    tempting="np.random is what one is used to",
    source="seen in review",
)
def other_library(*asked: Any) -> Batches:
    chance = np.random.default_rng()
    return _two(asked, lambda _, N, lag, K: chance.integers(K, size=(lag + 1, N)), left_alone=False)


@misconception(
    "make_batch",
    says="every call seeds the generator anew and draws the same batch",
    ask="Are two batches different?",
    looks="two batches in a row are the same, whatever the seed",
    tempting="a seed makes things repeatable, and every function wants to be",
    source="catalogue S5",
)
def same_batch_again(*asked: Any) -> Batches:
    return _two(asked, seeds=(0, 0))


@misconception(
    "make_batch",
    says="every call seeds torch's global generator and draws the same batch",
    ask="Are two batches different?",
    looks="two batches in a row are the same, and other people's chance is reset",
    tempting="manual_seed at the top of everything is good practice, of a program",
    source="catalogue S5; N13",
)
def global_seed_set(*asked: Any) -> Batches:
    return _two(asked, seeds=(0, 0), left_alone=False)


@misconception(
    "make_batch",
    says="every call starts the generator over from its own seed",
    ask="Where does the generator stand after your function has used it?",
    looks="two batches in a row are the same; another seed gives another",
    tempting="initial_seed makes a batch repeatable",
    source="catalogue S5, second form",
)
def starts_over_each_time(*asked: Any) -> Batches:
    return _two(asked, seeds=(asked[3], asked[3]))


# build_model. `asked` is (n_symbols, hidden_size, sequences, seed).


def _reading(asked: tuple[Any, ...], look: Callable[[Array, Array], Array]) -> Model:
    """A module whose logits for symbols (T, N) are look(one-hot sequences, random weights)."""
    n_symbols, _, sequences, seed = asked
    weights = np.random.default_rng(seed).standard_normal((len(sequences[0]), n_symbols, n_symbols))
    return True, weights.size, [look(np.eye(n_symbols)[symbols], weights) for symbols in sequences]


def _summed(xs: Array, weights: Array) -> Array:
    """Logits that depend on every step, (N, n_symbols)."""
    return np.asarray(np.einsum("tnk,tkj->nj", xs, weights))


def _softmax(logits: Array) -> Array:
    e = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(e / e.sum(axis=-1, keepdims=True))


@misconception(
    "build_model",
    says="the model looks at step 0 and nothing else",
    ask="What would your model do with a sequence whose answer is somewhere else?",
    looks="the logits do not notice the other steps",
    tempting="the answer is at step 0, after all",
    source="catalogue S1's neighbour; seen in review",
)
def looks_at_step_0(*asked: Any) -> Model:
    return _reading(asked, lambda xs, weights: np.asarray(xs[0] @ weights[0]))


@misconception(
    "build_model",
    says="the model looks at the last step and nothing else",
    ask="What does the readout know of the first symbol?",
    looks="the logits do not notice earlier steps",
    tempting="xs[-1] is a letter away from states[-1]",
    source="seen in review",
)
def looks_at_the_last_step(*asked: Any) -> Model:
    return _reading(asked, lambda xs, weights: np.asarray(xs[-1] @ weights[0]))


@misconception(
    "build_model",
    says="there are logits for every step",
    ask="At which step is the question asked?",
    looks="(lag + 1, N, n_symbols)",
    tempting="a recurrent layer returns all its states",
    source="catalogue S3",
)
def logits_at_every_step(*asked: Any) -> Model:
    return _reading(asked, lambda xs, weights: xs @ weights[0])


@misconception(
    "build_model",
    says="the first axis is read as the batch",
    ask="Which axis of xs are the steps?",
    looks="as many rows as there are steps",
    tempting="batch_first=True, and then states[:, -1]",
    source="catalogue C5",
)
def batch_axis_read_as_time(*asked: Any) -> Model:
    return _reading(asked, lambda xs, weights: np.asarray(xs[:, -1] @ weights[0]))


@misconception(
    "build_model",
    says="the model returns probabilities",
    ask="Who takes the softmax, the model or the loss?",
    looks="rows are positive and sum to 1",
    tempting="a classifier ends in a softmax",
    source="seen in review",
)
def probabilities(*asked: Any) -> Model:
    return _reading(asked, lambda xs, weights: _softmax(_summed(xs, weights)))


@misconception(
    "build_model",
    says="the model returns the symbols it has chosen",
    ask="What is the gradient of an argmax?",
    looks="(N,)",
    tempting="the answer is a symbol",
    source="seen in review",
)
def chosen_symbols(*asked: Any) -> Model:
    return _reading(asked, lambda xs, weights: _summed(xs, weights).argmax(axis=1))


@misconception(
    "build_model",
    says="the model returns its hidden state, without a readout",
    ask="How many entries does a logit vector have?",
    looks="(N, hidden_size)",
    tempting="the memory is all that matters",
    source="seen in review",
)
def hidden_state_returned(*asked: Any) -> Model:
    return _reading(asked, lambda xs, weights: np.zeros((xs.shape[1], asked[1])))


@misconception(
    "build_model",
    says="the model returns its state beside the logits",
    ask="How many things does the docstring say a call returns?",
    looks="a tuple of two",
    tempting="torch.nn.RNN returns two things",
    source="seen in review",
)
def state_beside_logits(*asked: Any) -> Model:
    module, count, logits = _reading(asked, _summed)
    return module, count, [(one, np.zeros((1, len(one), asked[1]))) for one in logits]


@misconception(
    "build_model",
    says="the hidden state of one call is where the next one starts",
    ask="Does a new batch know what the last one was about?",
    looks="the same sequences give other logits the second time",
    tempting="self.h survives, and nobody resets it",
    source="seen in review",
)
def state_kept_between_calls(*asked: Any) -> Model:
    module, count, logits = _reading(asked, _summed)
    return module, count, [one + 0.1 * number for number, one in enumerate(logits)]


@misconception(
    "build_model",
    says="the layers are kept where nn.Module does not look",
    ask="What does list(model.parameters()) say?",
    looks="a module without parameters",
    tempting="a Python list holds layers just as well",
    source="seen in review",
)
def no_parameters(*asked: Any) -> Model:
    return True, 0, _reading(asked, _summed)[2]


@misconception(
    "build_model",
    says="build_model returns a function",
    ask="Where does an optimiser find the parameters of a function?",
    looks="what is returned is no nn.Module",
    tempting="a function can be called just as well",
    source="seen in review",
)
def no_module(*asked: Any) -> Model:
    return False, 0, []


# train. `asked` is (lag, n_symbols, steps, seed); the facts: the weights moved, other global chance changed nothing,
# another generator changed the losses, all other chance was left alone, more than one batch was seen.


def _seen(asked: tuple[Any, ...], moved: bool, same: bool, different: bool, left_alone: bool, fresh: bool) -> Facts:
    return np.full(asked[2], np.log(asked[1])), (moved, same, different, left_alone, fresh)


@misconception(
    "train",
    says="the optimiser never steps",
    ask="Which line of yours changes a weight?",
    looks="the weights are as before",
    tempting="backward sounds as if it did the work",
    source="seen in review",
)
def never_steps(*asked: Any) -> Facts:
    return _seen(asked, False, True, True, True, True)


@misconception(
    "train",
    says="every step sees the same batch",
    ask="Has the model seen the sequences it will be asked about?",
    looks="the loss falls, and fresh sequences are not known",
    tempting="a batch is made where the data are made, above the loop",
    source="catalogue S5 and S8",
)
def one_batch_for_all_steps(*asked: Any) -> Facts:
    return _seen(asked, True, True, True, True, False)


@misconception(
    "train",
    says="training draws from a generator of its own",
    ask="What changes when somebody passes another generator?",
    looks="another generator gives the same losses",
    tempting="a seed of one's own makes a run repeatable",
    source="catalogue S5",
)
def own_generator(*asked: Any) -> Facts:
    return _seen(asked, True, True, False, True, True)


@misconception(
    "train",
    says="the generator is seeded anew at every step",
    ask="Are two batches different?",
    looks="every step sees the same batch, whatever the generator",
    tempting="a seed inside the loop looks as harmless as one before it",
    source="catalogue S5",
)
def reseeds_every_step(*asked: Any) -> Facts:
    return _seen(asked, True, True, False, True, False)


@misconception(
    "train",
    says="training draws from torch's global generator",
    ask="Which of your calls is handed the generator?",
    looks="another global state gives other losses",
    tempting="torch.randint works without it",
    source="seen in review",
)
def global_chance(*asked: Any) -> Facts:
    return _seen(asked, True, False, False, False, True)


@misconception(
    "train",
    says="training seeds torch's global generator and draws from it",
    ask="What changes when somebody passes another generator, and whose chance have you reset?",
    looks="another generator gives the same losses",
    tempting="manual_seed at the top of everything is good practice, of a program",
    source="catalogue N13",
)
def seeds_the_world(*asked: Any) -> Facts:
    return _seen(asked, True, True, False, False, True)


@misconception(
    "train",
    says="training seeds torch's global generator, which it does not need",
    ask="Whose chance have you reset?",
    looks="the losses are right, and the global generator is in another state",
    tempting="it cannot hurt, it seems",
    source="catalogue N13",
)
def seeds_the_world_besides(*asked: Any) -> Facts:
    return _seen(asked, True, True, True, False, True)
