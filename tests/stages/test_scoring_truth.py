import random

import pytest

from audit.scoring.truth import METHODS, Vote, count_families, majority, one_coin

COPIES = ("copy1", "copy2", "copy3", "copy4")
INDEPENDENT = ("ann", "ben", "cat", "dan")
FAMILY = dict.fromkeys(("original", *COPIES), "original")


ACCURACY = dict(zip((*INDEPENDENT, "original"), (0.55, 0.65, 0.75, 0.85, 0.4), strict=True))


def make_world(seed, items=40):
    """Return votes and truths: four independent sources, one poor one with four copies, three values an item."""
    rng = random.Random(seed)  # noqa: S311 -- a simulation
    votes, truths = [], {}
    for number in range(items):
        item, (true, *wrong) = f"i{number:02}", rng.sample("xyz", 3)
        truths[item] = true
        for source, share in ACCURACY.items():
            value = true if rng.random() < share else rng.choice(wrong)
            names = (source, *COPIES) if source == "original" else (source,)
            votes += [Vote(name, item, value) for name in names]
    return votes, truths


WORLDS = [make_world(seed) for seed in range(20)]


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def measure(method, *, by_family, anchored=0.0):
    """Return the mean share of items, anchors left out, for which the method chooses the true value."""
    shares = []
    for votes, truths in WORLDS:
        cast = count_families(votes, FAMILY) if by_family else votes
        anchors = {item: truths[item] for item in sorted(truths)[: int(len(truths) * anchored)]}
        chosen = (one_coin(cast, anchors) if anchored else METHODS[method](cast)).choose()
        shares.append(mean(chosen[item] == truths[item] for item in truths if item not in anchors))
    return mean(shares)


@pytest.mark.parametrize("method", sorted(METHODS))
def test_copies_turn_every_method_round(method):
    trusts = [METHODS[method](votes).trust for votes, _ in WORLDS]
    assert mean(trust["copy1"] > max(trust[name] for name in INDEPENDENT) for trust in trusts) > 0.9


@pytest.mark.parametrize("method", sorted(METHODS))
def test_counting_families_repairs_every_method(method):
    assert measure(method, by_family=True) > measure(method, by_family=False) + 0.1


@pytest.mark.parametrize("method", sorted(METHODS))
def test_counting_families_puts_the_accurate_source_above_the_copied_one(method):
    trusts = [METHODS[method](count_families(votes, FAMILY)).trust for votes, _ in WORLDS]
    assert mean(trust["dan"] > trust["original"] for trust in trusts) > 0.9


def test_one_coin_by_family_beats_the_vote_by_family():
    assert measure("one-coin", by_family=True) > measure("majority", by_family=True)


def test_anchors_help_where_families_are_counted():
    assert measure("one-coin", by_family=True, anchored=0.3) >= measure("one-coin", by_family=True) - 0.02


def test_anchors_alone_do_not_save_from_copies():
    assert measure("one-coin", by_family=False, anchored=0.3) < measure("one-coin", by_family=True) - 0.1


def test_an_anchor_that_says_all_are_wrong_lowers_whoever_spoke():
    votes = [Vote("a", f"i{number}", "x") for number in range(5)]
    assert one_coin(votes, dict.fromkeys(f"i{number}" for number in range(5))).trust["a"] == pytest.approx(4 / 11)
    assert one_coin(votes, {f"i{number}": "x" for number in range(5)}).trust["a"] == pytest.approx(9 / 11)


def test_a_source_nobody_can_check_keeps_the_prior():
    assert one_coin([Vote("a", "i", "x")]).trust["a"] == pytest.approx(2 / 3, abs=1e-6)


def test_one_vote_for_each_family_and_item_split_where_it_disagrees():
    votes = [Vote("a", "i", "x"), Vote("b", "i", "x"), Vote("c", "i", "y"), Vote("d", "i", "y")]
    assert count_families(votes, {"a": "f", "b": "f", "c": "f"}) == (
        Vote("d", "i", "y", 1.0),
        Vote("f", "i", "x", 2 / 3),
        Vote("f", "i", "y", 1 / 3),
    )


def test_the_vote_believes_each_value_by_its_share():
    votes = [Vote("a", "i", "x"), Vote("b", "i", "x"), Vote("c", "i", "y"), Vote("c", "j", "z")]
    truths = majority(votes)
    assert truths.beliefs == {("i", "x"): pytest.approx(2 / 3), ("i", "y"): pytest.approx(1 / 3), ("j", "z"): 1.0}
    assert truths.trust["c"] == pytest.approx((1 / 3 + 1) / 2)
    assert truths.choose() == {"i": "x", "j": "z"}


@pytest.mark.parametrize("method", sorted(METHODS))
def test_the_order_of_the_votes_decides_nothing(method):
    votes, _ = WORLDS[0]
    assert METHODS[method](votes) == METHODS[method](votes[::-1])


def test_a_tie_goes_to_the_first_in_the_alphabet():
    assert majority([Vote("a", "i", "y"), Vote("b", "i", "x")]).choose() == {"i": "x"}
