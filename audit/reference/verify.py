"""References → what is malformed in their identifiers, without a network."""

import re
from collections.abc import Iterable, Iterator

from audit.model import Reference, ReferenceFact

DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")
"""Form of a DOI (DOI Handbook 2.2; the character range is Crossref's advice on matching DOIs)."""

PMID = re.compile(r"[1-9]\d{0,7}")
URL = re.compile(r"https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[^\s]*)?")


def check_identifier(identifier: str) -> Iterator[str]:
    """Yield what is wrong with the form of `doi:…`, `pmid:…` or an address; nothing is looked up."""
    if identifier.startswith("doi:"):
        if not DOI.fullmatch(identifier[4:]):
            yield f"{identifier}: not a DOI (10.NNNN/suffix, without a resolver's address)"
        elif identifier[-1] in ".,;":
            yield f"{identifier}: a DOI does not end with a punctuation mark"
    elif identifier.startswith("pmid:"):
        if not PMID.fullmatch(identifier[5:]):
            yield f"{identifier}: not a PMID (one to eight digits)"
    elif not URL.fullmatch(identifier):
        yield f"{identifier}: not an https address"


def verify_reference(reference: Reference) -> tuple[str, ...]:
    """Return the problems of one reference; empty when its identifiers are well formed."""
    if not reference.identifier:
        return ("no identifier",)
    return tuple(problem for part in reference.identifier.split("; ") for problem in check_identifier(part))


def verify_facts(facts: Iterable[ReferenceFact]) -> tuple[tuple[str, str, str], ...]:
    """Return (fact, reference, problem) for every malformed identifier, sorted."""
    return tuple(
        sorted(
            (fact.id, reference.id, problem)
            for fact in facts
            for reference in fact.references
            for problem in verify_reference(reference)
        )
    )
