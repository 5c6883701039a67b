"""Labelled data → figures for every stage."""

from audit.evaluate.rows import default_base
from audit.evaluate.tasks import evaluate

__all__ = ["default_base", "evaluate"]
