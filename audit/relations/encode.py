"""Texts → unit vectors whose dot product is their similarity."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from audit.lexicons import lexicon_pattern

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Encoder = Callable[[Sequence[str]], "csr_matrix"]
"""Texts → one row each, L2-normalised; a text without any feature is a row of zeros."""

SHORTEST_STEM = 3
SUFFIXES = (
    "izations", "isations", "ization", "isation", "ational", "fulness", "ousness", "iveness", "ations", "ically", "ation", "ments",
    "ness", "ment", "ities", "ates", "ated", "ings", "able", "ible", "ions", "ing", "ied", "ies", "ate", "ion", "ity", "ers", "ive", "ous",
    "ful", "ies", "ed", "es", "er", "ly", "al", "ic", "y", "e", "s",
)  # fmt: skip
"""Endings of inflection and derivation, longest first; one is cut, twice: "contractions" and "contracting" meet."""
WORD = re.compile(r"[^\W_]+")
CHARACTERS = (3, 5)
"""Lengths of the character n-grams inside words."""
WORDS = (1, 2)
"""Lengths of the n-grams of stems."""


def encode_ngrams(texts: Sequence[str]) -> "csr_matrix":
    """Encode by character 3–5-grams inside words and 1–2-grams of stems, TF-IDF over the texts given.

    Words of negation are left out and endings count little, so that a claim and its denial are neighbours; whether
    they agree is for the comparators to say.
    """
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    plain = [flatten(text) for text in texts]
    if not any(plain):
        return csr_matrix((len(texts), 1))
    inside = TfidfVectorizer(analyzer="char_wb", ngram_range=CHARACTERS, lowercase=False, sublinear_tf=True)
    stems = TfidfVectorizer(ngram_range=WORDS, lowercase=False, sublinear_tf=True, token_pattern=r"\S+")
    return csr_matrix(normalize(hstack([inside.fit_transform(plain), stems.fit_transform(plain)])))


ENCODERS: Mapping[str, Encoder] = {"ngrams": encode_ngrams}
"""Encoders by name; a learned one joins here."""


def flatten(text: str) -> str:
    """Return the stems of a text without negation, joined by blanks."""
    kept = lexicon_pattern("cues", "negative").sub(" ", text.lower().replace("’", "'"))
    return " ".join(stem(word) for word in WORD.findall(kept) if len(word) > 1)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Cut the endings of a lower-case word: "contractions" → "contract", "relaxation" → "relax".

    The result is a key for comparison, not a word.
    """
    short = _cut(_cut(word))
    return short[:-1] if len(short) > SHORTEST_STEM and short[-1] == short[-2] and short[-1] not in "aeiouls" else short


def _cut(word: str) -> str:
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= max(SHORTEST_STEM, len(suffix)):
            return word[: -len(suffix)]
    return word
