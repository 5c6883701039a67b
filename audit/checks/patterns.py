"""Pattern rules: word lists with the context they need, as data; one matcher for all of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from audit.checks.finding import make_finding
from audit.checks.passages import FURNITURE, HEADS, Passage, neighbours, read_passages
from audit.lexicons import lexicon_pattern
from audit.model import Analysis, BlockKind, Finding, Level, Rule

NEGATION_REACH = 70
"""Characters before a match in which a negation, a doubt or a warning takes the match back (NegEx uses six tokens)."""

NOT_FURNITURE = frozenset(BlockKind) - FURNITURE
EVERYWHERE = frozenset(BlockKind)
PROSE = NOT_FURNITURE - HEADS - {BlockKind.BUTTON, BlockKind.BYLINE}


@dataclass(frozen=True, slots=True)
class PatternRule:
    """Words that give a rule away, and the context they need. Lists are named LEXICON.KEY."""

    rule: Rule
    words: str
    """The list whose match is the signal."""
    confidence: float
    requires: tuple[str, ...] = ()
    """Lists that must each match in the same passage."""
    requires_near: tuple[str, ...] = ()
    """Lists that must each match in the passage or in the one directly before or after it."""
    excludes: tuple[str, ...] = ()
    """Lists of which none may match in the passage."""
    seller: bool = False
    """Only in an article that shows it has something to sell (`shows_selling`)."""
    negatable: bool = True
    """Whether a negation, doubt or warning directly before the match takes it back."""
    kinds: frozenset[BlockKind] = NOT_FURNITURE
    level: Level | None = None


def find_patterns(analysis: Analysis, rows: Sequence[PatternRule]) -> Iterator[Finding]:
    """Yield at most one finding a rule and passage: that of the surest row."""
    for passages in read_passages(analysis).values():
        selling = any(shows_selling(passage) for passage in passages)
        for index, passage in enumerate(passages):
            best: dict[str, tuple[PatternRule, str]] = {}
            for row in rows:
                if row.seller and not selling:
                    continue
                words = match_row(row, passages, index)
                known = best.get(row.rule.id)
                if words and (known is None or known[0].confidence < row.confidence):
                    best[row.rule.id] = (row, words)
            for row, words in best.values():
                message = f"{row.rule.title}: “{words}”"
                yield make_finding(row.rule, passage.location, message, confidence=row.confidence, level=row.level)


def match_row(row: PatternRule, passages: tuple[Passage, ...], index: int) -> str:
    """Return the words of the passage that a row matches in their context, or nothing."""
    passage = passages[index]
    if passage.kind not in row.kinds or (row.negatable and passage.denied):
        return ""
    found = next(
        (
            match
            for match in pattern(row.words).finditer(passage.text)
            if not (row.negatable and is_negated(passage.text, match))
        ),
        None,
    )
    if found is None or any(pattern(key).search(passage.text) for key in row.excludes):
        return ""
    if not all(pattern(key).search(passage.text) for key in row.requires):
        return ""
    near = tuple(neighbours(passages, index))
    if not all(any(pattern(key).search(one.text) for one in near) for key in row.requires_near):
        return ""
    return re.sub(r"\s+", " ", found.group()).strip()


def is_negated(text: str, match: re.Match[str]) -> bool:
    """Say whether a negation, doubt or warning stands before the match in its clause, or takes it back after it."""
    before = re.split(r"[.;:!?]\s|\n", text[max(0, match.start() - NEGATION_REACH) : match.start()])[-1]
    if pattern("commercial.negation").search(before):
        return True
    return pattern("commercial.takes_back").match(text[match.end() : match.end() + NEGATION_REACH]) is not None


def shows_selling(passage: Passage) -> bool:
    """Say whether a passage shows that the publisher has a product or service of its own, or is paid for one."""
    if passage.denied:
        return False
    keys = (
        "price",
        "purchase",
        "money_back",
        "free_offer",
        "own_service",
        "advertising_disclosure",
        "paid_ranking",
        "order_contact",
    )
    return any(
        not is_negated(passage.text, match)
        for key in keys
        for match in pattern(f"commercial.{key}").finditer(passage.text)
    )


@cache
def pattern(key: str) -> re.Pattern[str]:
    """Return the pattern of a list named LEXICON.KEY."""
    lexicon, _, name = key.partition(".")
    return lexicon_pattern(lexicon, name)
