"""Claims → the pairs worth comparing."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from audit.model import CandidatePair, Claim, ClaimRelation
from audit.relations.cluster import components, measure_distances
from audit.relations.encode import ENCODERS, encode_ngrams
from audit.relations.gist import GROUPS, gist_of, unlike
from audit.relations.nearest import Pair, measure, search
from audit.relations.topical import symptoms
from audit.relations.words import weak_words
from audit.settings import ModelSettings, RelationSettings

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from audit.relations.encode import Vectors

TOPIC_WORDS = 2
"""Commonest strong words of an article: what its claims are about where they do not say so."""


def pair_claims(
    claims: Sequence[Claim],
    settings: RelationSettings,
    models: ModelSettings = ModelSettings(),
) -> tuple[CandidatePair, ...]:
    """Choose for each claim its nearest partners: `neighbours` by each encoder, half as many again by frame.

    By encoder: the standalone texts, blind to negation. By frame: subject, object, what is said, kind of quantity and
    topic, each with its co-hyponyms and opposites, so that "lasts seconds" meets "lasts hours" and "safe" meets
    "dangerous". The number of pairs grows with the number of claims, not with its square. The similarity of a pair is
    that of its words, whichever encoder brought it; its reason names the first search that did: frame, words, model.
    Pairs stand in the order of the claims.
    """
    if len(claims) < 2:
        return ()
    likeness = encode_likeness(claims, settings, models)
    reasons = dict.fromkeys(search(encode_frames(claims), settings.neighbours + settings.neighbours // 2), "frame")
    for name in (name for name in ENCODERS if name in settings.encoders):
        reasons = dict.fromkeys(search(likeness[name], settings.neighbours), name) | reasons
    return make_pairs(claims, reasons, likeness)


def make_pairs(
    claims: Sequence[Claim], reasons: Mapping[Pair, str], likeness: Mapping[str, "Vectors"]
) -> tuple[CandidatePair, ...]:
    """Return the pairs in the order of the claims, each with the similarity of its words and its nearness."""
    places = sorted(reasons)
    similarities = measure(likeness["ngrams"], places)
    nearness = measure(likeness["onnx"], places) if "onnx" in likeness else {}
    return tuple(
        CandidatePair(
            claims[left].id,
            claims[right].id,
            reasons[left, right],
            similarities[left, right],
            nearness.get((left, right), 0.0),
        )
        for left, right in places
    )


def encode_likeness(claims: Sequence[Claim], settings: RelationSettings, models: ModelSettings) -> dict[str, "Vectors"]:
    """Encode the claims by their words, and by the model where the settings name it."""
    texts = tuple(read_texts(claims))
    likeness: dict[str, Vectors] = {"ngrams": encode_ngrams(texts)}
    return likeness | ({"onnx": encode_once(texts, models)} if "onnx" in settings.encoders else {})


@lru_cache(maxsize=1)
def encode_once(texts: tuple[str, ...], models: ModelSettings) -> "Vectors":
    """Encode by the model; the texts last encoded are kept, since an audit asks for their vectors twice."""
    return ENCODERS["onnx"](texts, models)


LONGEST_CHAIN = 60
"""Chains longer than this are cut by complete link as they are: their pairs would grow with the square."""


def close_pairs(
    claims: Sequence[Claim],
    relations: Sequence[ClaimRelation],
    known: Collection[tuple[str, str]],
    settings: RelationSettings,
    models: ModelSettings,
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
    if not inside:
        return ()
    return make_pairs(claims, dict.fromkeys(inside, "chain"), encode_likeness(claims, settings, models))


def encode_words(claims: Sequence[Claim]) -> "csr_matrix":
    """Encode the claims by their words, each read with its resolved context."""
    return encode_ngrams(read_texts(claims))


def read_texts(claims: Sequence[Claim]) -> list[str]:
    """Return the text of each claim with its resolved context."""
    return [claim.context.standalone or claim.text for claim in claims]


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


def commonest_words(claims: Sequence[Claim], most: int = TOPIC_WORDS) -> Mapping[str, list[str]]:
    """Return the commonest strong words of each article; of equally common ones the first in the alphabet."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        counts[claim.article].update(gist_of(claim).words - weak_words())
    return {article: sorted(count, key=lambda word: (-count[word], word))[:most] for article, count in counts.items()}
