"""What one file gives before it becomes an article."""

from dataclasses import dataclass

from audit.ingest.bylines import Byline
from audit.model import Block, PageEvidence


@dataclass(frozen=True, slots=True)
class Reading:
    """Text and blocks of one file with what its page says of itself."""

    title: str
    text: str
    blocks: tuple[Block, ...]
    byline: Byline = Byline()
    page: PageEvidence = PageEvidence()
    language: str = ""
    """As declared; empty: to be guessed."""
