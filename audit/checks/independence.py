"""Rule on articles that are not independent witnesses."""

from collections.abc import Iterator

from audit.checks.finding import Check, make_finding, squeeze
from audit.checks.passages import title_location
from audit.model import Analysis, Family, Finding, Level, Rule

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
    names = name_articles(analysis)
    for family in analysis.families:
        for article in family.articles if len(family.articles) > 1 else ():
            others = [other for other in family.articles if other != article]
            message = f"Tells the same as {' and '.join(names[other] for other in others)}{explain(family)}"
            related = [places[other] for other in others]
            yield make_finding(DEPENDENT, places[article], message, confidence=0.9, related=related)


def name_articles(analysis: Analysis) -> dict[str, str]:
    """Return the title of each article with the name of its source."""
    sources = {source.id: source.name for source in analysis.sources}
    return {
        article.id: f"“{squeeze(article.title) or article.path}”"
        + (f" ({sources[article.source]})" if sources.get(article.source) else "")
        for article in analysis.articles
    }


def explain(family: Family) -> str:
    """Return what ties the articles of a family, in plain words."""
    measures = dict(family.evidence)
    parts = []
    if "three_gram_containment" in measures:
        share = max(1, round(100 * measures["three_gram_containment"]))
        parts.append(f"{share} % of the runs of three words in the shorter text stand in the other as well")
    if "aligned_claims" in measures:
        parts.append(f"{measures['aligned_claims']:.0f} statements follow each other in nearly the same order")
    if measures.get("rare_shared_claims"):
        parts.append(f"{measures['rare_shared_claims']:.0f} of them are made by no other article here")
    return f": {', '.join(parts)}" if parts else ""


CHECK = Check((DEPENDENT,), find)
