"""`grader verify`: what has passed is graded again, with the inputs it passed with."""

from __future__ import annotations

from learning import MACHINE, NOT_YET, grader, listed, record, said, solution, solved


def test_what_still_passes_stays_passed(folder):
    solved(folder, "activations", "rnn")

    lines = said("verify", cwd=folder).splitlines()

    assert [line.split()[:2] for line in lines[:2]] == [["✓", "activations.py"], ["✓", "rnn.py"]]
    assert lines[-1] == "2 of 2 files pass"


def test_what_falls_short_is_told_and_open_again(folder):
    solved(folder, "activations", "rnn")
    broken = solution("activations").replace("np.tanh(z) ** 2", "z ** 2")
    (folder / "activations.py").write_text(broken)

    shown = said("verify", cwd=folder, code=NOT_YET)

    assert shown.startswith("✗ activations.py ")
    assert shown.endswith("1 of 2 files pass\n")
    assert record(folder, "activations")["passed"] is None
    assert record(folder, "activations")["stuck"]["function"] == "tanh_derivative"
    assert [listed(folder)[name]["status"] for name in ("activations", "rnn")] == ["started", "passed"]


def test_a_pass_whose_file_was_changed_and_passes_is_settled(folder):
    solved(folder, "activations")
    first = record(folder, "activations")["passed"]["when"]
    (folder / "activations.py").write_text(solution("activations") + "\n# tidied\n")
    assert listed(folder)["activations"]["status"] == "changed"

    said("verify", cwd=folder)

    assert listed(folder)["activations"]["status"] == "passed"
    assert record(folder, "activations")["passed"]["when"] == first


def test_a_file_that_is_gone_falls_short(folder):
    solved(folder, "rnn")
    (folder / "rnn.py").unlink()

    assert "`rnn.py` does not exist" in said("verify", cwd=folder, code=NOT_YET)
    assert record(folder, "rnn")["passed"] is None


def test_the_inputs_are_those_of_the_pass(folder):
    (folder / "rnn.py").write_text(solution("rnn"))
    said("check", "rnn", "--seed", "5", cwd=folder)

    said("verify", cwd=folder)

    assert record(folder, "rnn")["passed"]["seed"] == 5


def test_where_nothing_has_passed_there_is_nothing_to_verify(folder):
    assert said("verify", cwd=folder) == "nothing has passed here yet\n\n  next     grader check\n"


def test_where_nothing_is_kept_it_says_how_to_begin(tmp_path):
    (tmp_path / "rnn.py").write_text(solution("rnn"))

    done = grader("verify", cwd=tmp_path)

    assert done.returncode == MACHINE
    assert done.stderr == (
        f"error: no progress is kept in this folder\n  where: {tmp_path}\n  to do: begin to keep it: grader start .\n"
    )
