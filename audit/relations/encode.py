"""Texts → unit vectors whose dot product is their similarity."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from audit.lexicons import lexicon_pattern
from audit.relations.words import canonical_words, stem

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Encoder = Callable[[Sequence[str]], "csr_matrix"]
"""Texts → one row each, L2-normalised; a text without any feature is a row of zeros."""

WORD = re.compile(r"[^\W_]+")
AUXILIARIES = {"do", "does", "did"}
"""What a denial adds beside its negation."""
CHARACTERS = (3, 5)
"""Lengths of the character n-grams inside stems."""
STEMS = (1, 2)
"""Lengths of the n-grams of stems."""
SHARES = (0.4, 0.2, 0.4)
"""Share of characters, stems and canonical words in the similarity; best of seven mixtures on argument-key-point and
perspective pairs and on neighbours of the development topics."""


def encode_ngrams(texts: Sequence[str]) -> "csr_matrix":
    """Encode by character 3–5-grams, 1–2-grams of stems and canonical words, TF-IDF over the texts given.

    Words of negation are left out and endings count little, so that a claim and its denial are neighbours; whether
    they agree is for the comparators to say.
    """
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    plain = [flatten(text) for text in texts]
    names = [list(canonical_words(text)) for text in texts]
    if not any(plain) or not any(names):
        return csr_matrix((len(texts), 1))
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=CHARACTERS, lowercase=False, sublinear_tf=True)
    stems = TfidfVectorizer(ngram_range=STEMS, lowercase=False, sublinear_tf=True, token_pattern=WORD.pattern)
    canonical = TfidfVectorizer(analyzer=list, sublinear_tf=True)
    vectors = (characters.fit_transform(plain), stems.fit_transform(plain), canonical.fit_transform(names))
    return csr_matrix(normalize(hstack([share**0.5 * part for share, part in zip(SHARES, vectors, strict=True)])))


ENCODERS: Mapping[str, Encoder] = {"ngrams": encode_ngrams}
"""Encoders by name; a learned one joins here."""


def flatten(text: str) -> str:
    """Return the stems of a text without negation, joined by blanks."""
    kept = lexicon_pattern("cues", "negative").sub(" ", text.lower().replace("’", "'"))
    return " ".join(stem(word) for word in WORD.findall(kept) if len(word) > 1 and word not in AUXILIARIES)
