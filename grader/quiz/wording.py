"""What pydantic finds, in a deck author's words and at the place where it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from grader.quiz.mistake import Mistake
from grader.quiz.yaml import Path, Places


def mistakes_of(
    errors: Iterable[dict[str, Any]], around: Path, places: Places, known: Iterable[str]
) -> Iterator[Mistake]:
    """Yield every error as a mistake.

    Args:
        errors: `ValidationError.errors()`.
        around: Path of what was validated.
        places: Where everything is.
        known: Names of fields, to guess what was meant.
    """
    names = sorted(known)
    for error in errors:
        path = (*around, *error["loc"])
        if any(path[:length] in places.unclear for length in range(len(path) + 1)):
            continue
        if error["type"] == "extra_forbidden":
            yield Mistake(places.name(path), *_unknown(str(path[-1]), names))
        elif error["type"] == "missing":
            yield Mistake(places.value(path), f"`{path[-1]}` is missing", "add it")
        else:
            yield Mistake(places.value(path), *_words(error))


def _unknown(name: str, known: list[str]) -> tuple[str, str]:
    near = get_close_matches(name[:40].lower(), known, 1)
    what = f"`{name[:40]}` is no field here"
    return what, f"did you mean `{near[0]}`?" if near and near[0] != name else "remove it"


def _words(error: dict[str, Any]) -> tuple[str, str]:
    context = error.get("ctx", {})
    match error["type"]:
        case "refused":
            return context["what"], context["todo"]
        case "list_type":
            return "a list is asked for here", "write [one, another], or lines that begin with `- `"
        case "too_short":
            return f"here are {context['actual_length']}, and at least {context['min_length']} are needed", "add more"
        case "too_long":
            return f"here are more than {context['max_length']}", "remove some"
    # model_type and dict_type: the only others that our shapes have
    return "fields are asked for here", "write `name: value` lines, or {name: value}"
