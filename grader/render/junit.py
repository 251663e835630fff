"""JUnit's XML: a suite per file, a case per check; what CI servers and editors show as tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as Xml

from grader.record import Record
from grader.render.safe import one_line, visible
from grader.render.words import check_text, error_text


def junit_xml(records: Sequence[Record]) -> str:
    """Return the results of one command. Characters that XML does not take are written out."""
    suites = Xml.Element("testsuites")
    for record in records:
        _suite(suites, record)
    Xml.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(suites, encoding="unicode")


def _suite(suites: Xml.Element, record: Record) -> None:
    suite = Xml.SubElement(suites, "testsuite", name=one_line(record["file"]))
    error = error_text(record)
    if error:
        case = Xml.SubElement(suite, "testcase", classname=record["exercise"], name="the file loads", time="0")
        _outcome(case, "error", error, record["error"]["kind"])
    for check in record["checks"]:
        _case(suite, record, check)
    if record["stdout"]:
        Xml.SubElement(suite, "system-out").text = visible(record["stdout"])
    kinds = [case[0].tag if len(case) else "" for case in suite.findall("testcase")]
    suite.attrib |= {"tests": str(len(kinds)), "time": f"{record['wall_seconds']:.4f}"}
    suite.attrib |= {
        name: str(kinds.count(kind))
        for name, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))
    }


# A learner's wrong answer is a failure; code that ended before it answered, and what is ours, an error.
_KINDS = {"failed": "failure", "skipped": "skipped"}


def _case(suite: Xml.Element, record: Record, check: dict[str, Any]) -> None:
    name = f"{record['exercise']}.{check['function']}"
    case = Xml.SubElement(suite, "testcase", classname=name, name=one_line(check["title"]), time="0")
    if check["status"] != "passed":
        _outcome(case, _KINDS.get(check["status"], "error"), check_text(check), check["status"])


def _outcome(case: Xml.Element, kind: str, text: str, status: str) -> None:
    outcome = Xml.SubElement(case, kind, message=one_line(text))
    if kind != "skipped":
        outcome.set("type", status)
        outcome.text = visible(text)
