"""How long `grader quiz` lets a learner wait, with 500 cards and 50,000 answers, beside `import yaml, click`.

Four waits: the count of what is due (a whole process), the first card in lines and on a screen (from the command to the
question), and an answer that is being saved (from the key to `saved`, fsync included). Whole processes take turns, so
that whatever else the machine does meets all of them alike. Beside them, also as whole processes: the statistics of all
answers, what will be remembered on a day, and exports.

    python -m benchmarks.quiz [--runs N]
"""

from __future__ import annotations

import argparse
import os
import pty
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from benchmarks.check import machine
from grader.quiz.days import study_day
from grader.quiz.folder import FILE
from grader.quiz.log import Review
from grader.quiz.store import Store

CARDS, REVIEWS = 500, 50_000
DECKS = 10
GRADER = str(Path(sys.executable).with_name("grader"))

# The targets of the issue: seconds, and times the import of what any command of this kind needs.
MOST_IMPORTS = 2.5
MOST_FIRST_CARD = 0.4
MOST_SAVING = 0.030
MOST_STATS = 1.0

CARD = """
  - id: card-{deck}-{number}
    type: choice
    level: basic
    tags: [tag-{deck}]
    front: Which of these belongs to question {number} of deck {deck}, and why is it not the other one?
    choices:
      - {{text: This one, correct: true, why: It belongs here because of its number.}}
      - {{text: The other one, why: It belongs to another question.}}
      - {{text: Neither of them, why: One of them does.}}
"""


def main() -> None:
    """Make the collection, time everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=15, help="how often each is run (15)")
    runs = max(1, parser.parse_args().runs)
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        make_collection(Path(folder))
        os.environ["GRADER_HOME"] = folder
        size = (Path(folder) / FILE).stat().st_size / 1e6
        print(f"{CARDS} cards, {REVIEWS} answers ({size:.1f} MB)")
        print(f"runs     {runs} of each, in turn, after one of each that does not count\n")
        times = interleaved(folder, runs)
    print("\n".join(table(times)))


def make_collection(folder: Path) -> None:
    """Write decks of choice cards, and a log in which every card was answered on a hundred days."""
    (folder / "decks").mkdir()
    for deck in range(DECKS):
        cards = "".join(CARD.format(deck=deck, number=number) for number in range(CARDS // DECKS))
        text = f"deck: deck-{deck}\nversion: 1\ntitle: Deck {deck}\ndefaults: {{source: book}}\n\ncards:{cards}"
        (folder / "decks" / f"deck-{deck}.yaml").write_text(text, encoding="utf-8")
    (folder / "decks" / "sources.yaml").write_text("book: A book\n", encoding="utf-8")
    with Store(folder / FILE) as store:
        store.add([answered(store, number) for number in range(REVIEWS)])


def answered(store: Store, number: int) -> Review:
    """Return the answer of a number: card after card, a round every six days.

    In the last round every second card was wrong, and that was long enough ago for it to be due again.
    """
    rounds, card = divmod(number, CARDS)
    before = timedelta(days=20 + 6 * (REVIEWS // CARDS - 1 - rounds), seconds=CARDS - card)
    at = datetime.now(UTC) - before  # noqa: TID251  beside the commands' clock
    return Review(
        id=f"{number:032x}",
        machine=store.machine,
        at=at,
        day=study_day(at),
        card=f"card-{card % DECKS}-{card // DECKS}",
        revision=1,
        sha="as before",
        seed=number,
        answer="a",
        share=1.0,
        rating=1 if card % 2 and rounds == REVIEWS // CARDS - 1 else 3,
        milliseconds=9000,
        confidence=3,
        hints=0,
        mode="review",
        retention=0.9,
        misconceptions="",
    )


# What is timed


def importing(_folder: str) -> list[float]:
    """What any command that reads YAML and options needs."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import yaml, click"], check=True)
    return [time.perf_counter() - start]


def whole(*arguments: str) -> Callable[[str], list[float]]:
    """Return what times `grader quiz` with arguments, in which FOLDER stands for where the collection is."""

    def timed(folder: str) -> list[float]:
        given = [argument.replace("FOLDER", folder) for argument in arguments]
        command = [GRADER, "quiz", *given, "--decks", f"{folder}/decks"]
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return [time.perf_counter() - start]

    return timed


def asking_in_lines(folder: str) -> list[float]:
    """The first question of `grader quiz --plain`."""
    start = time.perf_counter()
    with _session(folder, "--cram") as process:
        _read_until(process, b"answer with")
        wall_seconds = time.perf_counter() - start
        process.communicate(b"!quit\n")
    return [wall_seconds]


def asking_on_a_screen(folder: str) -> list[float]:
    """The first question of `grader quiz` at a terminal."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm-256color"}
    start = time.perf_counter()
    command = [GRADER, "quiz", "--decks", f"{folder}/decks"]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)  # so that reading ends with an error where the session does
    shown = b""
    while b"> " not in shown:
        shown += os.read(ours, 65536)
    wall_seconds = time.perf_counter() - start
    process.kill()
    process.wait()
    os.close(ours)
    return [wall_seconds]


def saving(folder: str) -> list[float]:
    """Every one of ten answers of a session: from the rating to `saved`."""
    times = []
    with _session(folder, "--no-confidence") as process:
        for _ in range(10):
            _read_until(process, b"answer with")
            _type(process, b"\n")
            _read_until(process, b"1 Again")
            start = time.perf_counter()
            _type(process, b"3\n")
            _read_until(process, b"saved:")
            times.append(time.perf_counter() - start)
        process.communicate(b"!quit\n")
    return times


def _session(folder: str, *options: str) -> subprocess.Popen[bytes]:
    command = [GRADER, "quiz", "--plain", "--decks", f"{folder}/decks", *options]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _type(process: subprocess.Popen[bytes], text: bytes) -> None:
    if process.stdin is not None:
        process.stdin.write(text)
        process.stdin.flush()


def _read_until(process: subprocess.Popen[bytes], beginning: bytes) -> None:
    for line in process.stdout or ():
        if line.startswith(beginning):
            return
    raise SystemExit(f"the session ended before it said {beginning.decode()}")


CONTESTANTS: dict[str, Callable[[str], list[float]]] = {
    "import yaml, click": importing,
    "grader quiz due": whole("due"),
    "first card, in lines": asking_in_lines,
    "first card, on a screen": asking_on_a_screen,
    "an answer is saved": saving,
    "grader quiz stats": whole("stats"),
    "interview --date": whole("interview", "--date", "2027-12-31"),
    "export to Anki, text": whole("export", "--format", "anki"),
    "export to Anki, package": whole("export", "--format", "apkg", "-o", "FOLDER/cards.apkg"),
    "export to Moodle": whole("export", "--format", "moodle"),
}


def interleaved(folder: str, runs: int) -> dict[str, list[float]]:
    """Return everybody's seconds; one round before fills caches and is thrown away."""
    times: dict[str, list[float]] = {name: [] for name in CONTESTANTS}
    for run in range(runs + 1):
        for name, timed in CONTESTANTS.items():
            seconds = timed(folder)
            times[name] += seconds if run else []
    return times


def table(times: dict[str, list[float]]) -> list[str]:
    """Return the lines of the table; targets stand beside the figures and fail nothing."""
    base = median(times["import yaml, click"])
    targets = {
        "grader quiz due": (MOST_IMPORTS * base, f"<= {MOST_IMPORTS} x import"),
        "first card, in lines": (MOST_FIRST_CARD, f"<= {1000 * MOST_FIRST_CARD:.0f} ms"),
        "first card, on a screen": (MOST_FIRST_CARD, f"<= {1000 * MOST_FIRST_CARD:.0f} ms"),
        "an answer is saved": (MOST_SAVING, f"<= {1000 * MOST_SAVING:.0f} ms"),
        "grader quiz stats": (MOST_STATS, f"<= {1000 * MOST_STATS:.0f} ms"),
    }
    lines = [f"{'':<24}   median    slowest   x import yaml, click"]
    for name, own in times.items():
        line = f"{name:<24} {1000 * median(own):6.1f} ms  {1000 * max(own):6.1f} ms   {median(own) / base:6.2f}"
        if name in targets:
            most, words = targets[name]
            line += f"   target {words}: {'met' if median(own) <= most else 'missed'}"
        lines.append(line)
    return lines


if __name__ == "__main__":
    main()
