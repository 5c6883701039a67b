"""Claims of an article → table or JSON."""

import json
from collections.abc import Sequence

from audit.model import Claim, Corpus
from audit.reporters.claim_json import describe_claim
from audit.reporters.plain import squeeze_line


def find_problem(corpus: Corpus, path: str) -> str:
    """Return why there is not one article to look into; empty when there is."""
    if corpus.skipped and not corpus.articles:
        return f"{corpus.skipped[0].path}: {corpus.skipped[0].reason}"
    if len(corpus.articles) != 1:
        return f"{path}: holds {len(corpus.articles)} articles; give one file"
    return ""


def write_claims(corpus: Corpus, claims: Sequence[Claim], *, style: str, width: int, colour: bool) -> str:
    """Return the claims of the one article as "json", "html" or "table"."""
    if style == "json":
        return write_claims_json(claims)
    if style == "html":
        from audit.reporters.html_claims import write_claims_html

        return write_claims_html(corpus, claims)
    return write_claims_table(claims, width, colour=colour)


def write_claims_json(claims: Sequence[Claim]) -> str:
    """Return the claims as they stand in `report.json`."""
    return json.dumps([describe_claim(claim) for claim in claims], ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def write_claims_table(claims: Sequence[Claim], width: int, *, colour: bool) -> str:
    """Return the claims as a table: label, holder, relation, polarity, modality, and the claim readable by itself."""
    from rich.text import Text

    from audit.reporters.terminal import new_console, new_table, read_console

    table = new_table("Id", "Label", "Holder", "Relation", "", "Mod.", "Claim")
    for claim in claims:
        frame = claim.frame
        sign = "+" if frame.polarity else "−"
        cells = (claim.id, claim.label.value, claim.holder.value, frame.relation.value, sign, str(frame.modality))
        shown = squeeze_line(claim.context.standalone or claim.text)
        table.add_row(*(Text(squeeze_line(cell)) for cell in cells), Text(shown))
    console = new_console(width, colour=colour)
    console.print(table)
    count = f"{len(claims)} claim{'' if len(claims) == 1 else 's'}; + affirmed, − denied; Mod. 0 denied to 4 certain\n"
    return read_console(console) + count
