"""The interview questions: key points are found in what people type, not in what is mistaken, and chains go deeper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from grader.quiz.cards import Collection, Numeric, Recall
from grader.quiz.load import load_collection
from grader.quiz.marking import mark
from grader.quiz.verify import refuted

QUIZZES = Path(__file__).parents[2] / "quizzes"
DECKS = {"the-problem", "bounds", "clipping", "truncation", "gates", "remedies", "depth", "practice"}

# Typed by somebody who knows, without looking at the key points.
KNOWING = [
    (
        "what-vanishing",
        "The gradient gets multiplied by the jacobian at every timestep so it shrinks exponentially with "
        "distance, and the network can’t learn long-term dependencies. The total gradient can still look fine "
        "because recent steps contribute.",
    ),
    (
        "what-exploding",
        "same product but > 1, norms grow exponentially, you get NaN loss or spikes. use gradient clipping.",
    ),
    (
        "bptt-product",
        "You unroll the network and apply the chain rule through each time step; each factor is diag(tanh "
        "prime) times W_hh.",
    ),
    (
        "sum-over-time",
        "dL/dW = sum over t of dL/dh_T * prod dh_i/dh_{i-1} * dh_t/dW. The weights are shared so contributions add up",
    ),
    ("slopes", "sigmoid 0.25, tanh 1, relu 0 or 1. they bound how much the gradient can pass through per step"),
    (
        "saturation",
        "when tanh saturates its derivative is close to zero so no gradient flows regardless of the weights. "
        "with W=3I the units saturate and gradients vanish",
    ),
    ("symptoms", "exploding: loss becomes NaN or jumps. vanishing: loss plateaus, no error message"),
    (
        "clip-norm",
        "rescale the gradient to norm theta if it is larger, keeps direction. Between loss.backward() and "
        "optimizer.step(). does not help vanishing gradients",
    ),
    (
        "clip-value",
        "value clipping clamps each element separately which changes direction, norm clipping scales the "
        "whole gradient vector so direction is preserved",
    ),
    ("clip-return", "the total norm of all parameters before clipping; you should log it"),
    (
        "clip-nan",
        "No. inf norm gives scale factor 0 and 0*inf=nan, nan spreads to all params. use error_if_nonfinite "
        "or skip the step",
    ),
    (
        "norm-condition",
        "if sigma_max(W) * gamma < 1 gradients must vanish; for exploding it is necessary that "
        "sigma_max*gamma > 1 but not sufficient",
    ),
    (
        "eig-vs-sing",
        "the largest singular value, since it is the operator norm. for non normal matrices the spectral "
        "radius can be much smaller and there is transient growth",
    ),
    (
        "large-sigma-not-explode",
        "No, it is only a necessary condition. tanh saturation can shrink the gradient, and the gradient may "
        "not align with growing directions",
    ),
    (
        "lstm-cell",
        "c_t = f * c_{t-1} + i * g. derivative of c_t wrt c_{t-1} is just f, no weight matrix. the network "
        "learns when to keep",
    ),
    (
        "lstm-gates",
        "forget gate decides what to forget from the old cell, input gate decides what new information to "
        "write, output gate decides what is output as hidden state",
    ),
    (
        "lstm-vanish",
        "yes, product of forget gates below 1 still decays exponentially, e.g. at init f=0.5. but the network "
        "can learn f close to 1",
    ),
    (
        "forget-bias",
        "so that f starts near 1 and not 0.5. bias 1 gives 0.73 which is still only a half-life of two steps",
    ),
    (
        "forget-bias-pytorch",
        "set bias_ih[H:2H] because order is i f g o; there are two biases which are summed; default is uniform",
    ),
    (
        "tbptt",
        "you run forward but detach the hidden state every k steps, so gradients only flow within the window; "
        "saves memory",
    ),
    (
        "tbptt-bias",
        "gradients for dependencies longer than the window are set to zero so it is biased; the state still "
        "carries information but it is not taught to keep it",
    ),
    (
        "residual",
        "jacobian becomes I + dF/dx so there is an identity path the gradient can flow through directly. can "
        "still explode though",
    ),
    (
        "xavier",
        "var = 2/(n_in+n_out), compromise between forward and backward pass, assumes linear/symmetric "
        "activation such as tanh",
    ),
    ("he-init", "variance 2/n_in because relu kills half of the activations; for feedforward nets"),
    (
        "attention-path",
        "constant path length between any two tokens instead of n steps; no repeated multiplication through "
        "time, only depth",
    ),
    ("sqrt-dk", "dot products have variance d_k, so large logits saturate the softmax and gradients become tiny"),
    (
        "diagnose-pytorch",
        "retain_grad on each hidden state, backward, then plot log of gradient norm versus time step. also "
        "log the gradient norm",
    ),
    (
        "adam-vanish",
        "no, it only normalizes each parameter’s gradient, it can’t restore the relative contribution of "
        "long-range terms",
    ),
    (
        "gru-path",
        "h is a convex combination of old h and candidate, update gate z controls how much is copied, reset "
        "gate how much past the candidate sees",
    ),
    (
        "plan-lag200",
        "first check the task is solvable with a shorter lag, then plot gradient norm against lag, then try "
        "forget bias init, attention or skip connections",
    ),
    (
        "rnn-vs-ffn",
        "the depth equals the sequence length and the same weight matrix is multiplied at every step; in ffn "
        "each layer has own weights and own initialisation",
    ),
    (
        "relu-rnn",
        "no, relu avoids saturation but the recurrent matrix is still multiplied repeatedly so it may vanish "
        "or explode",
    ),
    (
        "orthogonal",
        "keeps norm because all singular values are 1, but tanh derivative shrinks it, and training moves "
        "away from orthogonality",
    ),
]

# Typed by somebody who believes something else.
MISTAKEN = [
    ("what-vanishing", "the weights become zero and the network stops"),
    ("clip-norm", "it sets large gradients to zero after the optimizer step"),
    ("eig-vs-sing", "the spectral radius, eigenvalues decide"),
    ("lstm-vanish", "no, the cell state adds gradients so they never vanish"),
    ("clip-nan", "yes, it limits all gradients to the threshold"),
    ("residual", "they make the network shallower"),
    ("relu-rnn", "yes because the slope never saturates"),
    ("what-vanishing", "it does not decay exponentially"),
]


@pytest.fixture(scope="module")
def collection() -> Collection:
    return load_collection(QUIZZES, None)


@pytest.fixture(scope="module")
def recalls(collection: Collection) -> dict[str, Recall]:
    return {card.id: card for card in collection.cards if isinstance(card, Recall) and card.deck in DECKS}


@pytest.mark.parametrize(("question", "answer"), KNOWING, ids=[question for question, _ in KNOWING])
def test_somebody_who_knows_makes_every_required_point(recalls: dict[str, Recall], question: str, answer: str) -> None:
    card = recalls[question]
    found = mark(card, 0, answer).found
    missed = [point.text for point, made in zip(card.key_points, found, strict=True) if point.required and not made]
    assert missed == []


@pytest.mark.parametrize(("question", "answer"), MISTAKEN, ids=[question for question, _ in MISTAKEN])
def test_somebody_who_is_mistaken_makes_no_point(recalls: dict[str, Recall], question: str, answer: str) -> None:
    assert not any(mark(recalls[question], 0, answer).found)


def test_all_questions_are_asked(recalls: dict[str, Recall]) -> None:
    levels = [card.level for card in recalls.values()]
    assert {level: levels.count(level) for level in levels} == {
        "basic": 18,
        "intermediate": 29,
        "advanced": 22,
        "senior": 13,
    }


def test_the_answer_that_a_card_gives_makes_all_its_points(recalls: dict[str, Recall]) -> None:
    short = {card.id: mark(card, 0, card.back).found for card in recalls.values() if not mark(card, 0, card.back).right}
    assert short == {}


def test_no_question_makes_all_the_points_of_its_answer(recalls: dict[str, Recall]) -> None:
    assert [card.id for card in recalls.values() if mark(card, 0, card.front).right] == []


def test_there_are_twenty_chains_of_two_to_four_questions_and_none_is_in_two(collection: Collection) -> None:
    after = {card.note: card.follow_up for card in collection.cards if card.follow_up and card.deck in DECKS}
    assert len(set(after.values())) == len(after)
    lengths = []
    for first in after.keys() - set(after.values()):
        length, question = 1, first
        while question in after:
            length, question = length + 1, after[question]
        lengths.append(length)
    assert len(lengths) >= 20
    assert set(lengths) <= {2, 3, 4}


def test_a_numeric_card_whose_formula_is_not_what_its_proof_computes_is_refuted(collection: Collection) -> None:
    card = next(card for card in collection.cards if card.id == "figure-scalar-decay")
    assert isinstance(card, Numeric)
    assert refuted(card) == ""
    assert refuted(replace(card, answer="(w * d) ** (n - 1)")).startswith("AssertionError")
