"""Claims → relations and clusters."""

from audit.relations.relate import relate

__all__ = ["relate"]
