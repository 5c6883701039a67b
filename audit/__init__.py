"""Audit the quality of health articles: claims, contradictions, commercial signals, reliability of sources."""

__version__ = "0.1.0"
