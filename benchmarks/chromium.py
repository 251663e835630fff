"""Debian's Chromium, or another one: where it is, and what keeps it quiet."""

from __future__ import annotations

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "there is no Chromium: apt-get install chromium, or say where it is with CHROMIUM=PATH"
QUIET = (  # a container's root has no sandbox, and 64 MiB of shared memory; the rest keeps it from calling home
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str | None:
    """Return where it is; None when there is none."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
