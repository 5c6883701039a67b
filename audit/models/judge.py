"""Pairs of texts → calibrated probabilities that the first entails, leaves open or contradicts the second."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from audit.errors import ModelError
from audit.models.folder import ModelFolder
from audit.models.session import load_model
from audit.settings import ModelSettings

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

ENTAILMENT, NEUTRAL, CONTRADICTION = range(3)
"""Columns of the probabilities."""
COLUMNS: Mapping[str, int] = {
    "entailment": ENTAILMENT,
    "neutral": NEUTRAL,
    "contradiction": CONTRADICTION,
    "not_entailment": NEUTRAL,
}
"""Label of a model → column. A model of two labels cannot tell what contradicts from what is left open."""


def judge_pairs(
    pairs: Sequence[tuple[str, str]],
    settings: ModelSettings = ModelSettings(),
) -> "NDArray[float64]":
    """Judge pairs of premise and hypothesis: one row each of P(entailment), P(neutral), P(contradiction).

    A row depends on its pair alone, and rows sum to 1. A pair longer than the model takes loses the end of its longer
    side.

    Raises:
        ModelError: the model is missing, damaged, or does not answer in these labels.
    """
    from numpy import zeros

    model = load_model("nli", settings.nli)
    columns = read_columns(model.folder)
    probabilities = zeros((len(pairs), 3))
    if pairs:
        logits = model.run(pairs, settings.threads).astype(float)
        if logits.shape[1:] != (len(columns),):
            raise ModelError(f"{model.folder.graph.as_posix()}: gives {logits.shape[1:]} for {len(columns)} labels")
        for place, column in enumerate(columns):
            probabilities[:, column] += softmax(logits / model.folder.temperature)[:, place]
    return probabilities


def read_columns(folder: ModelFolder) -> list[int]:
    """Return the column of each logit."""
    names = [re.sub(r"[^a-z]+", "_", label.lower()).strip("_") for label in folder.labels]
    if "entailment" not in names or len(set(names)) < len(names) or any(name not in COLUMNS for name in names):
        raise ModelError(
            f"{folder.graph.as_posix()}: labels are {', '.join(folder.labels) or 'none'}; they must be entailment, "
            "neutral and contradiction, or entailment and not_entailment, in any order (id2label in config.json)"
        )
    return [COLUMNS[name] for name in names]


def softmax(logits: "NDArray[float64]") -> "NDArray[float64]":
    """Return each row as probabilities."""
    from numpy import exp

    powers: NDArray[float64] = exp(logits - logits.max(axis=1, keepdims=True))
    shares: NDArray[float64] = powers / powers.sum(axis=1, keepdims=True)
    return shares
