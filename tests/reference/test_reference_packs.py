import re
from datetime import date

import pytest

from audit.errors import PackError
from audit.model import Certainty, Reference, Severity, StanceKind
from audit.reference import load_facts
from audit.reference.load import list_packs
from audit.reference.verify import verify_facts, verify_reference

PACK = """\
[pack]
title = "Gout"
topic = "gout"

[words]
gout = ["gout", "{attack} of gout"]
attack = ["attacks?"]

[references."Roe 2020"]
citation = "Roe J. Cherries and gout. Journal 2020;1:1-2."
doi = "10.1000/xyz123"

[[facts]]
id = "gout/cherries"
consensus = "Cherries do not cure gout."
certainty = "low"
severity = "medium"
reviewed = 2026-11-24
references = ["Roe 2020"]
[[facts.patterns]]
stance = "refutes"
relations = ["treatment"]
subject = ["cherries"]
object = ["{gout}"]
link = "relieve"
"""


@pytest.fixture
def load(tmp_path):
    def run(text):
        path = tmp_path / "gout.toml"
        path.write_text(text, encoding="utf-8")
        return load_facts([str(path)])

    return run


def test_a_pack_is_read_whole(load):
    (fact,) = load(PACK)
    assert (fact.id, fact.topic, fact.certainty, fact.severity) == (
        "gout/cherries",
        "gout",
        Certainty.LOW,
        Severity.MEDIUM,
    )
    assert fact.reviewed == date(2026, 11, 24)
    assert fact.references == (
        Reference("Roe 2020", "Roe J. Cherries and gout. Journal 2020;1:1-2.", "doi:10.1000/xyz123"),
    )
    assert fact.patterns[0].stance is StanceKind.REFUTES
    assert fact.patterns[0].object == ("(?:gout|(?:attacks?) of gout)",)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('topic = "gout"', 'topik = "gout"', "pack: topik: unknown key (did you mean topic?)"),
        ('certainty = "low"', 'certainty = "sure"', "F: certainty: 'sure' is none of low, moderate, high"),
        ('severity = "medium"\n', "", "F: severity: None is none of low, medium, high"),
        ('consensus = "Cherries do not cure gout."\n', "", "F: consensus: missing or not a text"),
        ("reviewed = 2026-11-24", 'reviewed = "2026-11-24"', "F: reviewed: not a date"),
        ('references = ["Roe 2020"]', 'references = ["Doe 2020"]', "F: references: Doe 2020: not under [references]"),
        ('references = ["Roe 2020"]', "references = []", "F: needs references, or textbook = true"),
        ('ences = ["Roe 2020"]', 'ences = ["Roe 2020", "Roe 2020"]', "F: references: Roe 2020: cited twice"),
        ('"10.1000/xyz123"', '"doi.org/10.1000/x"', "references: Roe 2020: doi:doi.org/10.1000/x: not a DOI"),
        ('doi = "10.1000/xyz123"\n', "", "references: Roe 2020: needs a doi, pmid or url"),
        ('doi = "10.1000/xyz123"', "pmid = 123456789", "references: Roe 2020: pmid:123456789: not a PMID"),
        ('doi = "10.1000/xyz123"', 'url = "http://a.org"', "references: Roe 2020: http://a.org: not an https address"),
        ('stance = "refutes"', 'stance = "denies"', "F: pattern 1: stance: 'denies' is none of"),
        ('relations = ["treatment"]', 'relations = ["cure"]', "F: pattern 1: relations: 'cure' is none of"),
        ('subject = ["cherries"]\n', "", "F: pattern 1: subject: missing, or not a list of regular expressions"),
        ('object = ["{gout}"]', 'object = ["{goat}"]', "F: pattern 1: object: {goat}: no such family under [words]"),
        ('object = ["{gout}"]', 'object = ["(gout"]', "F: pattern 1: object: (gout: not a regular expression"),
        ('link = "relieve"', 'link = "heal"', "F: pattern 1: link: 'heal' is none of"),
        ('link = "relieve"', "polarity = 1.5", "F: pattern 1: polarity: not true or false"),
        ('link = "relieve"', "minimum_modality = 9", "F: pattern 1: minimum_modality: not a whole number from 0 to 4"),
        ('link = "relieve"', 'quantity = { kind = "duration" }', "F: pattern 1: quantity: needs above or below"),
        ('link = "relieve"', 'unles = ["x"]', "F: pattern 1: unles: unknown key (did you mean unless?)"),
    ],
)  # fmt: skip
def test_every_problem_names_pack_fact_and_key(load, old, new, problem):
    assert old in PACK
    with pytest.raises(PackError) as raised:
        load(PACK.replace(old, new))
    assert re.search(rf"gout\.toml: {re.escape(problem.replace('F: ', 'gout/cherries: '))}", str(raised.value)), str(
        raised.value
    )


def test_all_problems_of_a_pack_are_told_at_once(load):
    with pytest.raises(PackError) as raised:
        load(PACK.replace('"low"', '"sure"').replace('"medium"', '"huge"').replace('"relieve"', '"heal"'))
    assert len(str(raised.value).splitlines()) == 3


def test_a_pack_that_is_no_toml_or_has_no_fact_is_refused(load):
    with pytest.raises(PackError, match=r"gout\.toml: not TOML"):
        load("[pack")
    with pytest.raises(PackError, match=r"gout\.toml: a pack needs at least one \[\[facts\]\]"):
        load('[pack]\ntitle = "Gout"\ntopic = "gout"\n')


def test_a_family_that_holds_itself_is_a_problem_and_no_endless_loop(load):
    with pytest.raises(PackError, match="attack"):
        load(PACK.replace('attack = ["attacks?"]', 'attack = ["{gout} attack"]'))


def test_an_id_in_two_packs_is_refused(tmp_path):
    for name in ("one.toml", "two.toml"):
        (tmp_path / name).write_text(PACK, encoding="utf-8")
    with pytest.raises(PackError, match=r"two\.toml: gout/cherries: another fact has this id"):
        load_facts([str(tmp_path / "one.toml"), str(tmp_path / "two.toml")])


def test_a_missing_pack_names_those_that_are_there():
    with pytest.raises(PackError, match=r"no-such-pack: no such pack.*muscle-cramps"):
        load_facts(["no-such-pack"])


def test_no_name_means_every_shipped_pack_and_facts_are_sorted():
    facts = load_facts(())
    assert [fact.id for fact in facts] == sorted(fact.id for name in list_packs() for fact in load_facts([name]))


def test_every_identifier_of_the_shipped_packs_is_well_formed():
    assert verify_facts(load_facts(())) == ()


@pytest.mark.parametrize("identifier", ["", "doi:10.1/x", "doi:10.1000/x.", "pmid:0123", "nhs.uk/gout"])
def test_a_malformed_identifier_is_found(identifier):
    assert len(verify_reference(Reference("r", "c", identifier))) == 1
