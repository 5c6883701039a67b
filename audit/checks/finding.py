"""What every check is made of: its rules, its finder, and the one way to build a finding."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from audit.model import Analysis, Article, Claim, Finding, Level, Location, Rule, Span, Verdict


@dataclass(frozen=True, slots=True)
class Check:
    """Rules and the function that finds them."""

    rules: tuple[Rule, ...]
    find: Callable[[Analysis], Iterator[Finding]]


def locate(article: Article, span: Span) -> Location:
    """Return the location of a span, with its quote."""
    return Location(article.id, span, span.within(article.text))


def locate_claim(claim: Claim) -> Location:
    """Return the location of a claim."""
    return Location(claim.article, claim.span, claim.text)


def make_finding(  # noqa: PLR0913 -- the parts of a finding; all but three are keywords
    rule: Rule,
    primary: Location,
    message: str,
    *,
    confidence: float,
    related: Iterable[Location] = (),
    verdict: Verdict | None = None,
    level: Level | None = None,
    topic: str = "",
) -> Finding:
    """Build a finding. Its id is a digest of rule and quotes; `run_checks` adds an ordinal where quotes repeat.

    With a topic the related quotes are examples of one thing, and the id is of rule, topic and article alone.
    """
    places = tuple(related)
    told = (f"{place.article}\t{squeeze(place.quote)}" for place in (primary, *places))
    key = "\n".join([rule.id, *((topic, primary.article) if topic else told)])
    return Finding(
        id=hashlib.sha256(key.encode()).hexdigest()[:12],
        rule=rule.id,
        level=level or rule.level,
        confidence=round(confidence, 3),
        primary=primary,
        related=places,
        message=message,
        verdict=verdict,
    )


def squeeze(text: str) -> str:
    """Return the text with runs of white space as one blank."""
    return re.sub(r"\s+", " ", text).strip()
