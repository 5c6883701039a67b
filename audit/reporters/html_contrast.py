"""Two quotes → the same quotes with the words that oppose each other marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

Mark = tuple[int, int, str, str]
"""start, end, kind, key: two marks of one kind and key say the same."""

NUMBER_WORDS = (
    r"(?:\d+(?:[.,]\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|"
    r"several|some|a few|few|many|half an?|couple of)"
)
UNITS = (
    r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|times|mg|g|ml|mcg|µg|iu|units?|grams?|"
    r"milligrams?|litres?|liters?|glasses|cups|percent|per cent|people|adults|children|women|men)"
)
NUMBERS = re.compile(
    rf"(?<!\w)(?:(?:up to|about|at least|less than|more than|over|under|around|within)\s+)?{NUMBER_WORDS}"
    rf"(?:\s*(?:-|–|to|or|and)\s*{NUMBER_WORDS})?[\s-]+{UNITS}(?!\w)|"
    rf"(?<!\w)(?:seconds|minutes|hours|days|weeks|months|years)(?!\w)|\d+(?:[.,]\d+)?\s*%?",
    re.IGNORECASE,
)
NEGATIONS = re.compile(
    r"(?<!\w)(?:not|no|never|none|neither|nor|without|cannot|nothing|rather than|\w+n['’]t|"
    r"fail(?:s|ed)?(?: to)?|lacks?|unlikely|unrelated|myth|false|wrong)(?!\w)",
    re.IGNORECASE,
)
STRENGTHS = re.compile(
    r"(?<!\w)(?:always|usually|often|sometimes|rarely|seldom|never|all|every|most|many|some|few|only|solely|entirely|"
    r"mainly|mostly|may|might|could|can|will|must|should|possibly|perhaps|probably|likely|certainly|definitely|"
    r"proven|generally|typically|commonly|frequently|occasionally|suggests?|thought to)(?!\w)",
    re.IGNORECASE,
)
OPPOSITES = tuple(
    (re.compile(rf"(?<!\w)(?:{left})(?!\w)", re.IGNORECASE), re.compile(rf"(?<!\w)(?:{right})(?!\w)", re.IGNORECASE))
    for left, right in (
        (
            r"(?:rais|increas|worsen|trigger|aggravat|caus|promot|provok)\w*",
            r"(?:lower|reduc|eas|reliev|alleviat|prevent|stop|soothe?)(?:e|es|ed|s|ing)?",
        ),
        (r"help(?:s|ed|ful)?|effective|works?", r"futile|ineffective|useless|no benefit|fail\w*"),
        (r"contract\w*|tight\w*|constrict\w*|stiff\w*", r"relax\w*|loos\w*|releas\w*"),
        (r"sustained|prolonged|lingering|lasting|long", r"brief\w*|momentary|short|fleeting"),
        (r"sudden\w*|acute\w*", r"gradual\w*|slow\w*|chronic\w*"),
        (r"voluntar\w*|deliberate\w*", r"involuntar\w*"),
        (r"hot|heat|warm\w*", r"cold|ice|cool\w*"),
        (r"rest|resting|avoid|stay off", r"mov(?:e|ing|ement)|exercis\w*|active|keep going"),
        (r"hydrat\w*", r"dehydrat\w*"),
        (r"deficien\w*|low|lack|too little|shortage", r"excess\w*|high|overload|too much"),
        (r"safe\w*|harmless|benign|mild", r"danger\w*|serious\w*|severe\w*|harmful|toxic"),
        (r"common\w*|usual\w*|frequent\w*", r"rare\w*|unusual\w*|uncommon\w*"),
        (r"night\w*|asleep|sleep", r"day\w*|awake|exertion"),
        (r"local\w*|single", r"systemic|whole|general\w*"),
        (r"painful", r"painless"),
        (r"cur(?:e|es|ed|able)|eliminat\w*|for good", r"manag\w*|minimi[sz]\w*|incurable"),
        (r"related|linked|associated", r"unrelated|independent"),
        (r"recommend\w*|should|advis\w*", r"avoid|should not|contraindicat\w*|discourag\w*"),
        (r"necessary|essential|needed", r"unnecessary|optional"),
        (r"before", r"after"),
        (r"start\w*|begin\w*|onset", r"stop\w*|end(?:s|ed|ing)?"),
        (r"more|higher|longer|greater", r"less|lower|shorter|smaller|fewer"),
        (r"independent|unbiased", r"paid|sponsor\w*|compensat\w*"),
    )
)
"""Opposed stems of health prose; general antonyms; only for display, a verdict never rests on them."""
PLAIN = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be been being but by do does for from had has have if in into is it its of on or "
        "out so such than that the their them then there these they this those to up was were what when which "
        "who with you your ",
    )
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quote. `kind` is empty for text that is not marked."""

    text: str
    kind: str = ""


def contrast(
    left: str, right: str, quantities: tuple[Sequence[str], Sequence[str]] = ((), ())
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Mark what opposes the two quotes: numbers, negation, strength, antonyms; else the words they do not share.

    `quantities` are the texts of the claims' own quantities, left and right. The pieces of a side joined are its quote.
    """
    first, second = strong_marks(left, quantities[0]), strong_marks(right, quantities[1])
    kept = drop_shared(first, second), drop_shared(second, first)
    opposed = opposite_marks(left, right)
    marks = [*kept[0], *opposed[0]], [*kept[1], *opposed[1]]
    if not marks[0] and not marks[1]:
        marks = unshared_words(left, right), unshared_words(right, left)
    return cut(left, marks[0]), cut(right, marks[1])


def strong_marks(text: str, quantities: Sequence[str]) -> list[Mark]:
    """Find numbers, negations and words of strength."""
    marks = [
        (match.start(), match.end(), "number", match.group().lower())
        for quantity in quantities
        if quantity.strip()
        for match in re.finditer(re.escape(quantity), text)
    ]
    marks += [(match.start(), match.end(), "number", match.group().lower()) for match in NUMBERS.finditer(text)]
    marks += [(match.start(), match.end(), "negation", "not") for match in NEGATIONS.finditer(text)]
    marks += [(match.start(), match.end(), "strength", match.group().lower()) for match in STRENGTHS.finditer(text)]
    return marks


def drop_shared(marks: list[Mark], others: list[Mark]) -> list[Mark]:
    """Drop the marks that the other side has too: they do not set the quotes apart."""
    said = {(kind, key) for _, _, kind, key in others}
    return [mark for mark in marks if (mark[2], mark[3]) not in said]


def opposite_marks(left: str, right: str) -> tuple[list[Mark], list[Mark]]:
    """Find antonyms, one on each side."""
    found: tuple[list[Mark], list[Mark]] = ([], [])
    for one, other in OPPOSITES:
        for first, second in ((one, other), (other, one)):
            if first.search(left) and second.search(right) and not (first.search(right) and second.search(left)):
                found[0].extend((match.start(), match.end(), "opposite", "") for match in first.finditer(left))
                found[1].extend((match.start(), match.end(), "opposite", "") for match in second.finditer(right))
    return found


def unshared_words(text: str, other: str) -> list[Mark]:
    """Find content words whose stem (five letters) the other quote lacks; neighbours become one mark."""
    stems = {word.lower()[:5] for word in re.findall(r"[^\W_]+", other)}
    marks: list[Mark] = []
    for match in re.finditer(r"[^\W_]+(?:['’-][^\W_]+)*", text):
        word = match.group().lower()
        if word in PLAIN or word[:5] in stems:
            continue
        if marks and text[marks[-1][1] : match.start()].isspace():
            marks[-1] = (marks[-1][0], match.end(), "other", "")
        else:
            marks.append((match.start(), match.end(), "other", ""))
    return marks


def cut(text: str, marks: list[Mark]) -> tuple[Piece, ...]:
    """Cut a text at its marks; of overlapping marks the first, then the longest, stands."""
    pieces: list[Piece] = []
    at = 0
    for start, end, kind, _ in sorted(marks, key=lambda mark: (mark[0], -mark[1], mark[2])):
        if start < at:
            continue
        if start > at:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], kind))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return tuple(pieces)


def point_out(text: str, message: str) -> tuple[Piece, ...]:
    """Mark in a quote the words that the message names in “quotation marks”, unless they are all of it."""
    marks: list[Mark] = []
    for words in re.findall(r"“([^“”]+)”", message):
        if words.strip() != text.strip():
            marks += [(match.start(), match.end(), "found", "") for match in re.finditer(re.escape(words), text)]
    return cut(text, marks)
