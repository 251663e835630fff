"""Gradescope's autograder zip: the wheel, and two scripts that install it and run it."""

from __future__ import annotations

import io
import shlex
import zipfile
from collections.abc import Sequence

_SETUP = """\
#!/usr/bin/env bash
# Gradescope runs this once, when the autograder is built. Its Ubuntu's own Python is too old, so uv brings one.
set -euo pipefail
AUTOGRADER=${AUTOGRADER:-/autograder}
command -v pip3 >/dev/null || { apt-get update && apt-get install -y --no-install-recommends python3-pip; }
pip3 install --quiet uv
uv venv --quiet --python 3.12 "$AUTOGRADER/venv"
uv pip install --quiet --python "$AUTOGRADER/venv/bin/python" "$AUTOGRADER"/source/*.whl
"""

_RUN = """\
#!/usr/bin/env bash
# Gradescope runs this for every submission. 0 and 1 are verdicts; of anything else no result is written, so that
# Gradescope tells the instructor, and nobody is graded by a failure of ours.
set -uo pipefail
AUTOGRADER=${{AUTOGRADER:-/autograder}}
[ -x "$AUTOGRADER/venv/bin/grader" ] || bash "$AUTOGRADER/source/setup.sh" || exit 3
cd "$AUTOGRADER/submission" || exit 3
made=$(mktemp)
"$AUTOGRADER/venv/bin/grader" check {files} --format gradescope >"$made"
code=$?
[ "$code" -le 1 ] || exit "$code"
mkdir -p "$AUTOGRADER/results"
mv "$made" "$AUTOGRADER/results/results.json"
"""

_EXECUTABLE = 0o100755
_READABLE = 0o100644
_UNIX = 3


def autograder_zip(wheel_name: str, wheel: bytes, exercises: Sequence[str]) -> bytes:
    """Return the zip to upload: `setup.sh`, `run_autograder` and the wheel, at its root.

    The same wheel and exercises give the same bytes.
    """
    files = " ".join(shlex.quote(f"{name}.py") for name in exercises)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content, mode in (
            ("setup.sh", _SETUP.encode(), _EXECUTABLE),
            ("run_autograder", _RUN.format(files=files).encode(), _EXECUTABLE),
            (wheel_name, wheel, _READABLE),
        ):
            info = zipfile.ZipInfo(name)
            info.create_system = _UNIX
            info.external_attr = mode << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return file.getvalue()
