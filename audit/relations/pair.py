"""Claims → the pairs worth comparing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from audit.claims.concepts import words_of
from audit.model import CandidatePair, Claim, Concept, Label, Quantifier, QuantityKind
from audit.relations.encode import ENCODERS
from audit.relations.gist import GROUPS, sign_of

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

SEARCHED = 400
"""Features that more claims than this share are left out of the search for neighbours, so that its cost is linear."""
BATCH = 512
"""Rows of one product of vectors: bounds the memory of the search."""
BLOCK = 80
"""Claims of one concept that are all compared with each other; of a larger block each claim sees so many nearest."""
SALIENT = 40
"""In a larger block each claim also sees so many of the claims that deny, exclude or generalise."""

EXTREMES = {Quantifier.NO, Quantifier.RARELY, Quantifier.ALWAYS}


@dataclass(frozen=True, slots=True)
class Profile:
    """What pairing looks at in a claim."""

    subjects: frozenset[str]
    objects: frozenset[str]
    group: str
    sign: int
    """+1 brings about, -1 works against, 0 neither; denial reverses it."""
    salient: bool
    """It denies, excludes other causes, generalises to all or none, or is meant for every treatment."""
    measures: frozenset[QuantityKind]
    label: Label

    @property
    def concepts(self) -> frozenset[str]:
        """The keys of either side."""
        return self.subjects | self.objects


def pair_claims(claims: Sequence[Claim], neighbours: int) -> tuple[CandidatePair, ...]:
    """Choose for each claim its most promising partners, at most `neighbours` by words and as many by frame.

    Claims meet when they share a concept in subject or object, or when their standalone texts are near neighbours.
    Pairs stand in the order of the claims, `left` before `right`.
    """
    if len(claims) < 2:
        return ()
    matrix = ENCODERS["ngrams"]([claim.context.standalone or claim.text for claim in claims])
    profiles = [profile_of(claim) for claim in claims]
    near = search(matrix, range(len(claims)), range(len(claims)), neighbours)
    chosen = dict.fromkeys(near, "neighbour")
    framed = {pair for pair in meet(profiles, matrix) if pair not in chosen}
    similarities = measure(matrix, sorted(framed | set(near)))
    for pair in best(framed, profiles, similarities, neighbours):
        chosen[pair] = reason_for(profiles[pair[0]], profiles[pair[1]])
    return tuple(
        CandidatePair(claims[left].id, claims[right].id, reason, similarities[left, right])
        for (left, right), reason in sorted(chosen.items())
    )


def profile_of(claim: Claim) -> Profile:
    """Reduce a claim to what pairing looks at."""
    frame = claim.frame
    return Profile(
        subjects=keys_of(frame.subject, *frame.subjects),
        objects=keys_of(frame.object, *frame.objects),
        group=GROUPS[frame.relation],
        sign=sign_of(frame),
        salient=not frame.polarity or frame.exclusive or frame.quantifier in EXTREMES or frame.modality >= 4,
        measures=frozenset(quantity.kind for quantity in frame.quantities),
        label=claim.label,
    )


def keys_of(*concepts: Concept) -> frozenset[str]:
    """Return the block keys of concepts: the head where it names a thing by itself, else the whole concept."""
    broad = words_of("broad_heads") | words_of("light")
    keys = (concept.id if concept.head in broad else concept.head for concept in concepts if concept.id)
    return frozenset(key for key in keys if key not in broad)


def search(matrix: "csr_matrix", rows: Sequence[int], columns: Sequence[int], count: int) -> list[tuple[int, int]]:
    """Return the pairs of each row with its nearest columns, at most `count` a row, smaller index first, sorted."""
    from numpy import asarray, diff

    rare = matrix[:, asarray(diff(matrix[columns].tocsc().indptr) <= SEARCHED)]
    target = rare[columns].T.tocsr()
    found = set()
    for start in range(0, len(rows), BATCH):
        product = (rare[rows[start : start + BATCH]] @ target).tocsr()
        for offset in range(product.shape[0]):
            row = rows[start + offset]
            begin, end = product.indptr[offset], product.indptr[offset + 1]
            scored = zip(product.data[begin:end].round(6), product.indices[begin:end], strict=True)
            ranked = sorted(
                (-float(score), columns[int(place)]) for score, place in scored if columns[int(place)] != row
            )
            found.update((min(row, other), max(row, other)) for _, other in ranked[:count])
    return sorted(found)


def meet(profiles: Sequence[Profile], matrix: "csr_matrix") -> Iterator[tuple[int, int]]:
    """Yield the pairs that share a concept; of large blocks the nearest of one group, and the salient ones."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        for key in profile.concepts:
            blocks[key].append(index)
    for key in sorted(blocks):
        members = blocks[key]
        if len(members) <= BLOCK:
            yield from combinations(members, 2)
            continue
        yield from search(matrix, members, members, BLOCK)
        yield from search(matrix, members, [index for index in members if profiles[index].salient], SALIENT)


def measure(matrix: "csr_matrix", pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], float]:
    """Return the similarity of each pair, rounded to six places."""
    similarities: dict[tuple[int, int], float] = {}
    for start in range(0, len(pairs), 16 * BATCH):
        some = pairs[start : start + 16 * BATCH]
        lefts, rights = [left for left, _ in some], [right for _, right in some]
        products = matrix[lefts].multiply(matrix[rights]).sum(axis=1)
        similarities.update(zip(some, (round(float(value), 6) for value in products.flat), strict=True))
    return similarities


def best(
    pairs: Iterable[tuple[int, int]],
    profiles: Sequence[Profile],
    similarities: Mapping[tuple[int, int], float],
    count: int,
) -> set[tuple[int, int]]:
    """Return the pairs that stand among the `count` most promising of one of their claims."""
    ranked: dict[int, list[tuple[float, tuple[int, int]]]] = defaultdict(list)
    for pair in pairs:
        score = -promise(profiles[pair[0]], profiles[pair[1]]) - similarities[pair]
        for index in pair:
            ranked[index].append((score, pair))
    return {pair for partners in ranked.values() for _, pair in sorted(partners)[:count]}


def promise(left: Profile, right: Profile) -> float:
    """Say how much the frames of two claims promise an agreement or a conflict; 0 nothing."""
    subject, target = bool(left.subjects & right.subjects), bool(left.objects & right.objects)
    crossed = bool(left.subjects & right.objects) + bool(left.objects & right.subjects)
    score = 0.25 * (subject + target) + 0.15 * crossed
    if left.group == right.group and left.group:
        score += 0.15
    if left.sign * right.sign < 0:
        score += 0.2
    if left.salient != right.salient or (left.salient and right.salient):
        score += 0.1
    if left.measures & right.measures:
        score += 0.2
    return score


def reason_for(left: Profile, right: Profile) -> str:
    """Name what brought two claims together."""
    if left.group == right.group == "nature":
        return "definition"
    return "opposed frame" if left.sign * right.sign < 0 else "frame"
