"""Paths → Corpus."""

from audit.ingest.corpus import read_corpus

__all__ = ["read_corpus"]
