"""Texts → vectors of length one; near ones speak of the same, whether they agree or not."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from audit.models.session import load_model
from audit.settings import ModelSettings

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray


def encode_claims(
    texts: Sequence[str],
    settings: ModelSettings = ModelSettings(),
) -> "NDArray[float32]":
    """Encode texts, one row each of length one; a row depends on its text alone.

    Raises:
        ModelError: the model is missing or damaged.
    """
    from numpy import float32, zeros
    from numpy.linalg import norm

    if not texts:
        return zeros((0, 0), dtype=float32)
    vectors = load_model("vectors", settings.encoder).run(texts, settings.threads)
    lengths: NDArray[float32] = norm(vectors, axis=1, keepdims=True).clip(min=1e-12).astype(float32)
    return vectors / lengths
