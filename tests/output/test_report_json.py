import dataclasses
import hashlib
import json
from importlib import resources

import jsonschema
import pytest

from audit.errors import CorpusError
from audit.model import Context, Frame
from audit.reporters.report_json import read_json, write_json

KEYS = {
    "": "schema settings sources articles claims clusters relations findings families stances scores ranking coverage"
    " skipped",
    "sources": "id name url kind",
    "articles": "id source path title authors published reviewed language words sha256",
    "claims": "id article start end text label holder confidence frame context",
    "clusters": "id claims representative families",
    "relations": "left right kind slot confidence evidence",
    "findings": "id rule level confidence verdict message status primary related",
    "families": "articles evidence",
    "stances": "claim fact stance confidence references",
    "scores": "source value low high band assessed dimensions gates would_change",
    "ranking": "left right probability",
    "skipped": "path reason",
}


@pytest.mark.parametrize("name", KEYS)
def test_the_keys_are_those_of_the_contract_in_its_order(report, name):
    content = json.loads(write_json(report))
    entry = content[name][0] if name else content
    assert list(entry) == KEYS[name].split()


NESTED = {
    "primary": "article start end quote",
    "dimensions": "name value max contributions",
    "contributions": "rule points count findings",
    "gates": "rule cap finding",
    "coverage": "sentences claims not_assessed pairs considered_not_counted",
}


def test_nested_keys_are_those_of_the_contract(report):
    content = json.loads(write_json(report))
    score = content["scores"][0]
    found = {
        "primary": content["findings"][0]["primary"],
        "dimensions": score["dimensions"][0],
        "contributions": score["dimensions"][0]["contributions"][0],
        "gates": score["gates"][0],
        "coverage": content["coverage"],
    }
    assert {name: " ".join(entry) for name, entry in found.items()} == NESTED
    assert content["findings"][0]["related"][0].keys() == content["findings"][0]["primary"].keys()
    assert content["coverage"]["considered_not_counted"][0].keys() == content["relations"][0].keys()


def test_a_claim_has_every_field_of_its_frame_and_context(report):
    claim = json.loads(write_json(report))["claims"][0]
    assert set(claim["frame"]) == {field.name for field in dataclasses.fields(Frame)}
    assert set(claim["context"]) == {field.name for field in dataclasses.fields(Context)}


def test_nested_values_are_written_out(report):
    content = json.loads(write_json(report))
    assert content["findings"][0]["primary"] == {
        "article": "clinic/gout", "start": 6, "end": 37, "quote": "A gout attack lasts three days."
    }  # fmt: skip
    assert content["relations"][0]["evidence"] == {
        "comparator": "duration",
        "reason": "apart",
        "numbers": {"ratio": 4.667},
    }
    assert content["scores"][0]["gates"] == [{"rule": "commercial/puff", "cap": 50.0, "finding": "bbb:1"}]
    assert content["scores"][0]["dimensions"][0]["contributions"] == [
        {"rule": "start", "points": 17.0, "count": 1, "findings": []}
    ]
    assert content["coverage"]["not_assessed"] == {"too short": 2}
    assert [relation["confidence"] for relation in content["coverage"]["considered_not_counted"]] == [0.2]
    assert content["articles"][0]["published"] == "2024-02-29"
    assert content["articles"][0]["sha256"] == hashlib.sha256(report.articles[0].text.encode()).hexdigest()


def test_numbers_have_three_decimals_and_open_bounds_are_null(report):
    content = json.loads(write_json(report))
    assert content["claims"][0]["confidence"] == 0.912
    assert content["ranking"][0]["probability"] == 0.612
    assert content["claims"][0]["frame"]["quantities"][0]["high"] is None
    assert content["scores"][1]["value"] is None
    assert content["scores"][0]["dimensions"][1]["value"] is None


def test_the_text_ends_with_a_newline_and_is_not_escaped(hostile_report):
    text = write_json(hostile_report)
    assert text.endswith("}\n")
    assert read_json(text)["findings"][0]["primary"]["quote"] == hostile_report.findings[0].primary.quote


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not a JSON file"),
        ("[]", "schema is None"),
        ('{"schema": "source-audit/report/9"}', "source-audit/report/9"),
        ('{"schema": "source-audit/report/1"}', "no list of articles, findings, scores"),
        ("[" * 100_000, "not a JSON file"),
    ],
)
def test_what_is_no_report_is_refused_by_name(text, message):
    with pytest.raises(CorpusError, match=message) as caught:
        read_json(text, "old.json")
    assert str(caught.value).startswith("old.json: ")


def load_schema():
    schema = json.loads((resources.files("audit") / "reporters" / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_a_report_fits_the_schema(report, hostile_report, sample):
    for one in (report, hostile_report, sample):
        load_schema().validate(json.loads(write_json(one)))


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content.pop("ranking"),
        lambda content: content["findings"][0].update(level="fatal"),
        lambda content: content["findings"][0].update(surprise=1),
        lambda content: content["claims"][0]["frame"].pop("polarity"),
        lambda content: content["scores"][0].update(value="41"),
        lambda content: content["stances"][0].update(confidence=1.5),
    ],
)
def test_a_damaged_report_does_not_fit_the_schema(report, damage):
    content = json.loads(write_json(report))
    damage(content)
    with pytest.raises(jsonschema.ValidationError):
        load_schema().validate(content)
