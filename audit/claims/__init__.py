"""Article → Sentence → Claim."""

from audit.claims.read import read_claims

__all__ = ["read_claims"]
