"""Text that strangers chose, made safe for where it is shown: a terminal, a spreadsheet, a page, a file's name."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_SHOWN = 4000  # characters of one text; a learner's message of a megabyte says nothing more


def visible(text: str, limit: int = _SHOWN) -> str:
    r"""Return a text whose control and right-to-left characters are written out, cut at a limit.

    Line breaks and tabs stay; the joiners of Persian and Hindi are letters and stay, too.

    >>> visible("a\x1b[2J b\u202ec")
    'a\\x1b[2J b\\u202ec'
    """
    cut = text if len(text) <= limit else f"{text[:limit]} … ({len(text) - limit} more characters)"
    return "\n".join(line if line.isprintable() else _line(line) for line in cut.split("\n"))


def one_line(text: str, limit: int = 200) -> str:
    """Return a text as one line."""
    return " ".join(visible(text, limit).split())


def _line(line: str) -> str:
    return "".join(char if _is_plain(char) else _written_out(char) for char in line)


def _is_plain(char: str) -> bool:
    if char in "\t\u200c\u200d":
        return True
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp")


def _written_out(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?%?")


def cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    Numbers stay numbers, and the lone `-` that Moodle writes for "nothing" stays, too.

    >>> [cell(text) for text in ("=HYPERLINK(1)", "@SUM(A1)", "-1", "-", "-1+1", "Ann")]
    ["'=HYPERLINK(1)", "'@SUM(A1)", '-1', '-', "'-1+1", 'Ann']
    """
    shown = visible(text)
    first = unicodedata.normalize("NFKC", text.lstrip(" \n")[:1])  # a full-width ＝ begins a formula, too
    formula = first in ("=", "+", "-", "@", "\t", "\r") and first != ""
    return f"'{shown}" if formula and shown != "-" and not _NUMBER.fullmatch(shown) else shown


# What begins markup inside a line (`:`, `@` and `.` begin GitHub's links), and what does at its beginning.
_MARKUP = re.compile(r"[\\`*_{}\[\]()<>#|!&~$:@.]|^[-+=]")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def markdown(text: str, limit: int = 200) -> str:
    """Return one line of Markdown that reads as the text itself: no link, no picture, no HTML."""
    return _MARKUP.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), one_line(text, limit))


def markdown_block(text: str) -> str:
    """Return a fenced block whose fence is longer than any in the text."""
    shown = visible(text)
    longest = max((len(run) for run in re.findall(r"`+", shown)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{shown}\n{fence}"


_MARKED = re.compile(r"-[0-9a-f]{8}$")  # a name that ends as our marks do could be another's with its mark
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def file_name(text: str) -> str:
    """Return a name that any file system takes and no two texts share: a mark is added when a character had to go.

    >>> file_name("ana"), file_name("../ana")[:5]
    ('ana', '_ana-')
    """
    kept = "".join(char if char.isalnum() or char in "._-" else "_" for char in unicodedata.normalize("NFC", text))
    kept = kept.lstrip(".")[:60] if text.startswith(".") else kept[:60]
    plain = kept == text and kept == kept.casefold() and not kept.endswith(".")
    if plain and kept and not _RESERVED.fullmatch(kept) and not _MARKED.search(kept):
        return kept
    mark = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{kept.strip('.') or 'unnamed'}-{mark}"
