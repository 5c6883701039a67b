"""Texts → what the shipped models, or the user's own, say of them: probabilities of inference, vectors."""

from audit.models.judge import judge_pairs
from audit.models.vectors import encode_claims

__all__ = ["encode_claims", "judge_pairs"]
