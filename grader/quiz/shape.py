"""The shape of a deck: which fields there are, and what each of them takes. Its JSON Schema is for editors.

Only linting, the schema and the first reading of a changed deck import this file: pydantic costs 84 ms.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Mapping
from textwrap import dedent
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema
from pydantic_core import PydanticCustomError

from grader.quiz.cards import LEVELS
from grader.quiz.formula import NotAFormula, formula

_ID = r"[a-z0-9]+(-[a-z0-9]+)*"
_IDEA = rf"({_ID}|[a-z_]+\.[a-z_0-9A-Z]+)"  # coined in a deck, or a function of grader/misconceptions
_SCALAR = {"type": ["string", "number", "boolean"]}  # `text: 0.5` is the text 0.5; nobody has to quote it
_LONGEST = 10_000  # characters of one text; the longest on a card has 1,000
_MOST = 100  # hints, phrases, ideas and the like; the longest list on a card has 34
_LATEX = re.compile(r"\\[A-Za-z]+|\\[()\[\]]|\$[^$\n]+\$")
_UNICODE = "write Unicode: ∂, ‖W‖₂, σ′, h_t, 10⁻³"


def _refused(what: str, todo: str) -> PydanticCustomError:
    return PydanticCustomError("refused", "{what}; {todo}", {"what": what, "todo": todo})


# Texts as the file has them (`grader.quiz.yaml` resolves nothing), and what we take them for


def _text(value: object) -> str:
    if isinstance(value, list | dict):
        raise _refused("a text is asked for here", "put it in single quotes if it begins with [ or {")
    if not isinstance(value, str) or not value.strip():
        raise _refused("nothing is written here", "write it, or remove the field")
    if len(value) > _LONGEST:
        raise _refused(f"this has more than {_LONGEST} characters", "say it shorter")
    return value.strip()


def _prose(value: object) -> str:
    text = _text(value)
    latex = _LATEX.search(text)
    if latex:
        raise _refused(f"`{latex[0][:30]}` is LaTeX", _UNICODE)
    return text


def _code(value: object) -> str:
    _text(value)
    return dedent(str(value)).rstrip() + "\n"


def _python(value: object) -> str:
    code = _code(value)
    try:
        ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = f" in its line {error.lineno}" if isinstance(error, SyntaxError) else ""
        raise _refused(f"this is not Python: {getattr(error, 'msg', error)}{line}", "mend the snippet") from error
    return code


def _formula(value: object) -> str:
    text = _text(value)
    try:
        formula(text)
    except NotAFormula as error:
        todo = "use + - * / **, parentheses, parameters and log10, log, exp, sqrt, tanh"
        raise _refused(f"`{text[:40]}` is no formula: {error}", todo) from error
    return text


def _figure(value: object) -> float | int:
    text = _text(value)
    if not re.fullmatch(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?", text):
        raise _refused(f"`{text[:40]}` is no number", "write one like 50, 0.9 or 1e-3")
    if abs(float(text)) == float("inf"):
        raise _refused(f"`{text}` is not finite", "write a smaller number")
    return int(text) if re.fullmatch(r"[-+]?\d{1,15}", text) else float(text)


def _share(value: object) -> float:
    share = float(_figure(value))
    if not 0 <= share < 1:
        raise _refused(f"a tolerance of {share:g} accepts anything", "write one from 0 to below 1, like 0.05")
    return share


def _amount(value: object) -> float:
    amount = float(_figure(value))
    if amount < 0:
        raise _refused("a tolerance is not negative", "write 0 or more")
    return amount


def _count(value: object) -> int:
    text = _text(value)
    if not re.fullmatch(r"[1-9]\d{0,5}", text):
        raise _refused(f"`{text[:40]}` is no whole number from 1", "write one like 1")
    return int(text)


def _flag(value: object) -> bool:
    text = _text(value)
    if text not in ("true", "false"):
        raise _refused(f"`{text[:40]}` is neither true nor false", "write true or false")
    return text == "true"


def _named(pattern: str, example: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = _text(value)
        if not re.fullmatch(pattern, text) or len(text) > 80:
            raise _refused(f"`{text[:40]}` is no name here", f"write one like {example}")
        return text

    return read


def _level(value: object) -> str:
    text = _text(value)
    if text not in LEVELS:
        raise _refused(f"`{text[:40]}` is no level", f"write one of {', '.join(LEVELS)}")
    return text


def _listed(value: object) -> object:
    """One source is a list of one."""
    return [value] if isinstance(value, str) else value


def _pointed(value: object) -> object:
    """A key point that is a text has no phrases of its own."""
    return value if isinstance(value, dict) else {"text": value}


def _schema(**of: Any) -> WithJsonSchema:
    return WithJsonSchema(dict(of))


Prose = Annotated[str, BeforeValidator(_prose), WithJsonSchema(_SCALAR)]
Words = Annotated[str, BeforeValidator(_text), WithJsonSchema(_SCALAR)]
Code = Annotated[str, BeforeValidator(_code), _schema(type="string")]
Python = Annotated[str, BeforeValidator(_python), _schema(type="string")]
FormulaText = Annotated[str, BeforeValidator(_formula), _schema(type=["string", "number"])]
Figure = Annotated[float | int, BeforeValidator(_figure), _schema(type="number")]
Share = Annotated[float, BeforeValidator(_share), _schema(type="number", minimum=0, exclusiveMaximum=1)]
Amount = Annotated[float, BeforeValidator(_amount), _schema(type="number", minimum=0)]
Count = Annotated[int, BeforeValidator(_count), _schema(type="integer", minimum=1)]
Flag = Annotated[bool, BeforeValidator(_flag), _schema(type="boolean")]
Level = Annotated[str, BeforeValidator(_level), _schema(enum=list(LEVELS))]


Id = Annotated[str, BeforeValidator(_named(_ID, "clip-by-norm")), _schema(type="string", pattern=f"^{_ID}$")]
Key = Annotated[str, BeforeValidator(_named(_ID, "pascanu2013")), _schema(type="string", pattern=f"^{_ID}$")]
Exercise = Annotated[str, BeforeValidator(_named("[a-z][a-z_]{1,31}", "gradient_decay")), _schema(type="string")]
Idea = Annotated[
    str,
    BeforeValidator(_named(_IDEA, "clipping-fixes-vanishing or bptt.no_carry")),
    _schema(type="string", pattern=f"^{_IDEA}$"),
]
Name = Annotated[str, BeforeValidator(_named("[A-Za-z_][A-Za-z0-9_]{0,19}", "n")), _schema(type="string")]


class Shape(BaseModel):
    """Fields that are all known; a value is what its text is taken for, and nothing else becomes it."""

    model_config = ConfigDict(extra="forbid", strict=True)


class PointShape(Shape):
    """A key point."""

    text: Prose
    any_of: Annotated[list[Words], Field(max_length=_MOST)] = []
    required: Flag = False


Point = Annotated[PointShape, BeforeValidator(_pointed, json_schema_input_type=str | PointShape)]


class OptionShape(Shape):
    """One of the answers to choose from."""

    text: Prose
    correct: Flag = False
    why: Prose
    misconception: Idea = ""


class WrongShape(Shape):
    """What a tempting mistake computes."""

    answer: FormulaText
    why: Prose
    misconception: Idea = ""


class ToleranceShape(Shape):
    """How far a number may be off."""

    rel: Share = 0.0
    abs: Amount = 0.0


class CardShape(Shape):
    """What every kind of card has."""

    id: Id
    level: Level
    tags: Annotated[list[Id], Field(max_length=_MOST)] = []
    source: Annotated[
        list[Key],
        Field(min_length=1),
        BeforeValidator(_listed),
        WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}),
    ]
    back: Prose = ""
    hints: Annotated[list[Prose], Field(max_length=_MOST)] = []
    follow_up: Id = ""
    exercise: Exercise = ""
    cures: Annotated[list[Idea], Field(max_length=_MOST)] = []
    revision: Count = 1
    verify: Python = ""


class RecallShape(CardShape):
    """Say it in your own words."""

    type: Literal["recall"]
    front: Prose
    key_points: Annotated[list[Point], Field(min_length=1, max_length=_MOST)]


class ChoiceShape(CardShape):
    """Choose every right answer and no other."""

    type: Literal["choice"]
    front: Prose
    choices: Annotated[list[OptionShape], Field(min_length=2, max_length=9)]


class NumericShape(CardShape):
    """Give a number."""

    type: Literal["numeric"]
    front: Prose
    params: dict[Name, Annotated[list[Figure], Field(min_length=1)]] = {}
    answer: FormulaText
    tolerance: ToleranceShape
    wrong: Annotated[list[WrongShape], Field(max_length=_MOST)] = []


class ClozeShape(CardShape):
    """Fill the gaps."""

    type: Literal["cloze"]
    text: Prose


class OrderShape(CardShape):
    """Put items into their order."""

    type: Literal["order"]
    front: Prose
    items: Annotated[list[Prose], Field(min_length=2, max_length=12)]


class MatchShape(CardShape):
    """Find what belongs to what."""

    type: Literal["match"]
    front: Prose
    pairs: Annotated[
        list[Annotated[list[Prose], Field(min_length=2, max_length=2)]], Field(min_length=2, max_length=12)
    ]


class BugShape(CardShape):
    """Name the wrong line."""

    type: Literal["bug"]
    front: Prose
    code: Code
    lang: Id = "python"
    lines: Annotated[list[Count], Field(min_length=1)]
    fix: Code
    key_points: Annotated[list[Point], Field(max_length=_MOST)] = []


class DefaultsShape(Shape):
    """What cards of a deck have that do not say otherwise."""

    level: Level = ""
    tags: Annotated[list[Id], Field(max_length=_MOST)] = []
    source: Annotated[list[Key], BeforeValidator(_listed)] = []
    exercise: Exercise = ""


class HeadShape(Shape):
    """A deck without a look at its cards."""

    deck: Id
    version: Count
    title: Prose
    defaults: DefaultsShape = DefaultsShape()
    cards: Annotated[list[Any], Field(min_length=1)]


SHAPES: dict[str, type[CardShape]] = {
    "recall": RecallShape,
    "choice": ChoiceShape,
    "numeric": NumericShape,
    "cloze": ClozeShape,
    "order": OrderShape,
    "match": MatchShape,
    "bug": BugShape,
}

INNER_FIELDS = frozenset(
    name for shape in (PointShape, OptionShape, WrongShape, ToleranceShape) for name in shape.model_fields
)


def shaped(shape: type[Shape], fields: Mapping[str, Any]) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """Return fields with all that were left out, or None and pydantic's errors."""
    try:
        return shape.model_validate(fields).model_dump(), []
    except ValidationError as error:
        return None, [dict(one) for one in error.errors(include_url=False, include_input=False)]


def deck_schema() -> str:
    """Return the JSON Schema of a deck, as quizzes/deck.schema.json has it."""

    class DeckShape(HeadShape):
        """A deck of flashcards."""

        cards: Annotated[
            list[
                Annotated[
                    RecallShape | ChoiceShape | NumericShape | ClozeShape | OrderShape | MatchShape | BugShape,
                    Field(discriminator="type"),
                ]
            ],
            Field(min_length=1),
        ]

    schema = DeckShape.model_json_schema()
    for shape in SHAPES.values():  # may come from the deck's defaults
        required = schema["$defs"][shape.__name__]["required"]
        schema["$defs"][shape.__name__]["required"] = [one for one in required if one not in ("level", "source")]
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
