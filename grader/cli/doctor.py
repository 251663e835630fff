"""`grader doctor`: how safely this machine grades strangers' files, and what would make it safer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from grader.cli.main import MACHINE, PASSED, emit

if TYPE_CHECKING:
    from grader.sandbox.doctor import Diagnosis, Layer


@click.command(name="doctor")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(form: str) -> int:
    """Say how safely this machine grades, layer by layer; exit code 3 when only trusted files should be graded here.

    Example: grader doctor
    """
    from grader.sandbox.doctor import diagnose

    found = diagnose()
    emit(_json(found) if form == "json" else _text(found))
    return PASSED if found.strangers_welcome else MACHINE


def _text(found: Diagnosis) -> str:
    from grader.sandbox.doctor import TIERS

    width = max(len(layer.name) for layer in found.layers)
    lines = [found.machine, "", *(_line(layer, width) for layer in found.layers), ""]
    lines.append(f"tier {found.tier}: {TIERS[found.tier]}" if found.tier else f"{TIERS['']}: {found.trouble}")
    return "\n".join(lines)


def _line(layer: Layer, width: int) -> str:
    mark = "✓" if layer.on else "✗"
    line = f"{mark} {layer.name:<{width}}  {layer.means}"
    return line if layer.on else f"{line}\n  {'':<{width}}  found: {layer.state}\n  {'':<{width}}  to do: {layer.todo}"


def _json(found: Diagnosis) -> str:
    import json

    layers = [
        {"name": layer.name, "on": layer.on, "state": layer.state, "means": layer.means, "todo": layer.todo}
        for layer in found.layers
    ]
    report = {"schema_version": 1, "machine": found.machine, "tier": found.tier, "trouble": found.trouble}
    return json.dumps({**report, "strangers_welcome": found.strangers_welcome, "layers": layers}, ensure_ascii=False)
