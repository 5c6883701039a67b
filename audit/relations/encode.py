"""Texts → unit vectors whose dot product is their similarity."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from audit import models
from audit.lexicons import lexicon_pattern
from audit.relations.words import canonical_words, stem
from audit.settings import ModelSettings

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix


Vectors: TypeAlias = "csr_matrix | NDArray[float64]"
"""Sparse or dense."""
Encoder = Callable[[Sequence[str], ModelSettings], Vectors]
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


GRID = 4096
"""Vectors of a model are rounded to multiples of 1/4096: their products are then exact in whatever order they are
summed, so that no rank depends on the number of threads."""


def encode_ngrams(texts: Sequence[str], settings: ModelSettings = ModelSettings()) -> "csr_matrix":
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


def encode_onnx(texts: Sequence[str], settings: ModelSettings = ModelSettings()) -> "NDArray[float64]":
    """Encode by the model of claim vectors: paraphrases are near, and a claim and its denial too.

    A row depends on its text alone, not on the texts beside it.
    """
    from numpy import rint

    vectors: NDArray[float64] = rint(models.encode_claims(texts, settings).astype(float) * GRID) / GRID
    return vectors


ENCODERS: Mapping[str, Encoder] = {"ngrams": encode_ngrams, "onnx": encode_onnx}
"""Encoders by name; `relations.encoders` chooses among them."""


def likeness(vectors: Vectors, left: int, right: int) -> float:
    """Return the cosine of two rows, rounded to six places."""
    product = vectors[left] @ vectors[right].T
    return round(float(product if isinstance(product, float) else product.sum()), 6)


def flatten(text: str) -> str:
    """Return the stems of a text without negation, joined by blanks."""
    kept = lexicon_pattern("cues", "negative").sub(" ", text.lower().replace("’", "'"))
    return " ".join(stem(word) for word in WORD.findall(kept) if len(word) > 1 and word not in AUXILIARIES)
