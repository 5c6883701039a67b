import pytest
from quality_floors import FILE, Pinned, find_worse, number, read_floors, tighten, write_floors

from audit.evaluate.labels import digest_topic, load_labels, validate

FLOORS = read_floors(FILE)
BOUNDS = [(topic, name) for topic, pinned in FLOORS.items() for name in (*pinned.at_least, *pinned.at_most)]
PINNED = Pinned("d", ("W01",), {"claims: f1": 0.8, "families: exact": 1}, {"contradictions: traps hit": 3})


@pytest.mark.shared
@pytest.mark.parametrize("topic", FLOORS)
def test_the_labels_are_in_order(topic, topic_folder):
    assert validate(load_labels(topic_folder(topic))) == ()


@pytest.mark.shared
@pytest.mark.parametrize("topic", FLOORS)
def test_what_must_be_flagged_is_labelled(topic, topic_folder):
    labelled = {item.id for item in load_labels(topic_folder(topic)).contradictions}
    assert set(FLOORS[topic].must_flag) <= labelled


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("topic", FLOORS)
def test_the_floors_are_of_these_articles_and_labels(topic, topic_folder, measure, updating):
    digest = digest_topic(topic_folder(topic))
    if updating:
        floors = read_floors(FILE)
        floors[topic] = tighten(floors[topic], measure(topic), digest)
        FILE.write_text(write_floors(floors), encoding="utf-8")
    assert read_floors(FILE)[topic].digest == digest, "articles or labels changed: look, then pytest --update-floors"


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize(("topic", "name"), BOUNDS)
def test_no_figure_is_worse_than_pinned(topic, name, measure):
    worse = find_worse(read_floors(FILE)[topic], measure(topic))
    assert [line for line in worse if line.startswith(f"{name}: ")] == []


@pytest.mark.parametrize(
    ("value", "expected"), [("3/24", 3), ("17", 17), ("yes", 1), ("no", 0), (0.9999, 0.999), (0.8, 0.8), (2 / 3, 0.666)]
)
def test_a_figure_is_a_number_rounded_down(value, expected):
    assert number(value) == expected


def test_what_is_worse_is_told_with_its_bound():
    figures = {"claims: f1": 0.79, "families: exact": "no", "contradictions: traps hit": "4/24"}
    assert find_worse(PINNED, figures) == [
        "claims: f1: 0.79, floor 0.8",
        "families: exact: no, floor 1",
        "contradictions: traps hit: 4/24, ceiling 3",
    ]


def test_an_update_raises_floors_and_lowers_ceilings():
    better = {"claims: f1": 0.91, "families: exact": "yes", "contradictions: traps hit": "1/24"}
    moved = tighten(PINNED, better, "d")
    assert moved.at_least == {"claims: f1": 0.91, "families: exact": 1}
    assert moved.at_most == {"contradictions: traps hit": 1}


def test_an_update_never_makes_a_bound_easier():
    worse = {"claims: f1": 0.7, "families: exact": "no", "contradictions: traps hit": "9/24"}
    moved = tighten(PINNED, worse, "d")
    assert (moved.at_least, moved.at_most) == (PINNED.at_least, PINNED.at_most)
    assert len(find_worse(moved, worse)) == 3


def test_an_update_pins_figures_that_were_not_pinned():
    figures = {"claims: f1": 0.9, "families: exact": "yes", "contradictions: traps hit": "1/24", "claims: recall": 0.5}
    assert tighten(PINNED, figures, "d").at_least["claims: recall"] == 0.5


def test_other_articles_set_every_bound_anew():
    worse = {"claims: f1": 0.7, "families: exact": "no", "contradictions: traps hit": "9/24"}
    moved = tighten(PINNED, worse, "other")
    assert (moved.digest, moved.at_least["claims: f1"], moved.at_most) == (
        "other",
        0.7,
        {"contradictions: traps hit": 9},
    )


def test_the_file_survives_being_written(tmp_path):
    (tmp_path / "floors.toml").write_text(write_floors(FLOORS), encoding="utf-8")
    assert read_floors(tmp_path / "floors.toml") == FLOORS
