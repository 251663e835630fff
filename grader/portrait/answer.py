"""A learner's gradient over time beside the reference, from the picture of a finding."""

from __future__ import annotations

from grader.portrait.curves import Axis, Look, Mark, Panel, Portrait, in_words, steps_curve
from grader.verdict import Picture


def beside_the_reference(picture: Picture, title: str) -> Portrait:
    """Return both curves over the steps, with a mark at the first wrong one."""
    way = " on the way back" if picture.backward else ""
    at = picture.first_wrong
    mark = None if at is None else Mark(float(at), f"t = {at}, the first wrong step{way}")
    curves = (steps_curve("yours", picture.got), steps_curve("reference", picture.want, Look.BOUND))
    what = picture.title.removeprefix("log10 of ")
    panel = Panel(what, Axis("t", "steps", whole=True), Axis("norm", "", powers_of_ten=True), curves, mark)
    return Portrait(title, (panel,), () if at is None else (_note(picture, at),))


def _note(picture: Picture, at: int) -> str:
    yours, ours = in_words(picture.got[at]), in_words(picture.want[at])
    return f"at t = {at} the norm of yours is {yours}, that of the reference {ours}"
