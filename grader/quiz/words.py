"""Words as people type them: whether an answer says what a phrase says, but for case, accents, endings and a slip."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# A slip of one letter is forgiven in words this long, and never in the first letter: symmetric and asymmetric,
# lower and slower are different words.
_FORGIVING = 5
# Shorter words say too little to be recognised by their beginning.
_STEM = 5
_ROOT = 4
# Words of this course that differ by one letter and not by a slip.
_CONFUSABLE = frozenset(
    frozenset(pair.split("/"))
    for pair in "decay/delay state/stage scale/scare slope/scope layer/later three/there phase/phrase "
    "exploding/exploring trace/track trial/trail causal/casual".split()
)

_MARKS = str.maketrans(
    {"−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "’": "'", "‘": "'", "·": "*", "×": "*", "⋅": "*", "⊙": "*"}
)
_NOTHING_SAID = frozenset("a an the is are was were be been do does did of to it its that this".split())
_NEGATIONS = frozenset({"not", "no", "never", "without", "neither", "nor", "hardly", "cannot", "rather", "instead"})
# Words of a statement that an answer need not have.
_FILLERS = frozenset(
    "and or must has have had should can could may will would come comes in on at by for with from as so than then "
    "there they you we i when where which who what how if into one such also only very".split()
)
_ENDINGS = ("ings", "ing", "ers", "er", "ed", "ly", "es", "s")  # not "ion": directly is not direction
_ONLY = frozenset({"only", "just", "merely", "simply"})
_CLAUSE = frozenset({".", ",", ";", "?", "but", "because", "so", "while", "whereas", "therefore", "hence"})
_REACH = 3  # words after a negation that it still denies: "not an exponential", "never grows exponentially"
_BETWEEN = 3  # words that may stand inside a phrase: "same weight" in "the same recurrent weight"

# Typed with an apostrophe or without.
_SHORTENED = re.compile(r"\b(does|do|did|is|are|was|were|has|have|had|should|would|could|need|wo)n'?t\b")
_CANNOT = re.compile(r"\bcan'?t\b|\bcannot\b")

_TOKEN = re.compile(r"-?\d+(?:[.,]\d+)?(?:e[-+]?\d+)?(?!\w)|[^\W_]\w*|[.,;?](?=\s|$)|[-+*/=<>≤≥≈√∞∂∑∏∇⊗‖|%!]")


def tokens(text: str) -> tuple[str, ...]:
    """Return a text's words, numbers, operators and ends of clauses, in one spelling.

    >>> tokens("The Jacobian’s NORM doesn’t vanish: ‖J‖ ≥ −3.")
    ('the', 'jacobian', 'norm', 'does', 'not', 'vanish', '‖', 'j', '‖', '≥', '-3', '.')
    """
    plain = unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_MARKS).casefold()
    bare = "".join(char for char in unicodedata.normalize("NFD", plain) if not unicodedata.combining(char))
    spoken = _SHORTENED.sub(r"\1 not", _CANNOT.sub("can not", bare))
    spoken = re.sub(r"'s\b|[{}()\[\]\"'`^]", "", re.sub(r"\*\*|__", "", spoken))
    joined = re.sub(r"(?<=\w)-(?=[^\W\d])", " ", spoken)
    return tuple(_TOKEN.findall(joined))


def same(given: str, wanted: str) -> bool:
    """Whether a typed answer is the wanted one."""
    mine, theirs = _content(tokens(given)), _content(tokens(wanted))
    if not mine or not theirs:
        return False
    if len(mine) == len(theirs) and all(_same_word(one, other) for one, other in zip(mine, theirs, strict=True)):
        return True
    return "".join(mine) == "".join(theirs)  # back propagation, backpropagation


def says(answer: Sequence[str], phrase: str) -> bool:
    """Whether an answer's tokens contain a phrase, in order and nearly together, and do not deny it."""
    wanted = _content(tokens(phrase))
    return bool(wanted) and any(_is_said(answer, start, wanted) for start in range(len(answer)))


def share_said(answer: Sequence[str], statement: str) -> float:
    """Return the share of a statement's words that an answer has, denied ones not counted."""
    words = dict.fromkeys(_content(tokens(statement)))
    wanted = [word for word in words if word not in _CLAUSE and word not in _FILLERS]
    return sum(says(answer, word) for word in wanted) / len(wanted) if wanted else 0.0


def _is_said(answer: Sequence[str], start: int, wanted: Sequence[str]) -> bool:
    if not _begins(answer[start], wanted[0]):
        return False
    denied = _denied(answer, start) and not _NEGATIONS.intersection(wanted)
    return not denied and _goes_on(answer, start + 1, wanted[1:], _BETWEEN)


def _goes_on(answer: Sequence[str], start: int, wanted: Sequence[str], between: int) -> bool:
    """Whether the rest of a phrase follows, with at most `between` other words inside."""
    if not wanted:
        return True
    for position in range(start, len(answer)):
        word = answer[position]
        if _begins(word, wanted[0]) and _goes_on(answer, position + 1, wanted[1:], between):
            return True
        if word in _CLAUSE or (word in _NEGATIONS and word not in wanted):
            return False
        between -= word not in _NOTHING_SAID or wanted[0] in _NOTHING_SAID
        if between < 0:
            return False
    return False


def _denied(answer: Sequence[str], start: int) -> bool:
    """Whether a negation stands shortly before a position, in the same clause."""
    reach = _REACH
    for position in range(start - 1, -1, -1):
        word = answer[position]
        if word in _CLAUSE or reach == 0:
            return False
        if word in _NEGATIONS:
            return answer[position + 1] not in _ONLY
        reach -= word not in _NOTHING_SAID
    return False


def _content(words: Sequence[str]) -> tuple[str, ...]:
    """What is left without articles and the like; all of it if nothing else is there, and no full stop at the end."""
    ended = words[:-1] if words and words[-1] in _CLAUSE and len(words[-1]) == 1 else words
    return tuple(word for word in ended if word not in _NOTHING_SAID) or tuple(ended)


def _begins(given: str, wanted: str) -> bool:
    """Whether a word is the wanted one or another form of it: unroll, unrolled, unrolling."""
    if given[0] != wanted[0]:  # no rule below changes a first letter
        return False
    longer = len(wanted) >= _STEM and wanted.isalpha() and given.startswith(wanted)
    return longer or _same_word(given, wanted) or _same_word(_root(given), _root(wanted))


def _same_word(given: str, wanted: str) -> bool:
    return given == wanted or _stem(given) == _stem(wanted) or _is_slip(given, wanted)


def _stem(word: str) -> str:
    """A word without its plural s; words with digits and short ones are left as they are."""
    if len(word) < 4 or not word.isalpha() or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word.removesuffix("s")


def _root(word: str) -> str:
    """A word without its ending, if at least four letters are left: clipping, clipped and clips are clip."""
    if not word.isalpha():
        return word
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= _ROOT), "")
    bare = word.removesuffix(ending)
    if ending and bare[-1] == bare[-2]:
        return bare[:-1]
    return bare[:-1] if bare.endswith("e") and len(bare) > _ROOT else bare


def _is_slip(given: str, wanted: str) -> bool:
    one, other = _stem(given), _stem(wanted)
    if min(len(one), len(other)) < _FORGIVING or not (one.isalpha() and other.isalpha()) or one[0] != other[0]:
        return False
    return frozenset((one, other)) not in _CONFUSABLE and _one_edit_apart(one, other)


def _one_edit_apart(one: str, other: str) -> bool:
    """Whether one letter more, less or other, or two neighbours swapped, makes one word the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, others = one[start:], other[start:]
    swapped = len(rest) == len(others) >= 2 and rest[:2] == others[1::-1] and rest[2:] == others[2:]
    return swapped or rest[1:] == others[1:] or rest[1:] == others or rest == others[1:]
