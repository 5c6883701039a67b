"""Rule on articles that are not independent witnesses."""

from collections.abc import Iterator

from audit.checks.finding import Check, make_finding
from audit.checks.passages import title_location
from audit.model import Analysis, Finding, Level, Rule

DEPENDENT = Rule(
    "independence/dependent-article",
    "Repeats another article of this audit",
    Level.NOTE,
    "Copies and paraphrases agree because they are one text, not because two writers found the same; counted as two"
    " they outvote independent sources (Dong, Berti-Équille and Srivastava, VLDB 2009, on copying between sources).",
    0.0,
    "Count the articles as one source, or find one that is independent.",
)


def find(analysis: Analysis) -> Iterator[Finding]:
    """Yield each article of a family of more than one, with the others as related places."""
    places = {article.id: title_location(article) for article in analysis.articles}
    for family in analysis.families:
        measures = ", ".join(f"{name} {value:g}" for name, value in family.evidence)
        for article in family.articles if len(family.articles) > 1 else ():
            others = [other for other in family.articles if other != article]
            message = f"Not independent of {', '.join(others)}" + (f" ({measures})" if measures else "")
            related = [places[other] for other in others]
            yield make_finding(DEPENDENT, places[article], message, confidence=0.9, related=related)


CHECK = Check((DEPENDENT,), find)
