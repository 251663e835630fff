"""Typed words: a tired hand is forgiven, another idea is not."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grader.quiz.words import same, says, share_said, tokens


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Spectral Norm", "spectral norm"),
        ("  the spectral norm. ", "spectral norm"),
        ("spectral norms", "spectral norm"),
        ("spectral-norm", "spectral norm"),
        ("spectrral norm", "spectral norm"),
        ("spetral norm", "spectral norm"),
        ("specrtal norm", "spectral norm"),
        ("spectral nörm", "spectral norm"),
        ("2 norm", "2-norm"),
        ("back propagation", "backpropagation"),
        ("back-propagation", "backpropagation"),
        ("W_hh", "w_hh"),
        ("c_(t-1)", "c_{t−1}"),
        ("x^2", "x²"),
        ("f_t * c", "f_t ⊙ c"),
        ("matrices", "matrices"),
        ("identities", "identity"),
        ("ﬁnite", "finite"),
        ("the", "the"),
    ],
)
def test_case_accents_endings_hyphens_and_a_slip_are_forgiven(typed: str, wanted: str):
    assert same(typed, wanted)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", "norm"),
        ("   ", "norm"),
        ("\u00a0\u200b", "norm"),
        ("...", "norm"),
        ("vanishing", "exploding"),
        ("smallest singular value", "largest singular value"),
        ("asymmetric", "symmetric"),
        ("slower", "lower"),
        ("delay", "decay"),
        ("unstable", "stable"),
        ("not stable", "stable"),
        ("-1", "1"),
        ("h_1", "h_2"),
        ("gate", "rate"),
        ("spectral", "spectral norm"),
        ("spectral norm radius", "spectral norm"),
        ("spctrl norm", "spectral norm"),
        ("layer 10", "layer 1"),
        ("the later", "layer"),
        ("three", "there"),
        ("L-1", "L-2"),
    ],
)
def test_another_word_sign_or_number_is_not_forgiven(typed: str, wanted: str):
    assert not same(typed, wanted)


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        ("Norms scale exponentially in the lag.", "exponential"),
        ("It is a product of the Jacobians", "product of jacobians"),
        ("the same recurrent weight at every step", "same weight"),
        ("because the net is unrolled", "unroll"),
        ("it is not only exponential, it is fast", "exponential"),
        ("It does not stay constant, it decays exponentially", "exponential"),
        ("not linear but exponential", "exponential"),
        ("the gradient doesn't vanish", "does not vanish"),
        ("no gradient reaches past the window", "no gradient"),
        ("W_hh is in every factor", "W_hh"),
        ("f = 0.731 at the start", "0.731"),
        ("EXPONENTIAL", "exponential"),
        ("it grows exponentialy", "exponentially"),
        ("by unrolling it", "unrolled"),
        ("you clip the norm", "clipping"),
        ("scaled down", "scaling"),
        ("tanh: at most 1", "tanh at most 1"),
    ],
)
def test_an_answer_says_a_phrase_in_its_own_words(answer: str, phrase: str):
    assert says(tokens(answer), phrase)


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        ("", "exponential"),
        ("Norms do not scale exponentially", "exponential"),
        ("it isn't exponential", "exponential"),
        ("it isnt exponential", "exponential"),
        ("it wont be exponential", "exponential"),
        ("it can’t be exponential", "exponential"),
        ("never exponential", "exponential"),
        ("it is linear rather than exponential", "exponential"),
        ("linear instead of exponential", "exponential"),
        ("without any exponential growth", "exponential"),
        ("weights are the same", "same weight"),
        ("same thing. Another weight", "same weight"),
        ("the same for every single other kind of weight", "same weight"),
        ("the gradient vanishes", "does not vanish"),
        ("f = 0.73", "0.731"),
        ("nonlinear", "linear"),
        ("it is used directly", "direction"),
        ("chains of rules", "chain rule of calculus"),
    ],
)
def test_a_denied_or_scattered_phrase_does_not_count(answer: str, phrase: str):
    assert not says(tokens(answer), phrase)


def test_the_share_of_a_statement_that_an_answer_says():
    statement = "Clipping must come after backward and before the optimiser step"

    assert share_said(tokens("you have to clip before the optimizer steps, after backward"), statement) >= 0.6
    assert share_said(tokens("the learning rate is too high"), statement) < 0.3
    assert share_said(tokens("anything"), "...") == 0


@given(st.text(max_size=300), st.text(max_size=60))
@example("not " * 100, "not not not")
@example("a " * 300, "a " * 30)
@example("a " * 29, "a " * 30)
@example("same " * 200, "same same same same same weight")
def test_no_text_breaks_the_comparison(answer: str, phrase: str):
    words = tokens(answer)

    assert says(words, phrase) in (True, False)
    assert 0 <= share_said(words, phrase) <= 1
    assert same(answer, answer) or not any(word.isalnum() for word in words)
