"""Reference facts: what is known, loaded from packs, and the stance of each claim towards it."""

from audit.reference.load import load_facts
from audit.reference.match import match_stances

__all__ = ["load_facts", "match_stances"]
