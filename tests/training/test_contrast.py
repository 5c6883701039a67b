import random
from collections import Counter
from itertools import islice
from math import log

import pytest

from training import edits
from training.documents import HELD_OUT_TOPICS, Document, document_pairs, sentences
from training.families import family_pairs, hold_out, load_families, load_words, render
from training.quantities import Range, judge, quantity_pairs

WORDS = load_words()
FAMILIES = load_families()
PAGE = Document(
    "Hay fever",
    (
        "Hay fever causes sneezing and a runny nose.",
        "Pollen from trees usually triggers symptoms in spring.",
        "Most people feel better within 3 weeks.",
        "Doctors often treat the illness with a nasal spray.",
        "The skin test is not painful for children.",
        "A nasal spray can prevent swelling before the season starts.",
        "Drinking water does not help the eyes.",
        "Older adults are less likely to have severe symptoms.",
    ),
)


def made(source, count=3000, seed=5):
    rng = random.Random(seed)
    makers = {
        "families": lambda: family_pairs(rng, FAMILIES, WORDS),
        "quantities": lambda: quantity_pairs(rng, WORDS),
        "documents": lambda: document_pairs(rng, [PAGE, Document("Gout", PAGE.sentences[1:])]),
    }
    return list(islice(makers[source](), count))


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Hay fever causes sneezing.", "Hay fever does not cause sneezing."),
        ("The skin test is not painful for children.", "The skin test is painful for children."),
        ("A nasal spray can prevent swelling.", "A nasal spray cannot prevent swelling."),
        ("Water does not help the eyes.", "Water helps the eyes."),
        ("You should see a doctor.", "You should not see a doctor."),
    ],
)
def test_a_denial_turns_the_main_clause(text, denied):
    assert edits.deny(text) == denied


@pytest.mark.parametrize("text", ["It may help.", "Nobody is never wrong.", "If it is bad, call a doctor."])
def test_a_denial_is_not_forced(text):
    assert edits.deny(text) is None


def test_an_antonym_takes_the_place_of_its_word():
    assert edits.opposite(random.Random(1), "Salt increases pressure.") == "Salt decreases pressure."


def test_a_negated_sentence_gets_no_antonym():
    assert edits.opposite(random.Random(1), "Salt never increases pressure.") is None


def test_cause_and_effect_change_places():
    assert edits.reversed_cause("Poor sleep causes weight gain.") == "Weight gain causes poor sleep."


@pytest.mark.parametrize(
    ("first", "second", "label"),
    [
        (Range(60, 60, "a minute"), Range(3600, 3600, "an hour"), "contradiction"),
        (Range(1, 60, "seconds"), Range(1, 900, "up to 15 minutes"), "contradiction"),
        (Range(2, 2, "two days"), Range(2, 2, "2 days"), "entailment"),
        (Range(3, 3, "3 days"), Range(2, 4, "2 to 4 days"), "entailment"),
        (Range(2, 4, "2 to 4 days"), Range(3, 3, "3 days"), "neutral"),
        (Range(2, 2, "two days"), Range(3, 3, "three days"), None),
    ],
)
def test_quantities_are_judged_by_their_ranges(first, second, label):
    assert judge(first, second) == label


def test_a_form_follows_the_number_of_its_word():
    fills = {"factor": "genes+", "condition": "asthma", "quality": "common / rare"}
    assert render("{factor} [causes|cause] {condition}", fills) == "genes cause asthma"
    assert render("{condition} [is|are] {quality!}", fills) == "asthma is rare"


@pytest.mark.parametrize("source", ["families", "quantities", "documents"])
def test_pairs_are_the_same_on_every_run(source):
    assert made(source, 200) == made(source, 200)


@pytest.mark.parametrize("source", ["families", "documents"])
def test_neutral_pairs_are_as_many_as_the_others_together(source):
    counts = Counter(pair.label for pair in made(source))
    assert 0.4 < counts["neutral"] / 3000 < 0.65
    assert 0.75 < counts["entailment"] / counts["contradiction"] < 1.4


def test_other_limits_on_both_sides_are_neutral():
    assert {pair.label for pair in made("families") if pair.kind.endswith("scope")} == {"neutral"}


def test_a_denial_is_a_contradiction_in_both_orders():
    pairs = [pair for pair in made("families", 6000) if pair.kind == "prevention: yes~no"]
    assert {pair.label for pair in pairs} == {"contradiction"}
    assert len({" not " in pair.premise for pair in pairs}) == 2


@pytest.mark.parametrize("source", ["families", "documents"])
def test_negation_words_do_not_give_the_label_away(source):
    shares = Counter()
    totals = Counter()
    for pair in made(source, 6000):
        totals[pair.label] += 1
        shares[pair.label] += bool(edits.NEGATION.search(pair.hypothesis))
    found = [shares[label] / totals[label] for label in totals]
    assert max(found) - min(found) < 0.12


def test_the_hypothesis_alone_hardly_tells_the_label():
    pairs = made("families", 9000)
    train, check = pairs[:7000], pairs[7000:]
    seen = {label: Counter() for label in ("entailment", "neutral", "contradiction")}
    prior = Counter(pair.label for pair in train)
    for pair in train:
        seen[pair.label].update(set(pair.hypothesis.lower().split()))

    def guess(text):
        words = set(text.lower().split())
        scores = {
            label: log(prior[label]) + sum(log((found[word] + 1) / (prior[label] + 2)) for word in words)
            for label, found in seen.items()
        }
        return max(scores, key=scores.get)

    right = sum(guess(pair.hypothesis) == pair.label for pair in check) / len(check)
    assert right < max(prior.values()) / len(train) + 0.06


def test_held_out_words_are_not_trained_on():
    kept, held = hold_out(WORDS)
    assert not set(kept["condition"]) & set(held["condition"])


def test_labelled_topics_are_not_in_the_vocabulary():
    assert not [word for words in WORDS.values() for word in words if HELD_OUT_TOPICS.search(word)]


def test_only_plain_sentences_are_taken():
    text = "Summary : short.\n\nHay fever is common in spring and summer. See http://x.y for more on the topic of it."
    assert list(sentences(text)) == ["Hay fever is common in spring and summer."]
