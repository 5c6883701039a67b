"""Labelled pairs → figures of the models; the cross-encoder is one of a few bytes whose answers are known."""

import gzip
import json

import numpy as np
import pytest

from audit.errors import ModelError
from audit.evaluate import evaluate, nli_topics
from audit.evaluate.baseline import predict_by_feature
from audit.evaluate.figures import calibration_error, interval, macro_f1, mean, precision_at_recall
from audit.evaluate.labels import load_labels
from audit.evaluate.nli import by_source, describe_calibration, pick
from audit.evaluate.sides import SidedPair, SidedTopic, count_met, side_topic
from audit.evaluate.tasks import TASKS, silent
from audit.evaluate.vectors import pair_members
from audit.settings import ModelSettings
from tests.models.tiny_models import speak, write_foreign_model, write_own_model

WORD_OF = {"entailment": "yes", "neutral": "perhaps", "contradiction": "no"}
PAIRS = [
    {"id": "1", "text1": "Gout hurts badly.", "text2": "Gout hurts badly.", "label": 1, "score": 5},
    {"id": "2", "text1": "Sleep heals.", "text2": "Vaccines protect children.", "label": 0, "score": 0},
]


def write_rows(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    content = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)


@pytest.fixture
def model(tmp_path, monkeypatch):
    """A folder with a model and with settings that name it; the tests stand in it."""
    folder = write_foreign_model(tmp_path / "desk" / "tiny", speak(), list(WORD_OF))
    (tmp_path / "desk" / "audit.toml").write_text('[models]\nnli = "tiny"\n')
    monkeypatch.chdir(tmp_path / "desk")
    return folder


@pytest.fixture
def data(tmp_path, topic):
    general = [
        {"premise": word, "hypothesis": f"{word} {number}", "label": label, "source": "snli_test"}
        for number in range(3)
        for label, word in WORD_OF.items()
    ]
    general.append({"premise": "yes", "hypothesis": "yes", "label": "neutral", "source": "snli_test"})
    write_rows(tmp_path / "data" / "nli" / "nli_dev.jsonl.gz", general)
    health = [
        row | {"source": source, "group": str(place)}
        for source in ("healthver", "scifact")
        for place, row in enumerate(general)
    ]
    write_rows(tmp_path / "data" / "health_nli" / "health_nli.jsonl", health)
    sides = [
        {"id": f"{label}{number}", "question_id": "q", "claim_id": "q", "label": label, "claim1": word, "claim2": word,
         "text1": word, "text2": word}
        for number in range(3) for label, word in (("opposed", "no"), ("same_side", "yes"))
    ]  # fmt: skip
    for name in ("mancon_pairs", "perspectrum_opposition"):
        write_rows(tmp_path / "data" / "contradiction_claims" / f"{name}.jsonl", sides)
    for name in ("mrpc", "medical_question_pairs", "stsb", "sick_relatedness"):
        write_rows(tmp_path / "data" / "equivalence" / f"{name}.jsonl", PAIRS)
    arguments = [pair | {"argument": pair["text1"], "key_point": pair["text2"]} for pair in PAIRS]
    write_rows(tmp_path / "data" / "equivalence" / "argkp.jsonl", arguments)
    clusters = [
        {"stance": "support", "members": ["Gout is caused by uric acid.", "Uric acid is the cause of gout."]},
        {"stance": "support", "members": ["Smoking causes cough."]},
    ]
    write_rows(tmp_path / "data" / "equivalence" / "perspectrum_clusters.jsonl", [{"id": "t", "clusters": clusters}])
    return tmp_path


def test_the_cross_encoder_is_measured_on_every_set(model, data):
    tables = dict(evaluate("nli", data))
    figures = tables["nli/snli_test"]
    assert (figures["pairs"], figures["accuracy"]) == ("10", 0.9)
    assert figures["labelled neutral: said entailment, neutral, contradiction"] == "1, 3, 0"
    assert figures["contradiction: precision at recall 0.5"] == 1.0
    assert tables["nli/healthver, health"]["pairs"] == "10"
    assert tables["nli/mancon_pairs"]["opposed against same side: auc"] == 1.0
    assert tables["nli/probes"]["denials"] == "200"
    topic = tables["nli/gout"]
    assert (topic["plain contradictions with claims"], topic["traps with claims"]) == ("0/1", "1/1")
    assert list(tables)[-1] == "nli/gout"


def test_a_two_way_set_never_gets_neutral(model, data):
    found = dict(evaluate("nli", data))
    said = [value for name, value in found["nli/scifact, health"].items() if name.startswith("labelled ")]
    assert all(counts.split(", ")[1] == "0" for counts in said)


def test_the_limit_holds_for_each_source(model, data):
    assert dict(evaluate("nli", data, limit=4))["nli/snli_test"]["pairs"] == "4"


def test_without_the_model_the_task_says_so_and_all_tasks_go_on(data, monkeypatch):
    monkeypatch.setattr("audit.models.folder.SHIPPED", {"nli": "not-there", "vectors": "claim-encoder"})
    monkeypatch.setattr("audit.evaluate.tasks.TASKS", {name: TASKS[name] for name in ("nli", "vectors")})
    with pytest.raises(ModelError, match="not-there: no such model in this installation"):
        evaluate("nli", data)
    tables = dict(evaluate(None, data))
    assert "no such model" in tables["nli"]["not measured"]
    assert "vectors/stsb" in tables


def test_vectors_are_measured_on_pairs_and_on_the_topics(data):
    tables = dict(evaluate("vectors", data))
    assert tables["vectors/mrpc"]["onnx: average precision"] == 1.0
    assert tables["vectors/stsb"]["onnx: spearman"] == pytest.approx(1.0)
    assert tables["vectors/perspectrum_clusters"]["pairs"] == "3"
    figures = tables["vectors/gout"]
    assert figures["candidates: contradictions met"] == 1.0
    assert figures["contradictions with a claim on both sides"] == "1/3"
    assert figures["equivalents with a claim on both sides"] == "2/2"


def test_every_two_members_of_a_topic_are_a_pair():
    topics = [{"clusters": [{"members": ["a", "b"]}, {"members": ["c"]}]}, {"clusters": [{"members": ["d"]}]}]
    assert pair_members(topics) == ([("a", "b"), ("a", "c"), ("b", "c")], [1.0, 0.0, 0.0])


def test_the_sides_of_labels_are_claims(topic):
    sided = side_topic(topic, silent)
    texts = [claim.text for claim in sided.claims]
    first = sided.contradictions[0]
    assert {texts[place] for place in first.left} == {"Gout attacks last three days."}
    assert not first.complete
    second = sided.contradictions[1]
    assert {texts[place] for place in second.right} == {"Cherries do not help."}
    assert second.complete
    assert second.pairs
    assert second.pairs <= sided.named
    assert len(sided.traps) == len(load_labels(topic).traps)


def test_a_labelled_pair_is_met_from_either_side_or_in_one_claim():
    one, same, half = (
        SidedPair("", frozenset({4}), frozenset({2, 7})),
        SidedPair("", frozenset({3}), frozenset({3})),
        SidedPair("", frozenset({1}), frozenset()),
    )
    assert count_met(frozenset({(2, 4)}), [one, same, half]) == {"met": 2, "of": 2}
    assert count_met(frozenset({(2, 7)}), [one]) == {"met": 0, "of": 1}


def test_rows_are_drawn_by_source():
    rows = [{"source": source, "premise": str(number), "hypothesis": "h"} for source in "ab" for number in range(5)]
    assert [(name, len(drawn)) for name, drawn in by_source(rows, 3).items()] == [("a", 3), ("b", 3)]


def test_calibration_is_told_before_and_after(tmp_path):
    folder = write_own_model(tmp_path / "tiny", speak(), {"temperature": 2.0})
    judged = [(["entailment"] * 2, np.array([[0.5, 0.3, 0.2]] * 2))]
    found = describe_calibration(judged, ModelSettings(nli=str(folder)))
    assert found["calibration error"] == pytest.approx(1 - 0.5)
    assert found["calibration error before calibration"] == pytest.approx(1 - 0.25 / (0.25 + 0.09 + 0.04))
    assert found["accuracy, mean of sets"] == 1.0


def test_the_threshold_flags_a_twentieth_of_the_background(monkeypatch):
    background = [(0, place) for place in range(1, 41)]
    scores = {pair: (place / 50, 0.0) for place, pair in enumerate(background)} | {
        (50, 51): (0.38, 0.38),
        (50, 52): (0.9, 0.9),
        (60, 61): (0.74, 0.0),
    }
    monkeypatch.setattr(nli_topics, "find_background", lambda topic, models: iter(background))
    monkeypatch.setattr(nli_topics, "score_pairs", lambda topic, pairs, models, progress: scores)
    found = nli_topics.describe_topic(
        SidedTopic(
            "gout",
            (),
            (
                SidedPair("real", frozenset({50}), frozenset({51})),
                SidedPair("real", frozenset({60}), frozenset({61})),
                SidedPair("real", frozenset({60}), frozenset()),
                SidedPair("partial", frozenset({50}), frozenset({52})),
            ),
            (SidedPair("", frozenset({50}), frozenset({51, 52})),),
            (),
        ),
        0,
        ModelSettings(),
        silent,
    )
    assert found["plain contradictions with claims"] == "2/3"
    assert found["mean: threshold that flags 5 % of them"] == 0.37
    assert found["mean: plain contradictions above it"] == 0.5
    assert found["mean: traps above it"] == 1.0
    assert found["mean: traps above 0.5"] == 1.0
    assert found["mean: plain contradictions above 0.5"] == 0.0
    assert found["lesser: threshold that flags 5 % of them"] == 0.0
    assert found["lesser: plain contradictions above it"] == 0.5


def test_the_likeliest_label_of_two_leaves_neutral_out():
    assert pick([[0.2, 0.5, 0.3]]) == ["neutral"]  # type: ignore[arg-type]
    assert pick([[0.2, 0.5, 0.3]], two_way=True) == ["contradiction"]  # type: ignore[arg-type]


def test_macro_f1_weighs_every_label_alike():
    assert macro_f1(["a", "a", "a", "b"], ["a", "a", "a", "a"]) == pytest.approx((6 / 7 + 0) / 2)


def test_the_calibration_error_is_the_gap_between_confidence_and_right_answers():
    assert calibration_error([True, False], [0.99, 0.99]) == pytest.approx(0.49)
    assert calibration_error([True, True, False], [1.0, 1.0, 0.0]) == 0.0
    assert calibration_error([True, False], [0.2, 0.9]) == pytest.approx((0.8 + 0.9) / 2)


def test_precision_is_told_where_enough_is_found():
    gold = [True, False, True, False]
    assert precision_at_recall(gold, [0.9, 0.8, 0.7, 0.1], 0.5) == 1.0
    assert precision_at_recall(gold, [0.9, 0.8, 0.7, 0.1], 1.0) == pytest.approx(2 / 3)
    assert precision_at_recall(gold, [0.5] * 4, 0.5) == 0.5


def test_an_interval_holds_the_figure_and_is_the_same_each_time():
    values = [0.0, 1.0] * 50
    low, high = map(float, interval(mean, values).split("–"))
    assert 0.35 < low < 0.5 < high < 0.65
    assert interval(mean, values) == interval(mean, values)
    assert interval(mean, [1.0] * 9) == "1.000–1.000"
    assert interval(mean, []) == ""


def test_one_number_tells_labels_of_groups_it_never_saw():
    values, gold = [0.0, 1.0] * 6, ["a", "b"] * 6
    assert predict_by_feature(values, gold, [str(number // 2) for number in range(12)]) == gold
    assert predict_by_feature(values, gold, ["one"] * 12) is None
