from hypothesis import given
from hypothesis import strategies as st

from audit.independence import assign_families, find_families
from audit.model import (
    Article,
    Block,
    BlockKind,
    Claim,
    ClaimCluster,
    Concept,
    Context,
    Frame,
    Holder,
    Label,
    Relation,
    Span,
)

WORDS = ["aches", "rest", "sleep", "doctor", "the", "of", "light", "water", "pain", "helps"]
PARAGRAPH = st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join)
BODY = st.lists(PARAGRAPH, max_size=4)


@st.composite
def corpora(draw):
    """Draw articles, some of them copies of others, with claims and clusters at random."""
    bodies = draw(st.lists(BODY, min_size=1, max_size=6))
    bodies += [draw(st.sampled_from(bodies)) for _ in range(draw(st.integers(0, 3)))]
    articles, claims = [], []
    for number, body in enumerate(bodies):
        text, blocks = "", []
        for paragraph in body:
            blocks.append(Block(BlockKind.PARAGRAPH, Span(len(text), len(text) + len(paragraph))))
            text += paragraph + "\n"
        source = draw(st.sampled_from(["x", "y", f"s{number}"]))
        articles.append(Article(f"a{number}", source, "", "", text, tuple(blocks)))
        frame = Frame(Concept("", "", ""), Relation.OTHER, Concept("", "", ""))
        claims += [
            Claim(
                f"a{number}:{block.span.start}",
                f"a{number}",
                block.span,
                block.span.within(text),
                Label.CLAIM,
                Holder.ASSERTED,
                frame,
                Context(block.span, 0),
                0.9,
            )
            for block in blocks
        ]
    said = {}
    for claim in claims:
        said.setdefault(draw(st.integers(0, 8)), []).append(claim.id)
    clusters = [ClaimCluster(f"k{name}", tuple(ids), ids[0]) for name, ids in sorted(said.items())]
    return articles, claims, clusters


@given(corpora())
def test_families_partition_the_articles(corpus):
    articles, claims, clusters = corpus
    families = find_families(articles, claims, clusters)
    assert sorted(name for family in families for name in family.articles) == sorted(one.id for one in articles)


@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_articles_claims_and_clusters_does_not_matter(corpus, shuffler):
    articles, claims, clusters = corpus
    families = find_families(articles, claims, clusters)
    shuffled = [list(articles), list(claims), list(clusters)]
    for values in shuffled:
        shuffler.shuffle(values)
    assert find_families(*shuffled) == families


@given(corpora())
def test_only_articles_that_are_tied_carry_evidence(corpus):
    for family in find_families(*corpus):
        assert bool(family.evidence) == (len(family.articles) > 1)


@given(corpora())
def test_the_families_of_a_cluster_are_its_articles_and_nothing_else(corpus):
    articles, claims, clusters = corpus
    families = find_families(articles, claims, clusters)
    article_of = {claim.id: claim.article for claim in claims}
    whole = [set(family.articles) for family in families]
    for cluster in assign_families(clusters, claims, families):
        named = [name for names in cluster.families for name in names]
        assert sorted(named) == sorted({article_of[claim] for claim in cluster.claims})
        assert all(any(set(names) <= family for family in whole) for names in cluster.families)
        assert len(
            {next(i for i, family in enumerate(whole) if names[0] in family) for names in cluster.families}
        ) == len(cluster.families)


@given(st.lists(PARAGRAPH, min_size=1, max_size=4), st.integers(1, 4))
def test_a_copy_is_always_tied_however_it_repeats_itself(body, times):
    blocks, text = [], ""
    for paragraph in body * times:
        blocks.append(Block(BlockKind.PARAGRAPH, Span(len(text), len(text) + len(paragraph))))
        text += paragraph + "\n"
    pair = [Article(name, name, "", "", text, tuple(blocks)) for name in "ab"]
    grams = {tuple(words[i : i + 3]) for words in (one.split() for one in body) for i in range(len(words) - 2)}
    families = find_families(pair, (), ())
    assert (len(families) == 1) == (len(grams) >= 8)
