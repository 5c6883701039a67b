"""Pairs of texts → probabilities."""

import numpy as np
import pytest

from audit.errors import ModelError
from audit.models import judge_pairs
from audit.settings import ModelSettings

PAIRS = [("yes", "yes"), ("perhaps", "perhaps"), ("no", "no")]


def judge(folder, pairs=PAIRS, threads=1):
    return judge_pairs(pairs, ModelSettings(nli=str(folder), threads=threads))


def test_columns_are_entailment_neutral_contradiction_whatever_the_order_of_the_model(write_foreign, table):
    usual = judge(write_foreign(table, ["entailment", "neutral", "contradiction"]))
    turned = judge(write_foreign(table[:, ::-1], ["CONTRADICTION", "Neutral", "Entailment"], "turned"))
    assert usual.argmax(axis=1).tolist() == [0, 1, 2]
    assert np.array_equal(usual, turned)


def test_probabilities_sum_to_one_and_are_what_the_logits_say(write_foreign, table):
    found = judge(write_foreign(table, ["entailment", "neutral", "contradiction"]), [("yes", "no")])
    # of five tokens one is "yes" and one is "no": logits 2.4, 0, 2.4
    powers = np.exp([2.4, 0.0, 2.4])
    assert found[0] == pytest.approx(powers / powers.sum(), abs=1e-6)


def test_a_model_of_two_labels_never_says_contradiction(write_foreign, table):
    found = judge(write_foreign(table[:, [0, 2]], ["entailment", "not-entailment"]))
    assert found[0, 0] > 0.9
    assert found[2, 1] > 0.9
    assert found[:, 2].tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    "inputs",
    [("input_ids",), ("input_ids", "attention_mask"), ("input_ids", "attention_mask", "token_type_ids")],
)
def test_a_graph_is_given_the_inputs_that_it_has(write_foreign, table, inputs):
    folder = write_foreign(table, ["entailment", "neutral", "contradiction"], inputs=inputs)
    assert judge(folder).argmax(axis=1).tolist() == [0, 1, 2]


def test_the_graph_may_stand_in_a_folder_of_its_own(write_foreign, table):
    folder = write_foreign(table, ["entailment", "neutral", "contradiction"], graph="onnx/model.onnx")
    assert judge(folder).argmax(axis=1).tolist() == [0, 1, 2]


def test_a_pair_is_judged_alike_alone_among_others_twice_and_in_any_number_of_threads(write_foreign, table):
    folder = write_foreign(table, ["entailment", "neutral", "contradiction"])
    many = [(f"yes no {'perhaps ' * number}", "no yes") for number in range(40)] + PAIRS + PAIRS
    together = judge(folder, many, threads=4)
    assert np.array_equal(together, judge(folder, many))
    assert np.array_equal(together[-3:], together[-6:-3])
    assert np.array_equal(together, np.concatenate([judge(folder, [pair]) for pair in many]))


def test_no_pair_gives_no_row(write_foreign, table):
    assert judge(write_foreign(table, ["entailment", "neutral", "contradiction"]), []).shape == (0, 3)


def test_a_pair_that_is_too_long_loses_the_end_of_its_longer_side(write_foreign, table):
    folder = write_foreign(table, ["entailment", "neutral", "contradiction"])
    long = "yes " * 11
    assert np.array_equal(judge(folder, [(f"{long} no no no no no", "no no")]), judge(folder, [(long, "no no")]))


def test_the_temperature_divides_the_logits(write_own, table):
    plain, cooled = write_own(table), write_own(table * 3, {"temperature": 3.0}, "cooled")
    assert judge(cooled) == pytest.approx(judge(plain), abs=1e-6)


@pytest.mark.parametrize(
    "labels",
    [["LABEL_0", "LABEL_1", "LABEL_2"], ["entailment", "neutral", "entailment"], ["neutral", "contradiction", "no"]],
)
def test_labels_that_nobody_knows_are_named(write_foreign, table, labels):
    folder = write_foreign(table, labels)
    with pytest.raises(ModelError, match=f"labels are {', '.join(labels)}; they must be entailment"):
        judge(folder)


def test_as_many_logits_as_labels(write_foreign, table):
    folder = write_foreign(table, ["entailment", "not_entailment"])
    with pytest.raises(ModelError, match=r"model\.onnx: gives \(3,\) for 2 labels"):
        judge(folder)
