"""YAML with positions, and none of its surprises: every text means what it says, or is a mistake with a place.

The file's events are put together here and not by PyYAML: its composer is recursive C, which `[` written 100,000 times
ends with a segmentation fault, and it forgets where things were. Nothing is resolved: `no`, `1e-3` and `12:30` stay the
texts that they are, and the shape of a deck (`grader.quiz.shape`) says which texts are numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml import events

from grader.quiz.find import LARGEST
from grader.quiz.mistake import Mistake, Place, in_order

Path = tuple[str | int, ...]

_DEEPEST = 50  # a deck has 6

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader when PyYAML was built with it: 10 times faster

# Characters that nobody writes on purpose. A line ends with \n or \r\n.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]|\r(?!\n)"
)
_SINGLE = "use single quotes or a | block, where a backslash is a backslash"
_QUOTE = "put the text in single quotes, or in a | block"
_NOTHING = {"", "~", "null", "Null", "NULL"}

# What libyaml says, and what an author can do about it where it says so …
_TODO_HERE = (
    (
        "mapping values are not allowed",
        "quote a text with `: ` inside, write `name: value`, begin fields in one column",
    ),
    ("unknown escape character", _SINGLE),
    ("expected hex", _SINGLE),
    ("cannot start any token", "a text that begins with @, ` or % needs single quotes"),
    ("alphabetic or numeric character", "a text that begins with * or & needs single quotes"),
    ("comment or line break", "a text that begins with | or > needs single quotes"),
    ("block sequence entries", "a text that begins with `- ` needs single quotes"),
    ("expected key", "begin fields in one column, and let no text follow a closing quote or bracket"),
    ("expected '-' indicator", "begin every entry of a list in the same column, with `- `"),
)
# … or where that began which it says has not ended.
_TODO_THERE = (
    ("unexpected end of stream", "close the quotes"),
    ("document indicator", "close the quotes, and write one deck per file"),
    ("expected ',' or ']'", "close the list with ], and quote what has commas or brackets inside"),
    ("expected ',' or '}'", "close the fields with }, and quote what has commas or braces inside"),
    ("expected ':'", "write `name: value`; a text of several lines needs a | block"),
)


@dataclass(frozen=True)
class Places:
    """Where every value of a file is, and every field's name, by path.

    Attributes:
        values: Where the values are.
        names: Where the names are.
        unclear: Values that are not what was meant, which has been said: what else is wrong with them is noise.
    """

    values: dict[Path, Place] = field(default_factory=dict)
    names: dict[Path, Place] = field(default_factory=dict)
    unclear: set[Path] = field(default_factory=set)

    def value(self, path: Path) -> Place:
        """Return where a value is; of one that is missing, where the nearest thing around it is."""
        return self.values[self._known(path)]

    def name(self, path: Path) -> Place:
        """Return where a field's name is, or else its value."""
        return self.names.get(path) or self.value(path)

    def _known(self, path: Path) -> Path:
        known: Path = ()
        for step in path:
            known = (*known, step) if (*known, step) in self.values else known
        return known


@dataclass(frozen=True)
class Content:
    """What a file says.

    Attributes:
        plain: Mappings, lists and texts; None for nothing.
        places: Where they are.
        mistakes: What YAML, or we, do not take; `plain` is what could be read all the same.
        whole: Whether the file was read to its end.
    """

    plain: Any
    places: Places
    mistakes: tuple[Mistake, ...]
    whole: bool


def read_yaml(source: bytes) -> Content:
    """Return what a file says, with every mistake that can be seen without knowing what it should say."""
    if len(source) > LARGEST:
        return _unreadable(Place(1, 1), f"the file has more than {LARGEST} bytes", "split the deck")
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        return _unreadable(_place_of_byte(source, error.start), *_not_utf8(source, error))
    mistakes = list(_unseen(text))
    seen = _UNSEEN.sub(" ", text)  # a space for each, so that everything else stays where it is
    composer, whole = _Composer(seen.split("\n")), False
    try:
        for event in yaml.parse(seen, Loader=_LOADER):
            composer.take(event)
        whole = True
    except _Stop:
        pass
    except yaml.MarkedYAMLError as error:
        unread = _yaml_mistake(error)
        if unread.place.line not in {one.place.line for one in mistakes}:  # a tab is reason enough
            mistakes.append(unread)
    mistakes += composer.mistakes
    if not composer.documents and not mistakes:
        mistakes.append(Mistake(Place(1, 1), "the file is empty", "write a deck, or remove the file"))
    composer.places.values.setdefault((), Place(1, 1))
    return Content(composer.plain, composer.places, in_order(mistakes), whole)


def _unreadable(place: Place, what: str, todo: str) -> Content:
    return Content(None, Places({(): place}), (Mistake(place, what, todo),), whole=False)


def _place_of_byte(source: bytes, start: int) -> Place:
    before = source[:start]
    line = before[before.rfind(b"\n") + 1 :]
    return Place(before.count(b"\n") + 1, len(line.decode("utf-8", "replace")) + 1)


def _not_utf8(source: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "the file is UTF-16", "save it as UTF-8"
    return f"the byte 0x{source[error.start]:02X} is not UTF-8", "save the file as UTF-8"


def _unseen(text: str) -> Iterator[Mistake]:
    """The first character of every line that nobody sees: a tab, a control character, a mark of direction."""
    if not _UNSEEN.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        found = _UNSEEN.search(line)
        if found is None or (found[0] == "\r" and found.end() == len(line)):
            continue
        place = Place(number, found.start() + 1)
        if found[0] == "\t":
            yield Mistake(place, "here is a tab", "use spaces")
        elif found[0] == "\ufeff":
            yield Mistake(place, "here is a byte order mark", "save the file as UTF-8 without it")
        else:
            yield Mistake(place, f"here is the invisible character U+{ord(found[0]):04X}", "remove it")


def _yaml_mistake(error: yaml.MarkedYAMLError) -> Mistake:
    problem = error.problem or "nothing more is known"
    there = next((todo for words, todo in _TODO_THERE if words in problem), "")
    here = next((todo for words, todo in _TODO_HERE if words in problem), _QUOTE)
    mark = (error.context_mark if there else error.problem_mark) or error.problem_mark
    place = _place(mark) if mark else Place(1, 1)
    return Mistake(place, f"the YAML cannot be read from here on: {problem}", there or here)


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1)


class _Stop(Exception):  # noqa: N818  it ends a loop and never leaves this file
    """What follows cannot be read."""


@dataclass
class _Open:
    """A mapping or list that has begun and not ended.

    Attributes:
        value: What it holds so far.
        path: Where it is.
        name: Of a mapping: the field whose value comes next; None when a name comes next.
        kept: Whether the coming value is kept: not if its name is one that we cannot take.
        in_name: Whether it is part of a field's name, which is one mistake however many parts it has.
    """

    value: dict[str, Any] | list[Any]
    path: Path
    name: str | None = None
    kept: bool = True
    in_name: bool = False


class _Composer:
    """Puts events together, with a stack of its own instead of recursion."""

    def __init__(self, lines: list[str]) -> None:
        self.plain: Any = None
        self.places = Places()
        self.mistakes: list[Mistake] = []
        self.documents = 0
        self._lines = lines
        self._open: list[_Open] = []

    def take(self, event: events.Event) -> None:
        """Take the next event."""
        match event:
            case events.DocumentStartEvent():
                self._document(event)
            case events.AliasEvent():
                self._alias(event)
            case events.ScalarEvent():
                self._scalar(event)
            case events.SequenceStartEvent():
                self._begin(event, [])
            case events.MappingStartEvent():
                self._begin(event, {})
            case events.SequenceEndEvent() | events.MappingEndEvent():
                self._open.pop()

    def _document(self, event: events.Event) -> None:
        self.documents += 1
        if self.documents > 1:
            self._mistake(event, "a second document begins here", "write one deck per file")
            raise _Stop

    def _alias(self, event: events.AliasEvent) -> None:
        todo = "write the text again, or quote it if it is a text"
        self._mistake(event, f"`*{str(event.anchor)[:40]}` is an alias", todo)
        self.places.unclear.add(self._path())
        if self._expects_name():
            self._open[-1].name, self._open[-1].kept = "", False
        else:
            self._put(event, "")

    def _scalar(self, event: events.ScalarEvent) -> None:
        self._refuse_anchor_and_tag(event)
        if event.style == '"':
            self._refuse_controls(event)
        elif not event.style and event.value:  # None without libyaml
            self._refuse_lost_comment(event)
        if self._expects_name():
            self._name(event)
        else:
            self._put(event, None if not event.style and event.value in _NOTHING else event.value)

    def _begin(self, event: events.SequenceStartEvent | events.MappingStartEvent, value: Any) -> None:
        self._refuse_anchor_and_tag(event)
        if len(self._open) == _DEEPEST:
            self._mistake(event, f"this is nested more than {_DEEPEST} deep", "write fewer brackets")
            raise _Stop
        if self._expects_name():
            self._name_with_parts(event, value)
            return
        path, in_name = self._path(), bool(self._open) and self._open[-1].in_name
        self._put(event, value)
        self._open.append(_Open(value, path, in_name=in_name))

    def _name_with_parts(self, event: events.Event, value: Any) -> None:
        """`{{gap}} is`, unquoted, is a mapping whose name is a mapping."""
        top = self._open[-1]
        if not top.in_name:
            todo = "a text that begins with { or [ needs single quotes"
            self._mistake(event, "a list or mapping is used as a field's name", todo)
        self.places.unclear.add(top.path)
        top.name, top.kept = "", False
        self._open.append(_Open(value, top.path, in_name=True))

    def _expects_name(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1].value, dict) and self._open[-1].name is None

    def _name(self, event: events.ScalarEvent) -> None:
        top = self._open[-1]
        top.name, top.kept = event.value, False
        if event.value == "<<" and not event.style:
            self._mistake(event, "`<<` merges mappings in YAML", "write the fields out, or use `defaults`")
        elif not event.value.strip():
            self._mistake(event, "a field has no name", "write a word before the colon")
        elif event.value in top.value:
            first = self.places.names[(*top.path, event.value)]
            self._mistake(
                event, f"`{event.value[:40]}` stands here again, first in line {first.line}", "keep one of them"
            )
        else:
            top.kept = True
            self.places.names[(*top.path, event.value)] = _place(event.start_mark)

    def _path(self) -> Path:
        if not self._open:
            return ()
        top = self._open[-1]
        return (*top.path, len(top.value) if isinstance(top.value, list) else top.name or "")

    def _put(self, event: events.Event, value: Any) -> None:
        """Put a value where it belongs."""
        path, top = self._path(), self._open[-1] if self._open else None
        if top is None:
            self.plain = value
        elif isinstance(top.value, list):
            top.value.append(value)
        else:
            name, top.name = top.name or "", None
            if not top.kept:  # what is wrong with its name was said
                return
            top.value[name] = value
        self.places.values[path] = _place(event.start_mark)

    def _mistake(self, event: events.Event, what: str, todo: str) -> None:
        self.mistakes.append(Mistake(_place(event.start_mark), what, todo))

    def _refuse_anchor_and_tag(self, event: events.NodeEvent) -> None:
        tag = getattr(event, "tag", None)
        if event.anchor is not None:
            self._mistake(event, f"`&{event.anchor[:40]}` is an anchor", "write texts out, or quote it if it is a text")
        if tag is not None:
            self._mistake(event, f"`{tag[:40]}` is a tag", "remove it, or quote it if it is a text")

    def _refuse_controls(self, event: events.ScalarEvent) -> None:
        r"""LaTeX in double quotes is destroyed without a word: "\theta" is a tab and `heta`."""
        for char in event.value:
            if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp"):
                what = f"an escape or line break in double quotes became the control character U+{ord(char):04X}"
                self._mistake(event, what, _SINGLE)
                return

    def _refuse_lost_comment(self, event: events.ScalarEvent) -> None:
        """`a # b` is `a`. A comment that is meant has two spaces before it."""
        end: Any = event.end_mark
        if end.line < len(self._lines) and self._lines[end.line].startswith(" #", end.column):
            place = Place(end.line + 1, end.column + 2)
            todo = "quote the text, or put two spaces before a comment that is one"
            self.mistakes.append(Mistake(place, "the text ends before `#`, and the rest of the line is lost", todo))
