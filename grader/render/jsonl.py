"""results.jsonl and problems.jsonl: one object per line, in ASCII, so that no character of a learner's ends a line."""

from __future__ import annotations

import json
from dataclasses import asdict

from grader.record import SCHEMA_VERSION, Record
from grader.submission import Problem


def result_line(record: Record, student: str, submission_sha256: str) -> str:
    """Return one student's result of one exercise: the object of `grader check --format json`, and whose it is.

    A line is read by itself, so each has the version of that object.
    """
    whole = {"schema_version": SCHEMA_VERSION, **record, "student": student, "submission_sha256": submission_sha256}
    return json.dumps(whole) + "\n"


def problem_line(problem: Problem) -> str:
    """Return something that could not be taken as an answer."""
    return json.dumps(asdict(problem)) + "\n"
