from dataclasses import replace

import pytest

from audit.independence import assign_families, find_families
from audit.independence.order import kendall_tau
from audit.independence.shingles import shingle
from audit.model import (
    Article,
    Block,
    BlockKind,
    Claim,
    ClaimCluster,
    Concept,
    Context,
    Family,
    Frame,
    Holder,
    Label,
    Relation,
    Span,
)

SLEEP = (
    "Most adults need seven to nine hours of sleep, though the number differs from one person to the next.",
    "Light in the late evening pushes the body clock back, which is why a bright screen in bed keeps people awake.",
    "Coffee drunk after lunch can still be in the blood at midnight.",
    "A short nap before three in the afternoon does no harm to the night.",
    "If you lie awake for longer than twenty minutes, get up and read something dull until you feel tired.",
    "Loud snoring with pauses in breathing is a reason to see a doctor.",
)
GOUT = (
    "Gout is a kind of arthritis in which crystals of uric acid settle in a joint, most often in the big toe.",
    "An attack starts within hours, often at night, and the joint turns hot, red and very painful.",
    "Without treatment it is over in one or two weeks.",
    "Beer, spirits and sugary drinks raise uric acid; water does not.",
    "Drugs that lower uric acid are taken for years and prevent attacks and damage to the joints.",
    "A fever together with a hot joint has to be looked at on the same day.",
)
PARAPHRASE = (
    "The majority of grown-ups need seven to nine hours of rest, though the number differs between people.",
    "Bright lamps late in the day push the body clock back, and a bright screen in bed keeps people awake.",
    "An espresso drunk after lunch can still be in the blood when the clock strikes twelve.",
    "A brief nap before three in the afternoon does little damage to the night.",
    "Should you lie awake for longer than twenty minutes, leave the bed and do something dull.",
    "Heavy snoring with pauses in breathing should be checked by a doctor.",
)
OTHER_SLEEP = (
    "How long people sleep is partly inherited; eight hours is an average and no rule.",
    "Teenagers fall asleep late because their inner clock runs late, not because they are lazy.",
    "Alcohol brings sleep sooner and breaks it up in the second half of the night.",
    "Sleeping tablets help for some nights and lose their effect within weeks.",
    "Cognitive behavioural therapy is the treatment with the best evidence for lasting insomnia.",
    "People who stop breathing at night are often tired in the day and should ask about sleep apnoea.",
)
FOOTER = (
    "This page gives general information and cannot replace the advice of someone who has examined you.",
    "Write to our readers' desk with questions about this text, and we will answer within two weeks.",
)


def make_article(name, paragraphs, source="", kind=BlockKind.PARAGRAPH):
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append(Block(kind, Span(len(text), len(text) + len(paragraph))))
        text += paragraph + "\n\n"
    return Article(name, source or name, f"{name}.txt", name, text, tuple(blocks))


def make_claims(article, cluster_names):
    """Return one claim for each block that has a cluster name, and the members of each cluster."""
    for block, name in zip(article.blocks, cluster_names, strict=False):
        if name:
            frame = Frame(Concept("", "", ""), Relation.OTHER, Concept("", "", ""))
            yield (
                name,
                Claim(
                    f"{article.id}:{block.span.start}",
                    article.id,
                    block.span,
                    block.span.within(article.text),
                    Label.CLAIM,
                    Holder.ASSERTED,
                    frame,
                    Context(block.span, 0),
                    0.9,
                ),
            )


def find(*articles):
    return [family.articles for family in find_families(articles, (), ())]


def test_an_unrelated_article_is_a_family_by_itself():
    families = find_families((make_article("a", SLEEP), make_article("b", GOUT)), (), ())
    assert families == (Family(("a",)), Family(("b",)))


def test_a_copy_is_tied_with_its_measures():
    (family,) = find_families((make_article("b", SLEEP), make_article("a", SLEEP[::-1])), (), ())
    assert family.articles == ("a", "b")
    assert dict(family.evidence)["three_gram_containment"] == 1.0


def test_a_paraphrase_is_tied_though_no_sentence_is_the_same():
    assert find(make_article("a", SLEEP), make_article("b", PARAPHRASE)) == [("a", "b")]


def test_two_texts_on_one_topic_are_independent():
    assert find(make_article("a", SLEEP), make_article("b", OTHER_SLEEP)) == [("a",), ("b",)]


def test_an_excerpt_is_tied_to_the_whole():
    assert find(make_article("a", SLEEP), make_article("b", (*SLEEP[:3], *GOUT))) == [("a", "b")]


def test_copies_are_chained_into_one_family():
    articles = [make_article(name, SLEEP) for name in "abcd"]
    assert find(*articles, make_article("e", GOUT)) == [("a", "b", "c", "d"), ("e",)]


def test_more_copies_than_are_compared_pairwise_are_still_one_family():
    articles = [make_article(f"a{number:02}", SLEEP) for number in range(40)]
    assert [len(names) for names in find(*articles)] == [40]


def test_a_paraphrase_is_found_among_many_copies():
    articles = [make_article(f"a{number:02}", SLEEP) for number in range(30)]
    assert [len(names) for names in find(*articles, make_article("z", PARAPHRASE))] == [31]


@pytest.mark.parametrize("kind", [BlockKind.NAVIGATION, BlockKind.FURNITURE, BlockKind.QUOTE, BlockKind.BUTTON])
def test_what_is_not_the_articles_own_prose_ties_nothing(kind):
    shared = make_article("x", FOOTER * 2, kind=kind)
    joined = []
    for name, texts in (("a", SLEEP), ("b", GOUT)):
        own = make_article(name, (*texts, *FOOTER))
        blocks = tuple(
            replace(block, kind=kind) if block.span.within(own.text) in FOOTER else block for block in own.blocks
        )
        joined.append(replace(own, blocks=blocks))
    assert find(*joined) == [("a",), ("b",)]
    assert shingle((shared,))["x"].grams == frozenset()


def test_house_text_of_one_source_ties_nothing():
    pages = make_article("a", (*SLEEP, *FOOTER), source="site"), make_article("b", (*GOUT, *FOOTER), source="site")
    assert find(*pages) == [("a",), ("b",)]


def test_one_article_published_twice_by_one_source_is_one_family():
    assert find(make_article("a", SLEEP, source="site"), make_article("b", SLEEP, source="site")) == [("a", "b")]


def test_a_shared_list_of_references_ties_nothing():
    references = [
        f"Roe {year}. A trial of sleep and light in adults. Journal of Rest {year}; 4: 1-9." for year in range(9)
    ]
    pages = []
    for name, texts in (("a", SLEEP), ("b", GOUT)):
        article = make_article(name, (*texts, *references))
        blocks = tuple(
            replace(block, headings=("References",)) if block.span.within(article.text) in references else block
            for block in article.blocks
        )
        pages.append(replace(article, blocks=blocks))
    assert find(*pages) == [("a",), ("b",)]


def test_a_phrase_of_many_articles_counts_little():
    stock = "Talk to your doctor or pharmacist before you start, stop or change any medicine that you take for it."
    texts = [
        [f"{word} {other}." for word in words.split() for other in ("one", "two")]
        for words in (
            "ache bone cell drip ear",
            "fat gum hip ill jaw",
            "knee lip mole nail oil",
            "pain rib skin toe vein",
            "wart yawn zinc acne burn",
            "cough dose edema fever graft",
        )
    ]
    bodies = [
        [" ".join(f"{word}{index}" for word in part.split()) for part in text] for index, text in enumerate(texts)
    ]
    articles = [
        make_article(f"a{index}", (*body, " ".join(f"w{index}x{n}" for n in range(150)), stock))
        for index, body in enumerate(bodies)
    ]
    assert find(*articles) == [(f"a{index}",) for index in range(6)]
    assert find(*articles[:2]) == [("a0", "a1")]


def test_a_topic_of_several_words_is_no_shared_phrase():
    def page(name, words):
        return make_article(name, [f"{word} high blood pressure {other}." for word, other in words])

    left = [("Treat", "early"), ("Measure", "twice"), ("Salt raises", "slowly"), ("Exercise lowers", "within weeks")]
    right = [("Untreated", "kills"), ("Pregnancy with", "is watched"), ("Stress and", "travel"), ("Diet for", "works")]
    families = find(page("a", left * 3), page("b", right * 3))
    assert families == [("a",), ("b",)]


def world_of_points(orders, others=2):
    """Return articles of unrelated words whose nth block makes the nth point of an order, and the clusters."""
    articles, clusters, claims = [], {}, []
    for index, order in enumerate(orders):
        paragraphs = [" ".join(f"{chr(97 + index)}{n}q{k}" for k in range(9)) for n in range(len(order))]
        article = make_article(f"a{index}", paragraphs)
        articles.append(article)
        for name, claim in make_claims(article, order):
            clusters.setdefault(name, []).append(claim.id)
            claims.append(claim)
    articles += [make_article(f"other{number}", GOUT if number else SLEEP) for number in range(others)]
    return articles, claims, [ClaimCluster(name, tuple(ids), ids[0]) for name, ids in sorted(clusters.items())]


def test_the_same_points_in_the_same_order_tie_without_a_shared_word():
    families = find_families(*world_of_points(["pqrstu", "pqrstu"]))
    assert families[0].articles == ("a0", "a1")
    assert dict(families[0].evidence) == {
        "three_gram_containment": 0.0,
        "shared_three_grams": 0,
        "aligned_claims": 6,
        "order_agreement": 1.0,
        "rare_shared_claims": 6,
    }


@pytest.mark.parametrize("orders", [["pqrst", "pqrst"], ["pqrstu", "utsrqp"], ["pqrstu", "qpsrut"]])
def test_few_points_or_another_order_do_not_tie(orders):
    assert all(len(family.articles) == 1 for family in find_families(*world_of_points(orders)))


def test_points_that_everyone_makes_do_not_tie():
    articles, claims, clusters = world_of_points(["pqrstu", "pqrstu", "pqrs", "pqrs"], others=0)
    assert all(len(family.articles) == 1 for family in find_families(articles, claims, clusters))


def test_in_a_corpus_of_two_no_point_is_rare():
    assert all(len(family.articles) == 1 for family in find_families(*world_of_points(["pqrstu", "pqrstu"], others=0)))


def test_kendalls_tau_counts_pairs_in_order():
    assert kendall_tau([1, 2, 3], [4, 5, 6]) == 1
    assert kendall_tau([1, 2, 3], [6, 5, 4]) == -1
    assert kendall_tau([1, 2, 3], [4, 6, 5]) == pytest.approx(1 / 3)
    assert kendall_tau([1], [2]) == 0


def test_clusters_name_the_families_of_their_articles():
    _, claims, clusters = world_of_points(["pq", "p", "p"])
    families = (Family(("a0", "a1")), Family(("a2",)))
    filled = {cluster.id: cluster.families for cluster in assign_families(clusters, claims, families)}
    assert filled == {"p": (("a0", "a1"), ("a2",)), "q": (("a0",),)}


def test_articles_without_text_are_families_of_their_own():
    assert find(make_article("a", ()), make_article("b", ())) == [("a",), ("b",)]
