"""How often the grader is right about people: what it accepts, what it refuses, and which idea it says is behind it.

    python -m benchmarks.naming

Every file of tests/submissions with 20 seeds; counted by grader.proof.strength, which `grader course check --strength`
prints with the mutants of the solutions beside.
"""

from __future__ import annotations

import sys
import warnings

from grader.course.find import course_root
from grader.course.load import load_course
from grader.proof.strength import lines, strength


def main() -> None:
    """Print one line per exercise and one for all."""
    warnings.simplefilter("ignore")  # learners' overflows are not news here
    course = load_course(course_root())
    submissions = course.root / "tests" / "submissions"
    measured = {name: strength(course, name, submissions) for name in course.names}
    sys.stdout.write("\n".join(lines(measured)) + "\n")


if __name__ == "__main__":
    main()
