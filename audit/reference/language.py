"""Text → whether it ties a subject to an object, and whether it denies or hedges that tie."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from audit.lexicons import compile_terms, lexicon_pattern, load_lexicon

GAP = 11
"""Most words between two neighbouring parts of a tie; a longer gap seldom ties them (own choice, on own cases)."""

REACH = 5
"""Words before the link in which a negation governs it (the window of NegEx, Chapman et al. 2001, is five words)."""

SENTENCE_END = re.compile(r"[.!?;](?=\s|$)")
CLAUSE_BREAK = re.compile(
    r"[,;:()–—]|\b(?:but|because|which|who|when|while|although|though|whereas|if|so that|and then)\b", re.IGNORECASE
)
NEW_CLAUSE = re.compile(r"[,;–—]\s*(?:and|or|so|yet)\b", re.IGNORECASE)
SUPPOSITION_END = re.compile(r"[,;.]|\bthen\b", re.IGNORECASE)
RELATIVE = re.compile(r"\b(?:that|which|who|if|when)\b", re.IGNORECASE)
FULL_STOP = re.compile(r"[.!?](?=\s|$)")
AFTERTHOUGHT = re.compile(
    r"without|instead of|rather than|far from|no|none|nor|neither|nothing|little|zero", re.IGNORECASE
)
"""Negations that, after a tie, speak of something else ("… without side effects")."""

WORD = re.compile(r"[\w'’]+")


@dataclass(frozen=True, slots=True)
class Tie:
    """Where subject, object and the link between them stand in a text."""

    start: int
    end: int
    subject: tuple[int, int]
    object: tuple[int, int]
    link: tuple[int, int]
    """Equal to the start of the tie when there is no linking word."""


@cache
def compiled(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Return one whole-word, case-blind pattern for the alternatives."""
    return compile_terms(terms)


def find_tie(text: str, subject: tuple[str, ...], target: tuple[str, ...], link: str, *, past: int = 0) -> Tie | None:
    """Return the tightest tie of a subject to a target by a linking word of the family, or None.

    Without a family, subject and target in one sentence, not too far apart, are enough. A tie must end after `past`.
    """
    found = (tie for tie in find_ties(text, subject, target, link) if tie.end > past)
    ties = sorted(found, key=lambda tie: (tie.end - tie.start, tie.start, tie.link))
    return ties[0] if ties else None


def find_ties(text: str, subject: tuple[str, ...], target: tuple[str, ...], link: str) -> Iterator[Tie]:
    """Yield every tie."""
    subjects = [match.span() for match in compiled(subject).finditer(text)]
    targets = [match.span() for match in compiled(target).finditer(text)] if target else subjects
    for first, second in product(subjects, targets):
        if not target:
            yield Tie(first[0], first[1], first, first, (first[0], first[0]))
        elif overlaps(first, second):
            continue
        elif not link:
            if is_close(text, first, second):
                start = min(first[0], second[0])
                yield Tie(start, max(first[1], second[1]), first, second, (start, start))
        else:
            yield from find_links(text, first, second, link)


def find_links(text: str, subject: tuple[int, int], target: tuple[int, int], link: str) -> Iterator[Tie]:
    """Yield the ties of a subject and a target by the family of linking words, in each order that the family has."""
    for order in ("forward", "backward", "fronted"):
        key = f"{link}_{order}"
        if key not in load_lexicon("links"):
            continue
        for match in lexicon_pattern("links", key).finditer(text):
            place = match.span()
            if overlaps(place, subject) or overlaps(place, target):
                continue
            parts = {
                "forward": (subject, place, target),
                "backward": (target, place, subject),
                "fronted": (place, target, subject),
            }[order]
            in_order = parts[0][1] <= parts[1][0] and parts[1][1] <= parts[2][0]
            if in_order and is_close(text, parts[0], parts[1]) and is_close(text, parts[1], parts[2]):
                yield Tie(parts[0][0], parts[2][1], subject, target, place)


def is_close(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Say whether two places follow each other in one sentence, with few words and no new clause between."""
    if left[0] > right[0]:
        left, right = right, left
    between = text[left[1] : right[0]]
    return (
        left[1] <= right[0]
        and len(WORD.findall(between)) <= GAP
        and not SENTENCE_END.search(between)
        and not NEW_CLAUSE.search(between)
        and not lexicon_pattern("denial", "contrast").search(between)
    )


def overlaps(left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Say whether two places share a character."""
    return left[0] < right[1] and right[0] < left[1]


def is_denied(text: str, tie: Tie) -> bool:
    """Say whether the sentence denies the tie: by a negation of its link, or by a frame such as "it is a myth that".

    Two negations cancel.
    """
    return denies_inside(text, tie) != denies_outside(text, tie)


def denies_outside(text: str, tie: Tie) -> bool:
    """Say whether a frame around the tie denies it as a whole."""
    opening = max((match.end() for match in SENTENCE_END.finditer(text, 0, tie.start)), default=0)
    closing = SENTENCE_END.search(text, tie.end)
    sentence = text[opening : closing.start() if closing else len(text)]
    return bool(lexicon_pattern("denial", "outer").search(sentence))


def denies_inside(text: str, tie: Tie) -> bool:
    """Say whether a negation stands right before the link, or between link and parts without a clause break."""
    outer = [match.span() for match in lexicon_pattern("denial", "outer").finditer(text)]
    outer += [
        match.span() for key in ("denial", "cues") for match in lexicon_pattern(key, "not_negative").finditer(text)
    ]
    cues = [
        match.span()
        for match in lexicon_pattern("denial", "inner").finditer(text)
        if not any(overlaps(match.span(), frame) for frame in outer)
    ]
    anchors = [place for place in (tie.link, tie.subject, tie.object) if place[0] < place[1]]
    return any(governs(text, cue, tie, anchors) for cue in cues)


def governs(text: str, cue: tuple[int, int], tie: Tie, anchors: list[tuple[int, int]]) -> bool:
    """Say whether one negation governs the tie."""
    if any(start <= cue[0] < end < tie.end for start, end in list_suppositions(text)):
        return False
    if any(overlaps(cue, anchor) for anchor in anchors):
        return any(anchor[0] <= cue[0] and cue[1] <= anchor[1] and anchor == tie.link for anchor in anchors)
    if tie.start <= cue[0] < tie.end:
        following = min((anchor[0] for anchor in anchors if anchor[0] >= cue[1]), default=tie.end)
        before = (
            text[max(anchor[1] for anchor in anchors if anchor[1] <= cue[0]) : cue[0]] if cue[0] > tie.start else ""
        )
        allowed = 1 if RELATIVE.search(before) else GAP
        words = [word for word in WORD.findall(text[cue[1] : following]) if allowed == GAP or not word.endswith("ly")]
        return not CLAUSE_BREAK.search(text, cue[1], following) and len(words) < allowed
    if cue[1] <= tie.start:
        between = text[cue[1] : tie.start]
        return (
            len(WORD.findall(between)) < REACH and not CLAUSE_BREAK.search(between) and not SENTENCE_END.search(between)
        )
    if AFTERTHOUGHT.fullmatch(text[cue[0] : cue[1]]):
        return False
    between = text[tie.end : cue[0]]
    return len(WORD.findall(between)) < 2 and not CLAUSE_BREAK.search(between)


def is_rebutted(following: str) -> bool:
    """Say whether what follows a tie in its sentence takes it back ("…, but they do nothing")."""
    ending = FULL_STOP.search(following.strip())
    sentence = following.strip()[: ending.start()] if ending else following
    return bool(lexicon_pattern("denial", "rebuttal").search(sentence))


def is_hedged(text: str, tie: Tie) -> bool:
    """Say whether a weak cue stands in the tie or within a few words before it."""
    opening = tie.start
    for word in list(WORD.finditer(text, 0, tie.start))[-REACH:][:1]:
        opening = word.start()
    return bool(lexicon_pattern("denial", "hedge").search(text[opening : tie.end]))


def is_hypothetical(text: str, tie: Tie) -> bool:
    """Say whether the whole tie stands in a clause that supposes ("if …", "whether …")."""
    return any(start <= tie.start and tie.end <= end for start, end in list_suppositions(text))


def list_suppositions(text: str) -> Iterator[tuple[int, int]]:
    """Yield where clauses that suppose something stand: from their opening word to the next comma, stop or "then"."""
    for cue in lexicon_pattern("denial", "hypothetical").finditer(text):
        ending = SUPPOSITION_END.search(text, cue.end())
        yield cue.end(), ending.start() if ending else len(text)
