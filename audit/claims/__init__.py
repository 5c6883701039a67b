"""Article → Sentence → Claim."""
