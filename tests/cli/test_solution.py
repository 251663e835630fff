"""`grader solution`: after a pass, or by giving up; then what there is to notice."""

from __future__ import annotations

from learning import NOT_YET, PASSED, USAGE, grader, record, said, solution, solved


def test_before_a_pass_it_is_refused_with_two_ways_on(folder):
    done = grader("solution", "bptt", cwd=folder)

    assert (done.returncode, done.stdout) == (NOT_YET, "")
    assert done.stderr == (
        "`bptt` has not passed here yet; its solution is worth more after that.\n\n"
        "  stuck?   grader hint bptt\n"
        "  anyway   grader solution bptt --give-up\n"
    )


def test_after_a_pass_it_is_shown_with_what_to_notice(folder):
    solved(folder, "activations")

    shown = said("solution", "activations", cwd=folder)

    head, _, notices = shown.partition("what to notice, beside your own\n")
    assert head.startswith("activations · a solution\n\n  Activations and their slopes: the number that every step")
    assert "def sigmoid_derivative(z):" in head
    assert "Hochreiter drew the conclusion" not in shown  # the lesson stands in the learner's own file
    assert notices.startswith(
        "\n  tanh_derivative\n    return 1 - np.tanh(z) ** 2\n      the square of what comes out, not of what goes in\n"
    )
    assert record(folder, "activations")["gave_up"] is None


def test_a_pass_counts_although_the_file_was_changed_since(folder):
    solved(folder, "activations")
    (folder / "activations.py").write_text("# beginning again\n")

    assert grader("solution", "activations", cwd=folder).returncode == PASSED


def test_giving_up_is_kept_and_a_pass_is_still_a_pass(folder):
    said("solution", "activations", "--give-up", cwd=folder)
    gave_up = record(folder, "activations")["gave_up"]
    solved(folder, "activations")

    assert gave_up is not None
    assert record(folder, "activations")["gave_up"] == gave_up
    assert record(folder, "activations")["passed"]["points"] == 10.0


def test_giving_up_after_a_pass_gives_nothing_up(folder):
    solved(folder, "activations")

    said("solution", "activations", "--give-up", cwd=folder)

    assert record(folder, "activations")["gave_up"] is None


def test_outside_of_a_learner_s_folder_it_is_shown_to_who_asks_twice_and_nothing_is_kept(tmp_path):
    assert grader("solution", "rnn", cwd=tmp_path).returncode == NOT_YET

    assert "def rnn_step(" in said("solution", "rnn", "--give-up", cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_name_with_its_ending_will_do_and_a_slip_gets_the_nearest(folder):
    (folder / "rnn.py").write_text(solution("rnn"))

    assert grader("solution", "rnn.py", "--give-up", cwd=folder).returncode == PASSED
    done = grader("solution", "lsmt", cwd=folder)
    assert done.returncode == USAGE
    assert "there is no exercise `lsmt`. Did you mean `lstm`?" in done.stderr
