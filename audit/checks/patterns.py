"""Pattern rules: word lists with the context they need, as data; one matcher for all of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.checks.finding import make_finding, squeeze
from audit.checks.passages import FURNITURE, HEADS, Passage, neighbours, read_passages
from audit.checks.selling import read_selling
from audit.checks.wording import first_match
from audit.checks.wording import pattern as pattern
from audit.model import Analysis, BlockKind, Finding, Level, Rule

NOT_FURNITURE = frozenset(BlockKind) - FURNITURE
EVERYWHERE = frozenset(BlockKind)
PROSE = NOT_FURNITURE - HEADS - {BlockKind.BUTTON, BlockKind.BYLINE}

SELLER, SHOP = 1, 2
"""Who must speak for a row to count: one with something to sell, or a page that sells goods itself."""


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
    excludes_near: tuple[str, ...] = ()
    """Lists of which none may match in the passage or in the one directly before or after it."""
    trade: int = 0
    """0: any article; `SELLER`: one that shows it has something to sell; `SHOP`: one that sells goods on the page."""
    negatable: bool = True
    """Whether a negation, doubt or warning directly before the match takes it back."""
    quotable: bool = True
    """Whether words count that the page only quotes."""
    askable: bool = True
    """Whether words count in a question of a reader that the page answers."""
    kinds: frozenset[BlockKind] = NOT_FURNITURE
    level: Level | None = None
    message: str = ""
    """What is said before the words; empty: the rule's title."""


def find_patterns(analysis: Analysis, rows: Sequence[PatternRule]) -> Iterator[Finding]:
    """Yield at most one finding a rule and passage: that of the surest row. Passages of the same words are one."""
    for identifier, passages in read_passages(analysis).items():
        selling = read_selling(analysis.article(identifier), passages)
        trade = SHOP if selling.shop else SELLER if selling.first else 0
        open_rows = [row for row in rows if row.trade <= trade]
        found: defaultdict[tuple[str, str], list[tuple[PatternRule, str, Passage]]] = defaultdict(list)
        for index, passage in enumerate(passages):
            best: dict[str, tuple[PatternRule, str]] = {}
            for row in open_rows:
                known = best.get(row.rule.id)
                if known is not None and known[0].confidence >= row.confidence:
                    continue
                words = match_row(row, passages, index)
                if words:
                    best[row.rule.id] = (row, words)
            for row, words in best.values():
                found[row.rule.id, squeeze(passage.text).lower()].append((row, words, passage))
        for hits in found.values():
            yield report(hits)


def report(hits: Sequence[tuple[PatternRule, str, Passage]]) -> Finding:
    """Return one finding for passages of the same words, such as a button that is repeated."""
    row, words, passage = hits[0]
    message = f"{row.message or row.rule.title}: “{words}”" + (f" ({len(hits)} times)" if len(hits) > 1 else "")
    related = [other.location for _, _, other in hits[1:]]
    return make_finding(
        row.rule, passage.location, message, confidence=row.confidence, level=row.level, related=related
    )


def match_row(row: PatternRule, passages: tuple[Passage, ...], index: int) -> str:
    """Return the words of the passage that a row matches in their context, or nothing."""
    passage = passages[index]
    if passage.kind not in row.kinds or (row.negatable and passage.denied) or (passage.quoted and not row.quotable):
        return ""
    if passage.asked and not row.askable:
        return ""
    words = first_match(row.words, passage.text, negatable=row.negatable)
    return words if words and has_context(row, passages, index) else ""


def has_context(row: PatternRule, passages: tuple[Passage, ...], index: int) -> bool:
    """Say whether the passage and its neighbours have what the row requires and nothing that it excludes."""
    text = passages[index].text
    if any(pattern(key).search(text) for key in row.excludes):
        return False
    if not all(pattern(key).search(text) for key in row.requires):
        return False
    near = [one.text for one in neighbours(passages, index)]
    if any(pattern(key).search(one) for key in row.excludes_near for one in near):
        return False
    return all(any(pattern(key).search(one) for one in near) for key in row.requires_near)
