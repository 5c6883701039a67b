"""What one file gives before it becomes an article."""

from dataclasses import dataclass

from audit.ingest.bylines import NOBODY, Byline
from audit.model import Block, PageEvidence

NO_EVIDENCE = PageEvidence()


@dataclass(frozen=True, slots=True)
class Reading:
    """Text and blocks of one file with what its page says of itself."""

    title: str
    text: str
    blocks: tuple[Block, ...]
    byline: Byline = NOBODY
    page: PageEvidence = NO_EVIDENCE
    language: str = ""
    """As declared; empty: to be guessed."""
