"""Evidence of a source → transparency, commercial independence, safety: what it shows, and what it sells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.checks.trust_signs import (
    advises_care,
    discloses,
    has_credentials,
    names_publisher,
    names_reviewer,
    references_of,
    shows_author,
    shows_date,
)
from audit.model import Article, Contribution, Relation
from audit.scoring.draft import Draft, draw_full, find_penalties, findings_of
from audit.scoring.evidence import SourceEvidence, squeeze
from audit.scoring.scheme import COMMERCIAL, MAXIMA, SAFETY, SIGN_ERROR, TRANSPARENCY

if TYPE_CHECKING:
    from numpy.random import Generator

    from audit.scoring.draft import Draws, Sampler

ENOUGH_REFERENCES = 3
"""Distinct references of an article that give all the points for showing references (own choice)."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of trust in a source."""

    name: str
    points: float
    """What it gives when every article shows it."""
    shown: Sequence[float]
    """For each article how far it shows it, 0 to 1."""
    advice: str
    """What to do when it is missing."""
    absence: str = ""
    """Rule whose finding says that it is missing."""
    verified: bool = True
    """False: what is shown may be worth nothing, or twice as much."""

    @property
    def share(self) -> float:
        """How far the articles show it."""
        return sum(self.shown) / len(self.shown)

    def contribute(self, evidence: SourceEvidence) -> Contribution:
        """Return what it gives, with the findings that say where it is missing."""
        points = round(self.points * self.share, 2)
        return Contribution(self.name, points, sum(map(bool, self.shown)), findings_of(evidence, self.absence))

    @property
    def change(self) -> tuple[float, str]:
        """What it would give were it shown everywhere, and what to do."""
        return self.points * (1 - self.share), self.advice


def judge_transparency(evidence: SourceEvidence) -> Draft:
    """Draft transparency: who wrote it, when, on what grounds, who pays.

    References give at most half of their six points: nobody checked that they exist or support the text.
    """
    signs = list_transparency(evidence.articles)
    gains = tuple(sign.contribute(evidence) for sign in signs)
    changes = tuple(sign.change for sign in signs)
    return Draft(TRANSPARENCY, gains, find_penalties(evidence, TRANSPARENCY), draw_signs(signs), changes=changes)


def list_transparency(articles: Sequence[Article]) -> tuple[Sign, ...]:
    """Return the signs of transparency; together 18, were the references verified."""
    named, qualified = [is_signed(one) for one in articles], [bool(has_credentials(one)) for one in articles]
    dated, cited = [bool(shows_date(one)) for one in articles], [rate_references(one) for one in articles]
    known, told = [bool(names_publisher(one)) for one in articles], [bool(discloses(one)) for one in articles]
    return (
        Sign("author or reviewer named", 3.0, named, "Name the author or medical reviewer", "transparency/author"),
        Sign("qualification shown", 2.0, qualified, "Show the qualification of the author or reviewer"),
        Sign("date shown", 3.0, dated, "Show the date of publication or review", "transparency/date"),
        Sign(
            "references shown, not verified",
            3.0,
            cited,
            "Show the references behind the main statements",
            "transparency/references",
            verified=False,
        ),
        Sign("publisher named", 1.0, known, "Name the publisher"),
        Sign("interests disclosed", 3.0, told, "Say who pays for the page and which interest it has"),
    )


def is_signed(article: Article) -> bool:
    """Say whether a person answers for the article, as author or reviewer."""
    return bool(shows_author(article) or names_reviewer(article))


def rate_references(article: Article) -> float:
    """Return how far an article shows references, 0 to 1; one that is repeated counts once."""
    distinct = {squeeze(place.quote) for place in references_of(article)}
    return min(1.0, len(distinct) / ENOUGH_REFERENCES)


def is_anonymous(article: Article) -> bool:
    """Say whether an article shows no author, no date and no reference."""
    return not (is_signed(article) or shows_date(article) or references_of(article))


def judge_commercial(evidence: SourceEvidence) -> Draft:
    """Draft commercial independence: 17 exp(-penalty), each rule once however often it fires."""
    most = MAXIMA[COMMERCIAL]
    gains = (Contribution("before any sign of selling", most, 0),)
    return Draft(COMMERCIAL, gains, find_penalties(evidence, COMMERCIAL), draw_full(most), overlooked=True)


def judge_safety(evidence: SourceEvidence) -> Draft:
    """Draft whether the reader learns when to seek care, and what can go wrong."""
    harms = {claim.article for claim in evidence.claims if claim.frame.relation is Relation.HARM}
    warned = [one.id in harms for one in evidence.articles]
    sent = [bool(advises_care(one, evidence.claims)) for one in evidence.articles]
    signs = (
        Sign("says when to seek care", 3.0, sent, "Say which signs need a doctor", "safety/no-care-advice"),
        Sign("names risks", 2.0, warned, "Name the risks of what is advised"),
    )
    gains = tuple(sign.contribute(evidence) for sign in signs)
    changes = tuple(sign.change for sign in signs)
    return Draft(SAFETY, gains, find_penalties(evidence, SAFETY), draw_signs(signs), changes=changes)


def draw_signs(signs: Sequence[Sign]) -> "Sampler":
    """Return a sampler over signs overlooked or wrongly seen, and over what unverified ones are worth."""

    def sample(rng: "Generator", draws: int) -> "Draws":
        import numpy as np

        total = np.zeros(draws)
        for sign in signs:
            wrong = rng.random(draws) < SIGN_ERROR
            worth = 1.0 if sign.verified else rng.uniform(0, 2, draws)
            total += sign.points * np.where(wrong, 1 - sign.share, sign.share) * worth
        return total

    return sample
