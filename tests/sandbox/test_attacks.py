"""Hostile submissions against every tier, and against none: all contained, and without layers many are not."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from battlefield import ATTACKS, CANARY, Battlefield, suits

from benchmarks.tiers import LAYERS_OF
from grader.sandbox.crew import Crew

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="confinement is Linux")]

TIERS = ("2", "1", "1b")
LEAST_BREACHES = 25  # fewer, and the suite would not know an open door from a wall


@pytest.fixture(scope="module")
def field() -> Iterator[Battlefield]:
    made = Battlefield()
    yield made
    made.close()


@pytest.fixture(scope="module", params=TIERS)
def crew(request: pytest.FixtureRequest) -> Iterator[Crew]:
    """A crew of one tier, whose grader has a secret in its environment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GITHUB_TOKEN", CANARY)
        with Crew(LAYERS_OF[request.param]) as made:
            made.prepare()
            yield made


@pytest.mark.parametrize("attack", [one for one in ATTACKS if suits(one)], ids=lambda attack: attack.stem)
def test_an_attack_is_contained(attack: Path, crew: Crew, field: Battlefield):
    assert field.breaches_of(attack, crew) == []


@pytest.mark.skipif(os.getuid() != 0, reason="only root's learners are somebody else, and cannot end this process")
def test_without_layers_the_same_attacks_succeed_often_enough(field: Battlefield):
    with Crew([]) as bare:
        breached = {
            attack.stem: breaches
            for attack in ATTACKS
            if suits(attack, layers=False) and (breaches := field.breaches_of(attack, bare))
        }

    assert len(breached) >= LEAST_BREACHES, breached


# What each layer must hold by itself: where several do, nobody would notice that one has gone.
HELD_BY = {
    "rlimits": "memory_in_an_array memory_mapped memory_in_a_string many_descriptors many_pipes big_integer",
    "landlock": "solution other_submission secret_file solution_by_import passwords file_left tcp abstract_socket"
    " solution_anywhere solution_by_loader solution_in_the_history memory_of_itself solution_by_roundabout_ways"
    " cover_taken_off cover_gone_round",
    "namespaces": "solution other_submission secret_file processes tcp udp abstract_socket leaves_a_process file_left"
    " solution_anywhere solution_by_loader solution_in_the_history process_by_descriptor solution_by_roundabout_ways"
    " cover_taken_off cover_gone_round",
    "seccomp": "solution file_left tcp udp many_processes many_threads leaves_a_process keyring io_uring user_namespace"
    " other_word_size netlink wakes_its_parent starts_a_program shared_memory userfaultfd filter_of_its_own"
    " lock_by_priority waits_for_all_processors timer_of_the_kernel semaphores process_by_descriptor splices"
    " asks_for_signals",
}


@pytest.mark.parametrize("layer", HELD_BY)
def test_a_layer_holds_what_is_its_own_without_the_others(layer: str, field: Battlefield):
    held = [attack for attack in ATTACKS if attack.stem in HELD_BY[layer].split() and suits(attack)]
    with Crew([layer]) as alone:
        breached = {attack.stem: found for attack in held if (found := field.breaches_of(attack, alone))}

    assert held and not breached


def test_there_are_attacks_of_every_kind():
    assert len(ATTACKS) >= 80
    assert all(attack.read_text().startswith('"""expect: contained; ') for attack in ATTACKS)
