"""`grader doctor`: what a learner needs, how safely strangers' files are graded, and what would be better."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from grader.cli.keeping import workspace_here
from grader.cli.main import MACHINE, PASSED, emit
from grader.render.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.learner.fitness import Facts, Need
    from grader.sandbox.doctor import Diagnosis, Layer


@click.command(name="doctor")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(form: str) -> int:
    """Say what this machine has for you, and how safely it grades, layer by layer.

    Exit code 3 when only trusted files should be graded here.

    \b
    Examples:
      grader doctor
      grader doctor --format json
    """
    from grader.learner.fitness import needs
    from grader.sandbox.doctor import diagnose

    found = diagnose()
    wanted = needs(_facts(found))
    emit(_json(found, wanted) if form == "json" else _text(found, wanted))
    return PASSED if found.strangers_welcome else MACHINE


def _facts(found: Diagnosis) -> Facts:
    from grader.checks import preloads_of
    from grader.course.find import course_root
    from grader.course.load import load_course
    from grader.learner.fitness import Facts

    course = load_course(course_root())
    workspace = workspace_here(course)
    return Facts(
        python=tuple(sys.version_info[:3]),
        numpy=_version("numpy"),
        torch=_version("torch"),
        torch_for=[name for name in course.names if "torch" in preloads_of(name)],
        workspace=str(workspace.folder) if workspace else "",
        kept=workspace is not None and workspace.kept,
        trouble=found.trouble,
        tier=found.tier,
        strangers_welcome=found.strangers_welcome,
        terminal=os.environ.get("TERM", "") if sys.stdout.isatty() else "",
        encoding=sys.stdout.encoding,
    )


def _version(package: str) -> str:
    """The version of an installed package, without importing it; "" when there is none."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _text(found: Diagnosis, wanted: Sequence[Need]) -> str:
    from grader.sandbox.doctor import TIERS

    width = max(len(layer.name) for layer in found.layers)
    lines = [found.machine, "", "for your own work", *(_need_line(need, width) for need in wanted)]
    lines += ["", "for the files of strangers", *(_line(layer, width) for layer in found.layers), ""]
    lines.append(f"tier {found.tier}: {TIERS[found.tier]}" if found.tier else f"{TIERS['']}: {found.trouble}")
    return "\n".join(lines)


def _need_line(need: Need, width: int) -> str:
    line = f"{'✓' if need.on else '✗'} {need.name:<{width}}  {one_line(need.state)}"
    return line if need.on else f"{line}\n  {'':<{width}}  to do: {need.todo}"


def _line(layer: Layer, width: int) -> str:
    mark = "✓" if layer.on else "✗"
    line = f"{mark} {layer.name:<{width}}  {layer.means}"
    return line if layer.on else f"{line}\n  {'':<{width}}  found: {layer.state}\n  {'':<{width}}  to do: {layer.todo}"


def _json(found: Diagnosis, wanted: Sequence[Need]) -> str:
    import json

    layers = [
        {"name": layer.name, "on": layer.on, "state": layer.state, "means": layer.means, "todo": layer.todo}
        for layer in found.layers
    ]
    learner = [{"name": need.name, "on": need.on, "state": need.state, "todo": need.todo} for need in wanted]
    report = {"schema_version": 1, "machine": found.machine, "tier": found.tier, "trouble": found.trouble}
    whole = {**report, "strangers_welcome": found.strangers_welcome, "layers": layers, "learner": learner}
    return json.dumps(whole, ensure_ascii=False)
