"""Word lists from `audit/data/*.toml`: general language, each list with its origin."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

from audit.errors import PackError


@cache
def load_lexicon(name: str) -> dict[str, tuple[str, ...]]:
    """Return the lists of `data/<name>.toml`; each table has `origin` and `terms`.

    Raises:
        PackError: the file is missing, or a table lacks its origin or its terms.
    """
    path = resources.files("audit") / "data" / f"{name}.toml"
    if not path.is_file():
        raise PackError(f"audit/data/{name}.toml: no such lexicon")
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    for key, table in tables.items():
        if not table.get("origin") or not isinstance(table.get("terms"), list):
            raise PackError(f"audit/data/{name}.toml: {key}: a list needs an origin and terms")
    return {key: tuple(table["terms"]) for key, table in tables.items()}


@cache
def lexicon_pattern(name: str, key: str) -> re.Pattern[str]:
    """Return a case-blind whole-word pattern for one list of regular expressions; a blank matches any white space."""
    return compile_terms(load_lexicon(name)[key])


def compile_terms(terms: Iterable[str]) -> re.Pattern[str]:
    """Join terms (regular expressions) into one whole-word pattern, longest first; " ?" is a blank that may lack."""
    ordered = sorted(terms, key=lambda term: (-len(term), term))
    body = "|".join(re.sub(r" +", r"\\s+", term.replace(" ?", r"\s?")) for term in ordered)
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)
