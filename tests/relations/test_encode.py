"""Texts → unit vectors."""

import math

import pytest

from audit import settings
from audit.relations.encode import ENCODERS, GRID, encode_ngrams, encode_onnx, likeness
from audit.relations.words import canonical_words, stem


def similarity(left: str, right: str, *others: str) -> float:
    vectors = encode_ngrams([left, right, *others])
    return float(vectors[0].multiply(vectors[1]).sum())


BACKGROUND = ("Gout affects the big toe.", "Vaccines protect children.", "Sleep restores the brain.")


def test_every_row_has_length_one() -> None:
    vectors = encode_ngrams(["Salt raises blood pressure.", "Gout hurts.", "Sleep helps."])
    assert [math.sqrt(float(row.multiply(row).sum())) for row in vectors] == pytest.approx([1, 1, 1])


def test_a_single_text_can_be_encoded() -> None:
    assert encode_ngrams(["Salt raises blood pressure."]).shape[0] == 1


@pytest.mark.parametrize("texts", [[], ["", ""], ["...", "?!"], ["the of and", "is"]])
def test_texts_without_words_are_rows_of_zeros(texts: list[str]) -> None:
    vectors = encode_ngrams(texts)
    assert vectors.shape[0] == len(texts)
    assert vectors.nnz == 0


def test_a_text_and_its_denial_are_neighbours() -> None:
    assert similarity("Honey cures a cough.", "Honey does not cure a cough.", *BACKGROUND) > 0.9


def test_endings_count_little() -> None:
    near = similarity("Stretching prevents cramps.", "Stretches prevented a cramp.", *BACKGROUND)
    assert near > similarity("Stretching prevents cramps.", "Vaccines prevent measles.", *BACKGROUND)
    assert near > 0.8


def test_synonyms_are_nearer_than_strangers() -> None:
    synonym = similarity("Influenza can be fatal.", "The flu can be deadly.", *BACKGROUND)
    assert synonym > similarity("Influenza can be fatal.", "The toe can be swollen.", *BACKGROUND)


def test_the_same_texts_give_the_same_vectors() -> None:
    one, other = encode_ngrams(BACKGROUND), encode_ngrams(BACKGROUND)
    assert (one != other).nnz == 0


def test_the_encoder_is_found_by_name() -> None:
    assert ENCODERS["ngrams"] is encode_ngrams


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("contractions", "contracting"),
        ("kidneys", "kidney"),
        ("relaxation", "relax"),
        ("deficiencies", "deficiency"),
        ("women", "woman"),
    ],
)
def test_forms_of_a_word_have_one_stem(left: str, right: str) -> None:
    assert stem(left) == stem(right)


@pytest.mark.parametrize(
    ("left", "right"), [("medical", "medication"), ("several", "severe"), ("virus", "viral"), ("general", "gene")]
)
def test_different_words_keep_different_stems(left: str, right: str) -> None:
    assert stem(left) != stem(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("heart attack", "myocardial infarction"),
        ("shortness of breath", "breathlessness"),
        ("a low level", "deficiency"),
    ],
)
def test_synonyms_have_one_canonical_word(left: str, right: str) -> None:
    assert set(canonical_words(left)) & set(canonical_words(right))


def test_function_words_have_no_canonical_word() -> None:
    assert canonical_words("It is of the and") == ()


def test_claim_vectors_stand_on_a_grid_so_that_their_products_are_exact():
    import numpy as np

    vectors = encode_onnx(["Salt causes thirst.", "Thirst is caused by salt.", "Sleep heals."])
    assert np.array_equal(vectors * GRID, np.rint(vectors * GRID))
    assert np.array_equal(vectors @ vectors.T, (vectors[:, ::-1] @ vectors[:, ::-1].T))
    assert likeness(vectors, 0, 0) == pytest.approx(1.0, abs=0.01)
    assert likeness(vectors, 0, 1) > likeness(vectors, 0, 2)


def test_likeness_reads_sparse_and_dense_rows():
    sparse = encode_ngrams(["salt causes thirst", "salt causes thirst"])
    assert likeness(sparse, 0, 1) == likeness(sparse.toarray(), 0, 1) == pytest.approx(1.0)


def test_the_settings_know_every_encoder():
    assert tuple(ENCODERS) == settings.ENCODERS
