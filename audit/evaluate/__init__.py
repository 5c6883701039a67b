"""Labelled data → figures for every stage."""

from audit.evaluate.tasks import evaluate

__all__ = ["evaluate"]
