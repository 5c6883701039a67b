"""A conflict between claims on different cases, or on different topics, is one of scope; any other is left as it is."""

import re
from pathlib import Path

import pytest

import audit.relations
from audit.claims.read import read_claims
from audit.model import Claim, ClaimRelation, Evidence, RelationKind
from audit.relations.compare.cases import ACTING, ANY_KIND, beside_the_point, is_one_case
from audit.relations.compare.judgement import Background
from audit.settings import Settings
from tests.relations.claim_values import make_article

GOUT = ("gout", "uric acid", "joint", "toe", "purin", "kidney")
STROKE = ("stroke", "clot", "speech", "arm", "brain", "artery")
MIGRAINE = ("migrain", "headach", "aura", "trigger", "nausea", "light")


NOTHING = Background()


def judge(comparator: str, left: str, right: str, background: Background = NOTHING, inside: bool = True) -> str:
    """Return the slot of scope in which the first claims of two texts differ, or "" where the conflict stands."""
    one, other = (first_claim(text, name) for text, name in ((left, "a"), (right, "a" if inside else "b")))
    conflict = ClaimRelation(one.id, other.id, RelationKind.CONTRADICTS, "slot", 0.8, Evidence(comparator, "why"))
    found = beside_the_point(conflict, one, other, background)
    return found.slot if found.kind is RelationKind.SCOPE else ""


def first_claim(text: str, name: str) -> Claim:
    return next(read_claims([make_article(name, text)], Settings())).claims[0]


@pytest.mark.parametrize(
    ("comparator", "slot", "left", "right"),
    [
        ("duration", "kind", "Acute bronchitis lasts two weeks.", "Chronic bronchitis lasts for months."),
        ("duration", "kind", "Severe pain lasts a day.", "Mild pain lasts a month."),
        ("duration", "kind", "Viral meningitis lasts a week.", "Bacterial meningitis lasts a month."),
        ("property", "kind", "Benign moles are harmless.", "Malignant moles are dangerous."),
        ("negation", "kind", "Hepatitis A becomes chronic.", "Hepatitis B does not become chronic."),
        ("negation", "kind", "Primary insomnia is not due to drugs.", "Insomnia is caused by drugs."),
        (
            "negation",
            "kind",
            "In inherited anaemia, the gene is faulty.",
            "In acquired anaemia, the gene is not faulty.",
        ),
        ("negation", "case", "In winter, eczema gets worse.", "After a holiday, eczema gets better."),
        ("effect", "amount", "A lack of sleep raises blood pressure.", "Sleep lowers blood pressure."),
        ("effect", "amount", "Too little salt causes cramps.", "Salt prevents cramps."),
        ("negation", "share of cases", "In some people, rest helps backache.", "In most people, rest is no help."),
        ("cause", "share of cases", "Gout is caused by a gene.", "In half of people with gout, the cause is unknown."),
        ("negation", "condition", "If the brace has failed", "The brace works for scoliosis."),
    ],
)
def test_different_cases_are_scope(comparator, slot, left, right):
    assert judge(comparator, left, right) == slot
    assert judge(comparator, right, left) == slot


@pytest.mark.parametrize(
    ("comparator", "left", "right"),
    [
        ("duration", "Acute bronchitis lasts two weeks.", "Acute bronchitis lasts three months."),
        ("outcome", "There is no cure for migraine.", "Chronic migraine is cured by magnets."),
        ("safety", "Moles are harmless.", "Malignant moles can be fatal."),
        ("negation", "Insomnia is never caused by drugs.", "Primary insomnia is caused by drugs."),
        ("negation", "In winter, eczema gets worse.", "In winter, eczema gets better."),
        ("negation", "In fact, rest helps backache.", "In contrast, rest is no help for backache."),
        ("effect", "A lack of sleep raises blood pressure.", "Lack of sleep lowers blood pressure."),
        ("quantifier", "In most people, gout affects the toe.", "In few people, gout affects the toe."),
        ("duration", "Hiccups last 24 hours.", "Hiccups last 2 minutes."),
    ],
)
def test_a_conflict_on_one_case_stands(comparator, left, right):
    assert judge(comparator, left, right) == ""


@pytest.mark.parametrize(
    ("slot", "left", "right", "words"),
    [
        ("topic", "Pain lasts a week.", "Pain lasts a year.", (GOUT, STROKE)),
        ("topic", "The infection causes fever.", "Fever causes the infection.", (GOUT, MIGRAINE)),
        ("", "Pain lasts a week.", "Pain lasts a year.", (GOUT, GOUT)),
        ("", "Pain lasts a week.", "Pain lasts a year.", (GOUT, ())),
        ("", "Vaccines cause autism.", "Vaccines do not cause autism.", (GOUT, STROKE)),
    ],
)
def test_articles_on_two_topics_conflict_on_what_is_one_thing_only(slot, left, right, words):
    background = Background(vocabulary=dict(zip("ab", words, strict=True)))
    assert judge("negation", left, right, background, inside=False) == slot


def test_a_relation_that_is_no_conflict_is_left_alone():
    one, other = first_claim("Acute bronchitis lasts weeks.", "a"), first_claim("Chronic bronchitis lasts weeks.", "b")
    same = ClaimRelation(one.id, other.id, RelationKind.EQUIVALENT, "", 0.8, Evidence("equivalence", "why"))
    assert beside_the_point(same, one, other, NOTHING) is same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Kidney stones pass by themselves.", "A small kidney stone may pass by itself.", False),
        ("Hives itch.", "Hives may itch in children.", False),
        ("Colds always clear up.", "Colds usually clear up.", True),
    ],
)
def test_a_change_of_strength_is_one_of_the_same_case(left, right, same):
    assert is_one_case(first_claim(left, "a"), first_claim(right, "b")) is same


def test_the_comparators_named_are_comparators():
    code = "".join(path.read_text("utf-8") for path in Path(audit.relations.__file__).parent.rglob("*.py"))
    assert set(re.findall(r'Evidence\("([a-z ]+)"', code)) >= ANY_KIND | ACTING
