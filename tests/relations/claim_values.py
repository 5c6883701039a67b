"""Claims built by hand."""

from audit.model import (
    Article,
    Block,
    BlockKind,
    Claim,
    Concept,
    Context,
    Direction,
    Frame,
    Holder,
    Label,
    Relation,
    Span,
)


def concept(text: str) -> Concept:
    return Concept(text, text.split()[-1], text) if text else Concept("", "", "")


def make_claim(text: str, place: int = 0, article: str = "a", **slots: object) -> Claim:
    """A claim with its text as standalone text; `subject` and `object` are plain strings, other slots as in `Frame`."""
    span = Span(place, place + len(text))
    frame = Frame(
        concept(str(slots.pop("subject", ""))),
        slots.pop("relation", Relation.OTHER),  # type: ignore[arg-type]
        concept(str(slots.pop("object", ""))),
        **slots,  # type: ignore[arg-type]
    )
    context = Context(sentence=span, block=0, standalone=text)
    return Claim(
        f"{article}:{span.start}-{span.end}", article, span, text, Label.CLAIM, Holder.ASSERTED, frame, context, 1.0
    )


def effect(cause: str, target: str, place: int = 0, article: str = "a", **slots: object) -> Claim:
    """A claim that something causes something."""
    return make_claim(
        f"{cause} causes {target}", place, article, subject=cause, object=target, relation=Relation.CAUSE,
        direction=Direction.RAISES, predicate="cause", **slots,
    )  # fmt: skip


def make_article(identifier: str, *paragraphs: str) -> Article:
    text = "\n\n".join(paragraphs)
    starts = [text.index(paragraph) for paragraph in paragraphs]
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, Span(start, start + len(paragraph)))
        for start, paragraph in zip(starts, paragraphs, strict=True)
    )
    return Article(identifier, identifier, f"{identifier}.txt", "", text, blocks)
