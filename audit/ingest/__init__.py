"""Paths → Corpus."""

from collections.abc import Sequence

from audit.model import Corpus


def read_corpus(paths: Sequence[str]) -> Corpus:
    """Read every article at the paths (files or folders)."""
    raise NotImplementedError
