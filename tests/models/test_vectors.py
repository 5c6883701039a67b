"""Texts → vectors: of a model made here, and of the shipped one."""

import hashlib
import tomllib

import numpy as np
import pytest

from audit.errors import ModelError
from audit.models import encode_claims
from audit.models.folder import find_shipped
from audit.settings import ModelSettings

SAID = "Regular stretching before bed prevents night cramps."
AGAIN = "If you stretch every evening, you will not get cramps at night."
DENIED = "Regular stretching before bed does not prevent night cramps."
OTHER = "The vaccine against measles is given to children in two doses."
LONG = "A page of advice on nothing in particular, which goes on for a while. " * 30


def cosine(left, right):
    one, other = encode_claims([left, right])
    return float(one @ other)


def test_rows_for_each_token_are_pooled_and_have_length_one(write_foreign, table):
    models = ModelSettings(encoder=str(write_foreign(table, [], pooled=False)))
    found = encode_claims(["yes yes no", "perhaps"], models)
    assert found[0] == pytest.approx(np.array([2, 0, 1]) / 5**0.5, abs=1e-6)
    assert found[1] == pytest.approx([0, 1, 0], abs=1e-6)
    assert found.dtype == np.float32


def test_a_text_of_which_the_model_knows_nothing_is_a_row_of_zeros(write_foreign, table):
    models = ModelSettings(encoder=str(write_foreign(table, [], pooled=False)))
    assert encode_claims(["", "ω"], models).tolist() == [[0, 0, 0], [0, 0, 0]]


def test_no_text_gives_no_row():
    assert len(encode_claims([])) == 0


def test_a_vector_does_not_depend_on_the_texts_beside_it_nor_on_the_threads():
    together = encode_claims([OTHER, SAID, LONG, DENIED, SAID], ModelSettings(threads=3))
    assert np.array_equal(together[1], encode_claims([SAID])[0])
    assert np.array_equal(together[4], together[1])
    assert np.array_equal(together, encode_claims([OTHER, SAID, LONG, DENIED, SAID]))


def test_the_shipped_vectors_have_length_one_and_at_most_384_dimensions():
    vectors = encode_claims([SAID, OTHER, LONG, "", "…"])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(5), abs=1e-5)
    assert vectors.shape[1] <= 384


def test_a_paraphrase_and_a_denial_are_near_and_another_subject_is_far():
    assert cosine(SAID, AGAIN) > 0.6
    assert cosine(SAID, DENIED) > 0.8
    assert cosine(SAID, OTHER) < 0.3


@pytest.mark.parametrize("name", ["claim-encoder", "claim-nli"])
def test_what_is_shipped_is_what_its_description_says_and_has_its_card(name):
    folder = find_shipped("vectors").with_name(name)
    if not folder.is_dir():
        pytest.skip(f"{name} is not in this checkout")
    table = tomllib.loads((folder / "model.toml").read_text(encoding="utf-8"))
    graph = (folder / table["file"]).read_bytes()
    assert hashlib.sha256(graph).hexdigest() == table["sha256"]
    assert len(graph) <= 25_000_000
    assert table["name"] == name
    card = (folder / "card.md").read_text(encoding="utf-8")
    for heading in ("Data", "Figures", "Limits"):
        assert f"## {heading}" in card
    assert {file.name for file in folder.iterdir()} == {"model.onnx", "tokenizer.json", "model.toml", "card.md"}


def test_a_damaged_model_stops_an_audit_with_its_name(tmp_path):
    folder = tmp_path / "copied"
    folder.mkdir()
    for file in find_shipped("vectors").iterdir():
        (folder / file.name).write_bytes(file.read_bytes()[:-1])
    with pytest.raises(ModelError, match=r"copied/model\.onnx: damaged"):
        encode_claims([SAID], ModelSettings(encoder=str(folder)))
