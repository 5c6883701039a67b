"""Claims → the pairs worth comparing."""

from audit.model import ClaimRelation, Direction, Evidence, Quantity, QuantityKind, Relation, RelationKind
from audit.relations.pair import close_pairs
from audit.relations.pair import pair_claims as pair_by_settings
from audit.settings import ModelSettings, RelationSettings
from tests.relations.claim_values import effect, make_claim


def pair_claims(claims: list, neighbours: int) -> tuple:
    return pair_by_settings(claims, RelationSettings(neighbours=neighbours, encoders=("ngrams",)))


def ids(pairs: object) -> set[tuple[str, str]]:
    return {(pair.left, pair.right) for pair in pairs}  # type: ignore[attr-defined]


def many() -> list:
    topics = ("gout", "asthma", "migraine", "measles", "eczema", "anemia", "scurvy", "rickets", "glaucoma", "tetanus")
    causes = ("cherries", "pollen", "chocolate", "crowds", "wool", "tea", "biscuits", "shade", "screens", "rust")
    return [effect(cause, topic, 100 * place) for place, (cause, topic) in enumerate(zip(causes, topics, strict=True))]


def test_no_claim_and_one_claim_give_no_pair() -> None:
    assert pair_claims([], 5) == ()
    assert pair_claims([effect("salt", "thirst")], 5) == ()


def test_a_claim_is_never_paired_with_itself_nor_twice_with_another() -> None:
    pairs = pair_claims(many(), 8)
    assert all(pair.left != pair.right for pair in pairs)
    assert len(ids(pairs)) == len(pairs)


def test_the_left_claim_stands_before_the_right_one_in_place_not_in_spelling() -> None:
    early, late = effect("salt", "thirst", 900), effect("salt", "great thirst", 1000)
    (pair,) = pair_claims([early, late], 3)
    assert (pair.left, pair.right) == (early.id, late.id)


def test_pairs_are_sorted_by_the_place_of_their_claims() -> None:
    claims = many()
    order = {claim.id: place for place, claim in enumerate(claims)}
    places = [(order[pair.left], order[pair.right]) for pair in pair_claims(claims, 4)]
    assert places == sorted(places)


def test_the_number_of_pairs_is_bounded_by_the_neighbours_asked_for() -> None:
    claims = many()
    assert len(pair_claims(claims, 2)) <= len(claims) * (2 + 3)


def test_a_claim_meets_its_denial() -> None:
    said = make_claim("Honey cures a cough.", 0, subject="honey", object="cough", relation=Relation.TREATMENT)
    denied = make_claim(
        "Honey does not cure a cough.",
        50,
        "b",
        subject="honey",
        object="cough",
        relation=Relation.TREATMENT,
        polarity=False,
    )
    assert (said.id, denied.id) in ids(pair_claims([said, *many(), denied], 1))


def test_a_claim_meets_the_opposite_of_what_it_says_though_they_share_no_word_but_the_subject() -> None:
    safe = make_claim("Ephedra is harmless.", 0, subject="ephedra", relation=Relation.HARM, polarity=False)
    grave = make_claim(
        "Taking ephedra proved dangerous for hearts.", 50, "b", subject="ephedra", relation=Relation.HARM
    )
    assert (safe.id, grave.id) in ids(pair_claims([safe, *many(), grave], 1))


def test_two_durations_of_one_thing_meet() -> None:
    def lasting(text: str, low: float, place: int) -> object:
        quantity = Quantity(low, low * 10, "s", QuantityKind.DURATION, False, text)
        return make_claim(
            f"A hiccup fit goes on for {text}.",
            place,
            subject="hiccup fit",
            relation=Relation.DURATION,
            quantities=(quantity,),
        )

    short, long = lasting("moments", 1, 0), lasting("ages", 86400, 50)
    assert (short.id, long.id) in ids(pair_claims([short, *many(), long], 1))  # type: ignore[attr-defined, list-item]


def test_a_pair_carries_its_similarity_and_its_reason() -> None:
    (pair,) = pair_claims([effect("salt", "thirst"), effect("salt", "thirst", 100)], 1)
    assert pair.similarity == 1.0
    assert pair.reason in ("ngrams", "frame")


def test_the_same_claims_give_the_same_pairs() -> None:
    assert pair_claims(many(), 3) == pair_claims(many(), 3)


def test_claims_without_any_word_are_paired_with_nothing_and_break_nothing() -> None:
    pairs = pair_claims([make_claim("…", 0), make_claim("—", 10)], 3)
    assert all(pair.similarity == 0.0 for pair in pairs)


def join(left: object, right: object) -> ClaimRelation:
    return ClaimRelation(left.id, right.id, RelationKind.EQUIVALENT, "", 0.9, Evidence("equivalence", ""))  # type: ignore[attr-defined]


def test_a_chain_is_closed_by_the_pairs_that_were_not_compared() -> None:
    one, two, three, other = (
        effect("salt", f"thirst {word}", 100 * place) for place, word in enumerate(("a", "b", "c", "d"))
    )
    relations = [join(one, two), join(two, three)]
    known = {(one.id, two.id), (two.id, three.id)}
    assert ids(close_pairs([one, two, three, other], relations, known, RelationSettings(), ModelSettings())) == {
        (one.id, three.id)
    }


def test_a_chain_whose_pairs_were_all_compared_needs_none() -> None:
    one, two = effect("salt", "thirst"), effect("salt", "thirst", 100)
    assert close_pairs([one, two], [join(one, two)], {(one.id, two.id)}, RelationSettings(), ModelSettings()) == ()


def test_directions_are_no_matter_for_pairing() -> None:
    raises = make_claim(
        "Coffee raises blood pressure.", 0, subject="coffee", object="blood pressure", direction=Direction.RAISES
    )
    lowers = make_claim(
        "Coffee lowers blood pressure.", 50, subject="coffee", object="blood pressure", direction=Direction.LOWERS
    )
    assert (raises.id, lowers.id) in ids(pair_claims([raises, *many(), lowers], 1))


def test_a_paraphrase_without_a_common_word_is_found_by_the_model_and_named_so() -> None:
    near, far = {"subject": "stretching", "object": "cramps"}, {"subject": "limbering", "object": "spasms"}
    said = make_claim("Stretching before bed keeps night cramps away.", 0, **near)
    again = make_claim("Limbering up in the evening stops nocturnal spasms.", 50, "b", **far)
    crowd = [
        make_claim("Stretching canvas before painting keeps the bed of a lorry dry at night.", 0, "c", **near),
        make_claim("Stretching out on a bed keeps the night bus away.", 100, "c", **near),
        make_claim("Classes in the evening end with up to nine stops of the tram.", 200, "c", **far),
        make_claim("Evening trains stop in nocturnal towns up north.", 300, "c", **far),
    ]
    without = pair_claims([said, again, *crowd], 1)
    found = pair_by_settings([said, again, *crowd], RelationSettings(neighbours=1))
    assert (said.id, again.id) not in ids(without)
    assert {pair.reason for pair in found if (pair.left, pair.right) == (said.id, again.id)} == {"onnx"}


def test_what_frames_or_words_bring_keeps_their_reason_in_whatever_order_the_encoders_are_named() -> None:
    claims = many()
    plain = {(pair.left, pair.right): pair.reason for pair in pair_claims(claims, 2)}
    for encoders in (("ngrams", "onnx"), ("onnx", "ngrams")):
        both = pair_by_settings(claims, RelationSettings(neighbours=2, encoders=encoders))
        reasons = {(pair.left, pair.right): pair.reason for pair in both}
        assert plain.items() <= reasons.items()
        assert {reason for pair, reason in reasons.items() if pair not in plain} == {"onnx"}
