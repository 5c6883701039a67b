"""Claims → the pairs worth comparing."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from audit.model import CandidatePair, Claim, ClaimRelation
from audit.relations.cluster import components, measure_distances
from audit.relations.encode import ENCODERS
from audit.relations.gist import GROUPS, gist_of, unlike
from audit.relations.topical import symptoms
from audit.relations.words import weak_words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

SEARCHED = 200
"""Features that more claims than this share are left out of the search, so that its cost is linear; 100 lost recall."""
BATCH = 512
"""Rows of one product of vectors: bounds the memory of the search."""
TOPIC_WORDS = 2
"""Commonest strong words of an article: what its claims are about where they do not say so."""

Pair = tuple[int, int]
"""Places of two claims in their sequence, smaller first."""


def pair_claims(claims: Sequence[Claim], neighbours: int) -> tuple[CandidatePair, ...]:
    """Choose for each claim its nearest partners: `neighbours` by words, half as many again by frame.

    By words: the standalone texts, blind to negation. By frame: subject, object, what is said, kind of quantity and
    topic, each with its co-hyponyms and opposites, so that "lasts seconds" meets "lasts hours" and "safe" meets
    "dangerous". The cost grows with the number of claims, not with its square. Pairs stand in the order of the claims.
    """
    if len(claims) < 2:
        return ()
    words, frames = encode_claims(claims), encode_frames(claims)
    reasons = dict.fromkeys(search(frames, neighbours + neighbours // 2), "frame")
    reasons |= dict.fromkeys(search(words, neighbours), "neighbour")
    similarities = measure(words, sorted(reasons))
    return tuple(
        CandidatePair(claims[left].id, claims[right].id, reason, similarities[left, right])
        for (left, right), reason in sorted(reasons.items())
    )


LONGEST_CHAIN = 60
"""Chains longer than this are cut by complete link as they are: their pairs would grow with the square."""


def close_pairs(
    claims: Sequence[Claim], relations: Sequence[ClaimRelation], known: Collection[tuple[str, str]]
) -> tuple[CandidatePair, ...]:
    """Return the pairs inside a chain of joined claims that were not compared yet: a cluster needs every one of them.

    `known` holds the ids of the pairs compared, in the order of the claims.
    """
    order = {claim.id: index for index, claim in enumerate(claims)}
    joined = measure_distances(relations, order)
    inside = [
        (left, right)
        for chain in components(len(claims), joined)
        if len(chain) <= LONGEST_CHAIN
        for place, left in enumerate(chain)
        for right in chain[place + 1 :]
        if (claims[left].id, claims[right].id) not in known
    ]
    similarities = measure(encode_claims(claims), sorted(inside)) if inside else {}
    return tuple(
        CandidatePair(claims[left].id, claims[right].id, "chain", similarity)
        for (left, right), similarity in sorted(similarities.items())
    )


def encode_claims(claims: Sequence[Claim]) -> "csr_matrix":
    """Encode the claims, each read with its resolved context."""
    return ENCODERS["ngrams"]([claim.context.standalone or claim.text for claim in claims])


def encode_frames(claims: Sequence[Claim]) -> "csr_matrix":
    """Encode what the claims are about and say, TF-IDF, L2-normalised."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    topics = commonest_words(claims)
    features = [list(frame_features(claim, topics[claim.article])) for claim in claims]
    if not any(features):
        return csr_matrix((len(claims), 1))
    return csr_matrix(TfidfVectorizer(analyzer=list, sublinear_tf=True).fit_transform(features))


def frame_features(claim: Claim, topic: Sequence[str]) -> Iterator[str]:
    """Yield the features of a claim's frame; an opposite counts as the word itself."""
    gist, frame = gist_of(claim), claim.frame
    strong = sorted(gist.words - weak_words())
    yield from (*strong, *topic)
    yield from (other for word in sorted(gist.words) for other in sorted(unlike().get(word, ())))
    for slot, members in (("subject", gist.subjects), ("object", gist.objects)):
        for word in (word for member in members for word in sorted(member)):
            yield from (f"slot:{word}", f"{slot}:{word}")
    yield from (f"quantity:{quantity.kind.value}" for quantity in frame.quantities for _ in range(2))
    yield from (f"symptom:{word}" for word in sorted(gist.own & symptoms()))
    yield from (f"says:{name}" for name, _ in gist.propositions)
    yield from (f"group:{GROUPS[frame.relation]}", f"verb:{frame.predicate}")


def commonest_words(claims: Sequence[Claim]) -> Mapping[str, list[str]]:
    """Return the commonest strong words of each article; of equally common ones the first in the alphabet."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        counts[claim.article].update(gist_of(claim).words - weak_words())
    return {
        article: sorted(count, key=lambda word: (-count[word], word))[:TOPIC_WORDS] for article, count in counts.items()
    }


def search(matrix: "csr_matrix", count: int) -> list[Pair]:
    """Return the pairs of each row with its `count` nearest rows, sorted; equally near rows by place."""
    from numpy import diff

    rare = matrix[:, diff(matrix.tocsc().indptr) <= SEARCHED]
    target = rare.T.tocsr()
    found: set[Pair] = set()
    for start in range(0, rare.shape[0], BATCH):
        product = (rare[start : start + BATCH] @ target).tocsr()
        for offset in range(product.shape[0]):
            begin, end = product.indptr[offset], product.indptr[offset + 1]
            row = start + offset
            found.update(
                (min(row, other), max(row, other))
                for other in nearest(product.indices[begin:end], product.data[begin:end], row, count)
            )
    return sorted(found)


def nearest(places: "Sequence[int]", scores: "Sequence[float]", row: int, count: int) -> list[int]:
    """Return the places of the `count` highest scores but the row's own."""
    from numpy import asarray, lexsort
    from numpy import round as rounded

    order = lexsort((asarray(places), -rounded(asarray(scores), 6)))[: count + 1]
    return [int(places[index]) for index in order if places[index] != row][:count]


def measure(matrix: "csr_matrix", pairs: Sequence[Pair]) -> dict[Pair, float]:
    """Return the similarity of each pair, rounded to six places."""
    similarities: dict[Pair, float] = {}
    for start in range(0, len(pairs), 16 * BATCH):
        some = pairs[start : start + 16 * BATCH]
        products = matrix[[left for left, _ in some]].multiply(matrix[[right for _, right in some]]).sum(axis=1)
        similarities.update(zip(some, (round(float(value), 6) for value in products.flat), strict=True))
    return similarities
