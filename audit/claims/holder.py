"""Sentence and its surroundings → who stands behind it."""

from audit.claims.spot import occurs
from audit.model import Block, BlockKind, Holder


def find_holder(text: str, sentence: str, block: Block, head: str) -> Holder:
    """Return who holds what the clause says; a correction ("Fact:", "actually") is the page's own."""
    surroundings = f"{head}: {sentence}" if head else sentence
    if matches("correction", surroundings[:40]) and not matches("denied", text):
        return Holder.ASSERTED
    if matches("denied", surroundings) or denied_by_heading(block):
        return Holder.DENIED
    if matches("refuted", sentence):
        return Holder.ASSERTED if matches("refuting", text) else Holder.DENIED
    if matches("reported", sentence):
        return Holder.REPORTED
    if matches("study", sentence):
        return Holder.STUDY
    if block.kind is BlockKind.QUOTE or matches("quoted", sentence):
        return Holder.QUOTED
    return Holder.ASSERTED


def denied_by_heading(block: Block) -> bool:
    """Say whether the block is the myth itself: an item or line that opens with "Myth:"."""
    return block.kind is BlockKind.LIST_ITEM and matches("denied", block.lead_in)


def matches(key: str, text: str) -> bool:
    """Say whether a list of the holders lexicon occurs in the text."""
    return occurs("holders", key, text)
