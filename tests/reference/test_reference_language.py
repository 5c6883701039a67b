import pytest

from audit.reference.language import find_tie, find_ties, is_denied, is_hedged, is_hypothetical, is_rebutted

SUBJECT, OBJECT = ("cherries",), ("gout",)


def tie_of(text, link="relieve"):
    return find_tie(text, SUBJECT, OBJECT, link)


@pytest.mark.parametrize(
    "text",
    [
        "Cherries relieve gout.",
        "Gout is relieved by cherries.",
        "To relieve gout, try cherries.",
        "Cherries, eaten daily, quickly cure gout.",
    ],
)
def test_a_link_ties_subject_and_object_in_each_of_its_orders(text):
    assert tie_of(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Cherries are red. Gout is cured.",
        "Cherries are cheap, and rest cures gout.",
        "Cherries cure thirst, but gout needs a doctor.",
        "Gout hurts.",
    ],
)
def test_a_new_sentence_or_clause_ties_nothing(text):
    assert tie_of(text) is None


def test_the_parts_of_a_tie_stand_in_order():
    text = "There is no difference between gout and cherries, or between cherries and gout."
    ties = list(find_ties(text, SUBJECT, OBJECT, "differ"))
    assert ties
    assert all(tie.start < tie.end for tie in ties)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Cherries cure gout.", False),
        ("Cherries do not cure gout.", True),
        ("There is no evidence that cherries cure gout.", True),
        ("It is a myth that cherries do not cure gout.", False),
        ("Doctors used to think that cherries cure gout.", True),
        ("Contrary to popular belief, cherries do not cure gout.", True),
        ("Contrary to popular belief, cherries cure gout.", False),
        ("Contrary to the belief that cherries cure gout, rest is best.", True),
        ("Cherries that are not ripe cure gout.", False),
        ("Cherries cure gout without side effects.", False),
    ],
)
def test_a_denial_is_read_with_its_reach(text, denied):
    assert is_denied(text, tie_of(text)) is denied


@pytest.mark.parametrize(
    ("following", "rebutted"),
    [
        (", but they do nothing", True),
        (" but large studies found no link.", True),
        ("; yet trials showed no benefit", True),
        (", but they do help", False),
        (". They do nothing for colds.", False),
        ("", False),
    ],
)
def test_what_follows_in_the_sentence_can_take_a_statement_back(following, rebutted):
    assert is_rebutted(following) is rebutted


def test_a_hedge_and_a_supposition_are_seen():
    hedged = "Cherries may cure gout."
    supposed = "If cherries cure gout, nobody has shown it."
    assert is_hedged(hedged, tie_of(hedged))
    assert not is_hedged("Cherries cure gout.", tie_of("Cherries cure gout."))
    assert is_hypothetical(supposed, tie_of(supposed))
    assert not is_hypothetical(hedged, tie_of(hedged))
