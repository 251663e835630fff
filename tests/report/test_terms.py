"""On which terms a result was obtained, in words."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from benchmarks.tiers import LAYERS_OF
from grader.render.report.terms import terms_text
from grader.sandbox.limits import Limits

TRACE = {
    "grader_version": "0.1.0",
    "course_version": "5f1d0c7ab3e9d2466f09",
    "seed": 2718,
    "confirm_seed": 31,
    "tier": "1b",
    "limits": asdict(Limits()),
    "attempts": 2,
    "run": 7,
}


def test_terms_are_told_in_words():
    assert terms_text(TRACE) == (
        "seed 2718, confirmed with seed 31 · grader 0.1.0, course 5f1d0c7ab3e9 · tier 1b, behind two walls: seccomp "
        "with all files closed, resource limits · at most 2 s for a call, 10 s for loading, 30 s for a file, "
        "1 GiB of memory"
    )


@pytest.mark.parametrize("tier", LAYERS_OF)
def test_every_tier_says_what_it_means(tier):
    assert f"tier {tier}, " in terms_text(TRACE | {"tier": tier})


def test_what_another_version_wrote_is_told_as_far_as_it_is_known():
    told = terms_text(TRACE | {"tier": "3", "limits": {"wishes": 3}, "confirm_seed": None})

    assert told == "seed 2718 · grader 0.1.0, course 5f1d0c7ab3e9 · tier 3"


def test_runs_and_attempts_change_no_verdict_and_no_terms():
    assert terms_text(TRACE | {"attempts": 1, "run": 8}) == terms_text(TRACE)


def test_no_trace_is_no_text():
    assert terms_text({}) == ""
