import json

import pytest

from audit.errors import CorpusError
from audit.evaluate.labels import digest_topic, find_spans, find_topics, load_labels, validate
from audit.evaluate.rows import MissingDataError


def test_labels_without_fault_have_no_problem(labels):
    assert validate(labels) == ()


def test_a_side_may_be_one_pair_or_a_list_of_pairs(labels):
    assert [quote.source for quote in labels.contradictions[1].left] == ["clinic"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda gold: gold["claims"][0].update(quote="Our cream heals gout."), "claims: not in clinic"),
        (lambda gold: gold["contradictions"][0]["b"][0].__setitem__(0, "nobody"), "W1: not in nobody"),
        (lambda gold: gold["contradictions"][1].update(id="W1"), "contradictions: W1: twice"),
        (lambda gold: gold["contradictions"][1].update(verdict="maybe"), "'maybe' is neither real nor partial"),
        (lambda gold: gold["signals"][0].update(severity="huge"), "severity 'huge' is none of"),
        (lambda gold: gold["families"].pop(), "not a partition"),
        (lambda gold: gold["families"][1].append("clinic"), "not a partition"),
        (lambda gold: gold["score_orderings"][0].__setitem__(1, "<"), "leaflet < clinic: unknown article or relation"),
        (lambda gold: gold["kb"][0]["stance"].update(clinic="agrees"), "kb: K01: clinic: starts with none of"),
    ],
)
def test_each_fault_of_the_labels_is_told(tmp_path, gold, write, change, problem):
    change(gold)
    problems = validate(load_labels(write(tmp_path / "gout", gold)))
    assert any(problem in one for one in problems), problems


def test_labels_that_lack_a_list_name_file_and_key(tmp_path, gold, write):
    del gold["traps"], gold["families"]
    with pytest.raises(CorpusError, match=r"gout/gold\.json: missing: traps, families"):
        load_labels(write(tmp_path / "gout", gold))


def test_an_entry_without_its_field_is_an_error_that_names_the_file(tmp_path, gold, write):
    del gold["claims"][0]["src"]
    with pytest.raises(CorpusError, match=r"gold\.json: not labels .*'src'"):
        load_labels(write(tmp_path / "gout", gold))


def test_a_file_that_is_no_json_is_an_error_that_names_the_file(topic):
    (topic / "gold.json").write_text("{")
    with pytest.raises(CorpusError, match=r"gold\.json"):
        load_labels(topic)


def test_white_space_does_not_matter_and_every_place_is_found():
    assert find_spans("a b. a b.", " a\n b") == ((0, 3), (5, 8))
    assert find_spans("a b", " ") == ()


def test_topics_are_found_from_above_from_gold_and_by_themselves(topic, tmp_path):
    assert find_topics(tmp_path) == find_topics(tmp_path / "gold") == find_topics(topic) == [topic]


def test_a_folder_without_topics_says_what_to_do(tmp_path):
    with pytest.raises(MissingDataError, match=r"gold: no folder with articles/ and gold\.json .*--data DIR"):
        find_topics(tmp_path)


def test_the_digest_changes_with_labels_and_articles_alone(topic, gold):
    first = digest_topic(topic)
    (topic / "README.md").write_text("notes")
    assert digest_topic(topic) == first
    (topic / "gold.json").write_text(json.dumps(gold | {"traps": []}))
    second = digest_topic(topic)
    (topic / "articles" / "copy.txt").write_text("Gout.")
    assert len({first, second, digest_topic(topic)}) == 3
