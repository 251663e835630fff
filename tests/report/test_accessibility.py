"""axe-core finds no serious fault in what is made, in light and in dark, with a student open, with names hidden."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import answer_of, class_facts, class_page, points, records
from playwright.sync_api import Page, expect

from grader.render.marks import Marks
from grader.render.report.student import student_html
from grader.submission import Problem, Student

pytestmark = pytest.mark.slow
AXE = Path(__file__).parent / "axe" / "node_modules" / "axe-core" / "axe.min.js"


def assert_accessible(page: Page) -> None:
    """No violation that axe calls serious or critical."""
    if not AXE.is_file():
        pytest.fail("axe-core is not there: npm ci --prefix tests/report/axe", False)
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run()")
    grave = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
    told = [f"{one['id']}: {one['help']}\n    {node['html'][:200]}" for one in grave for node in one["nodes"][:3]]
    assert not told, "\n".join(told)
    assert len(found["passes"]) > 10, "axe has looked at something"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_class_page_has_no_serious_fault(opened, scheme):
    page = opened(class_page(300), color_scheme=scheme).page

    assert_accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nor_has_it_with_a_student_open_and_names_hidden(opened, scheme, width):
    row = next(row for row in class_facts(300).rows if all(cell and cell[2] == 2 for cell in row[3:]))
    watched = opened(class_page(300), f"#s-{row[0]}", color_scheme=scheme, viewport={"width": width, "height": 900})
    page = watched.page
    expect(page.locator("#student h3")).to_be_visible()
    for closed in page.locator("summary").all()[:6]:
        closed.click()

    assert_accessible(page)
    page.locator("#names").click()
    assert_accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_students_page_has_no_serious_fault(opened, scheme):
    wrong = [next(one for one in records()[name][1:] if not one["passed"]) for name in records()]
    marks = Marks(Student("ben", "Ben Sato"), {one["exercise"]: one for one in wrong})
    problem = Problem("not_python", "ben/clip.docx", "it is a Word file", "ask", ("ben",), "clip")
    html = student_html(marks, points(), [answer_of(one, late=True) for one in wrong], [problem])

    assert_accessible(opened(html, script=False, color_scheme=scheme).page)


def test_axe_sees_a_fault_that_is_there(opened):
    page = opened(class_page(3).replace('aria-label="Table of students"', "").replace("<html lang", "<html x")).page

    with pytest.raises(AssertionError, match="html-has-lang"):
        assert_accessible(page)
