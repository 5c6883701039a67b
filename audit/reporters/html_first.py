"""Cards → the few that an editor should look at first."""

from collections.abc import Sequence
from dataclasses import dataclass

from audit.model import Level
from audit.reporters.html_lookup import clip_end
from audit.reporters.html_pairs import Card
from audit.reporters.html_sides import Side
from audit.reporters.html_words import join_words

MOST = 5
"""Most cards named."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A link to a card, with its quotes and whose they are."""

    anchor: str
    level: str
    title: str
    quotes: tuple[str, ...]
    who: str


def point_first(cards: Sequence[Card]) -> tuple[Pointer, ...]:
    """Return the open errors, surest first, one of each rule before a second; warnings where there is no error."""
    for level in (Level.ERROR, Level.WARNING):
        opened = sorted(
            (card for card in cards if card.level == level.value and not card.status),
            key=lambda card: (-card.score, card.anchor),
        )
        if opened:
            one_each = list({card.rule: card for card in reversed(opened)}.values())[::-1]
            rest = [card for card in opened if card not in one_each]
            kept = sorted(one_each, key=opened.index)
            return tuple(make_pointer(card) for card in [*kept, *rest][:MOST])
    return ()


def make_pointer(card: Card) -> Pointer:
    """Build the link to one card."""
    title = f"{card.verdict.capitalize()} on {card.slot}" if card.verdict else card.title
    sides = (card.left[0], *card.right[:1])
    quotes = tuple(clip_end(" ".join(say_side(side).split())) for side in sides)
    who = join_words(sorted({side.source for side in (*card.left, *card.right)}))
    return Pointer(card.anchor, card.level, title, quotes, who)


def say_side(side: Side) -> str:
    """Return the claim readable by itself where that says more than the quote."""
    return side.standalone or "".join(piece.text for piece in side.pieces)
