"""The shipped cross-encoder on labelled pairs → no figure worse than pinned for exactly these weights."""

import hashlib

import pytest
from quality_floors import (
    MODELS,
    MODELS_AT_LEAST,
    MODELS_AT_MOST,
    Pinned,
    find_worse,
    read_floors,
    tighten,
    write_floors,
)

from audit.evaluate.nli import measure_nli
from audit.evaluate.tasks import silent
from audit.models.folder import find_model

LIMIT = 150
"""Rows of each set: all of them take minutes; `audit evaluate nli --limit 0` tells the rest."""


@pytest.fixture(scope="module")
def measured(shared_folder, has_nli, tmp_path_factory):
    """Table and figure → figure, of the model that is shipped: the settings of an empty folder name no other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("empty"))
        tables = measure_nli(shared_folder, LIMIT, silent)
    return {f"{table}: {name}": value for table, figures in tables for name, value in figures.items()}


@pytest.mark.shared
@pytest.mark.slow
def test_the_cross_encoder_is_no_worse_than_pinned_for_these_weights(measured, updating):
    digest = hashlib.sha256(find_model("nli", "").graph.read_bytes()).hexdigest()
    if updating:
        pinned = read_floors(MODELS).get("nli", Pinned("", (), {}, {})) if MODELS.is_file() else Pinned("", (), {}, {})
        floors = {"nli": tighten(pinned, measured, digest, MODELS_AT_LEAST, MODELS_AT_MOST)}
        MODELS.write_text(write_floors(floors), encoding="utf-8")
    assert MODELS.is_file(), "nothing is pinned: pytest tests/quality --update-floors"
    pinned = read_floors(MODELS)["nli"]
    assert pinned.digest == digest, "other weights: look at the figures, then pytest tests/quality --update-floors"
    assert find_worse(pinned, measured) == []
