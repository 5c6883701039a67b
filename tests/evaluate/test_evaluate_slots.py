import dataclasses
import hashlib
import math

import pytest

from audit.errors import CorpusError
from audit.evaluate.detection import describe_sentences, predict_with
from audit.evaluate.probes import make_plain_article
from audit.evaluate.slots import check_text, close, describe_part, parse_wanted, read_wanted

TEXT = "Gout is common. Asthma attacks last about 2 hours. You should see a doctor about chest pain."


def silent(stage, done, total):
    pass


def label(start, end, slots):
    check = hashlib.sha256(TEXT[start:end].encode()).hexdigest()[:8]
    return parse_wanted(f"page {start}-{end} {check} {slots}")


def test_a_line_of_labels_is_read_with_its_alternatives_and_amounts():
    wanted = parse_wanted("page 5-9 0123abcd claim|advice study cause|risk_factor - 2 60-120 year; 3-open %")
    assert (wanted.labels, wanted.holders, wanted.relations) == (
        ("claim", "advice"),
        ("study",),
        ("cause", "risk_factor"),
    )
    assert (wanted.polarity, wanted.modality, wanted.quantities[0]) == (False, 2, (60.0, 120.0, "year"))
    assert wanted.quantities[1][0] == 3.0
    assert math.isnan(wanted.quantities[1][1])


def test_the_shipped_labels_are_two_hundred_and_sixty_other_sentences_without_text():
    first, second = read_wanted("first"), read_wanted("second")
    assert (len(first), len(second)) == (200, 60)
    assert not {one.document for one in first} & {one.document for one in second}


def test_slots_of_labelled_sentences_are_scored_one_by_one():
    good = label(16, 50, "claim asserted duration + 3 6480-7920 s")
    advice = label(51, len(TEXT), "advice asserted advice_do + 2")
    figures = describe_part([good, advice], {"page": {"text": TEXT}}, silent)
    assert [figures[name] for name in ("relation", "polarity", "quantities exact", "label")] == [1.0, 1.0, 1.0, 1.0]
    wrong = dataclasses.replace(good, relations=("cause",), polarity=False, quantities=())
    figures = describe_part([wrong, advice], {"page": {"text": TEXT}}, silent)
    assert [figures[name] for name in ("relation", "polarity", "quantities exact")] == [0.5, 0.5, 0.5]


def test_another_edition_of_a_document_is_refused():
    wanted = label(0, 15, "claim asserted frequency + 3")
    with pytest.raises(CorpusError, match="not the text"):
        check_text(wanted, make_plain_article("page", TEXT.replace("Gout", "Acne")))


def test_bounds_a_hundredth_apart_are_the_same():
    assert close(100.0, 100.9)
    assert not close(100.0, 102.0)
    assert close(math.nan, 7.0)


def test_features_tell_claims_grammar_and_place():
    texts = ["Smoking may cause lung cancer.", "We were there in 1999.", "Thank you."]
    claim, person, _ = describe_sentences(texts, ["d", "d", "d"], silent)
    assert claim["relation cause"] == claim["modality 1"] == claim["place 0"] == 1.0
    assert person["person we"] == person["tag VBD"] == person["number"] == 1.0


def test_a_model_never_sees_the_document_it_judges():
    texts = ["it causes harm", "it causes pain", "hello there", "hello you"] * 3
    groups = [str(number // 4) for number in range(12)]
    gold = [True, True, False, False] * 3
    scores = predict_with(texts, None, gold, groups)
    assert scores is not None
    assert min(scores[0:2]) > 0.5 > max(scores[2:4])
    assert predict_with(texts, None, gold, ["one"] * 12) is None
