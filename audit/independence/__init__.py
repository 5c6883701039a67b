"""Articles → families of articles that are no independent witnesses."""

from audit.independence.families import assign_families, find_families

__all__ = ["assign_families", "find_families"]
