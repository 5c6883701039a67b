"""Relations between claims, and publisher statements against publisher behaviour → contradiction findings."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audit.checks.finding import Check, locate_claim, make_finding, squeeze
from audit.checks.passages import Passage, read_passages
from audit.checks.patterns import pattern
from audit.model import (
    Analysis,
    Claim,
    ClaimRelation,
    Finding,
    Label,
    Level,
    Quantifier,
    Relation,
    RelationKind,
    Rule,
    Verdict,
)
from audit.relations.calibration import told_confidence
from audit.relations.compare.cases import is_one_case
from audit.relations.compare.likeness import is_deictic

VERDICTS = {
    RelationKind.CONTRADICTS: Verdict.CONTRADICTION,
    RelationKind.TENSION: Verdict.TENSION,
    RelationKind.DRIFT: Verdict.DRIFT,
}

DE_MARNEFFE = "types of contradiction after de Marneffe, Rafferty and Manning (ACL 2008)"

RULES = (
    Rule(
        "contradiction/advice",
        "The same act is advised and advised against",
        Level.ERROR,
        "A reader who meets both does one of two opposite things; treatment and safety advice does the most harm when "
        f"it is wrong. {DE_MARNEFFE}: antonymy and negation.",
        0.7,
        "Settle which holds for which reader, and say for whom and when.",
    ),
    Rule(
        "contradiction/cause",
        "One effect, two causes that leave no room for each other",
        Level.WARNING,
        "Lists of causes are compatible; “the reason is” is not compatible with another reason. Readers act on causes.",
        0.35,
        "Say “one cause is”, or decide for the cause that the evidence supports.",
    ),
    Rule(
        "contradiction/definition",
        "One term, two descriptions with opposed properties",
        Level.WARNING,
        "Advice that hangs on a term falls with it: a reader cannot tell which of two things is meant.",
        0.35,
        "Define the term once and keep to it.",
    ),
    Rule(
        "contradiction/direction",
        "Cause and effect are exchanged, or one cause has opposite effects",
        Level.WARNING,
        "If each brings on the other, or one thing both raises and lowers another, no reader can act on it unless the "
        "circle or the condition is named.",
        0.35,
        "Name the circle, the dose or the time at which each holds; or correct one of them.",
    ),
    Rule(
        "contradiction/duration",
        "One thing lasts for different times",
        Level.WARNING,
        "How long something lasts decides when to seek help. Ranges that are disjoint, or upper bounds three or more "
        f"times apart, are two answers. {DE_MARNEFFE}: numeric mismatch.",
        0.35,
        "Give one range with its source.",
    ),
    Rule(
        "contradiction/interest",
        "The publisher says one thing of itself and does another",
        Level.ERROR,
        "A site that calls itself unbiased and is paid for its ranking, or denies endorsing and then pushes a product, "
        "misleads on what its text is for (FTC endorsement guides, 16 CFR 255).",
        0.7,
        "Drop the statement or the practice; put the interest beside the text it touches.",
    ),
    Rule(
        "contradiction/negation",
        "A statement and its denial",
        Level.ERROR,
        f"Both cannot hold for the same case. {DE_MARNEFFE}: negation and antonymy.",
        0.7,
        "Check both against the evidence; where each holds for other readers, say for whom.",
    ),
    Rule(
        "contradiction/quantifier",
        "Always against sometimes, harmless against harm, only against others",
        Level.WARNING,
        "One exception refutes “always”, “only” and “harmless”. Unreserved words of safety keep readers from care.",
        0.35,
        "Use the weakest quantifier that the evidence supports, everywhere.",
    ),
    Rule(
        "contradiction/quantity",
        "One statement, two amounts",
        Level.WARNING,
        f"A dose, a share or an age that differs is wrong in at least one place. {DE_MARNEFFE}: numeric mismatch.",
        0.35,
        "Give one figure with its source.",
    ),
    Rule(
        "contradiction/site",
        "One definition confines the thing to fewer parts of the body",
        Level.NOTE,
        "A narrower site can make readers with the same complaint elsewhere think that they have something else.",
        0.15,
        "Name all usual sites.",
    ),
    Rule(
        "contradiction/term",
        "A term is swapped for another that means something else",
        Level.WARNING,
        "Heart attack and cardiac arrest, virus and bacterium: readers act differently on each "
        "(American Heart Association: a circulation problem against an electrical one).",
        0.35,
        "Use the term of the source, throughout.",
    ),
)

BY_SLOT = {rule.id.split("/")[1]: rule for rule in RULES}


@dataclass(frozen=True, slots=True)
class Conduct:
    """A statement that publishers make of themselves, and the conduct that belies it."""

    statement: str
    conduct: tuple[str, ...]
    reason: str
    confidence: float


CONDUCTS = (
    Conduct("impartial", ("paid",), "it calls itself impartial, and is paid", 0.85),
    Conduct("no_endorsement", ("push",), "it says that it endorses nothing, and pushes a product", 0.8),
    Conduct(
        "no_advice", ("prescribing",), "it says that it gives no medical advice, and tells readers what to do", 0.7
    ),
    Conduct("no_selling", ("selling",), "it says that it sells nothing, and offers something for sale", 0.8),
    Conduct(
        "no_replacement",
        ("stopping",),
        "it says that it replaces no medical advice, and tells readers to drop a treatment",
        0.8,
    ),
    Conduct("no_cure_claim", ("treating",), "it says that it claims no cure, and promises treatment", 0.8),
)
ACTED_ON = {
    Relation.TREATMENT,
    Relation.PREVENTION,
    Relation.HARM,
    Relation.DOSE,
    Relation.ADVICE_DO,
    Relation.ADVICE_DONT,
    Relation.DIAGNOSIS,
}
"""Relations on which readers act; what is wrong here harms more than a wrong mechanism (domain notes 4.3)."""

SURE_ENOUGH = 0.6
"""Below this confidence a contradiction is no error."""

MOST_RELATED = 6
"""Quotes shown beside the primary one; the rest says the same."""


def find_contradictions(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding a disagreement, all its quotes kept; then publisher statements belied by conduct.

    A disagreement that two versions of one text both carry inside is not told again between them.
    """
    claims = {claim.id: claim for claim in analysis.claims}
    kin = Kinship(analysis)
    order = {claim.id: index for index, claim in enumerate(analysis.claims)}
    told = [
        (relation, slot, claims[relation.left].article, claims[relation.right].article)
        for relation in analysis.relations
        if (slot := slot_told(relation, claims[relation.left], claims[relation.right], kin)) in BY_SLOT
    ]
    inside = {(slot, left) for _, slot, left, right in told if left == right}
    groups: defaultdict[tuple[str, RelationKind, bool], list[ClaimRelation]] = defaultdict(list)
    for relation, slot, left, right in told:
        inherited = left != right and kin.are_kin(left, right) and {(slot, left), (slot, right)} <= inside
        if not inherited:
            groups[slot, relation.kind, left == right].append(relation)
    for (slot, kind, _), relations in sorted(groups.items()):
        for centre, members in stars(relations, order):
            yield tell(analysis, claims, BY_SLOT[slot], (centre, kind, members))
    yield from find_interest(analysis)


class Kinship:
    """Which articles of different sources are versions of one text, so that a change of strength is worth telling."""

    def __init__(self, analysis: Analysis) -> None:
        self._source = {article.id: article.source for article in analysis.articles}
        self._family = {article: index for index, family in enumerate(analysis.families) for article in family.articles}

    def are_kin(self, left: str, right: str) -> bool:
        """Say whether the two are articles of one family and of different sources."""
        return (
            self._source[left] != self._source[right]
            and left in self._family
            and self._family.get(left) == self._family.get(right)
        )


def slot_told(relation: ClaimRelation, left: Claim, right: Claim, kin: Kinship) -> str:
    """Return the slot under which a relation is told, or "" when it is no finding.

    A change of strength is told between versions of one text only; so is a swapped term, and inside one article.
    """
    if relation.kind not in VERDICTS:
        return ""
    akin = kin.are_kin(left.article, right.article)
    if relation.kind is RelationKind.DRIFT and (Label.ADVICE in (left.label, right.label) or is_personal(left, right)):
        return ""
    if relation.kind is RelationKind.DRIFT:
        told = akin and Label.PUBLISHER not in (left.label, right.label) and drifts_far(left, right)
        return "quantifier" if told else ""
    if relation.slot == "term" and not (akin or left.article == right.article):
        return ""
    return relation.slot


def drifts_far(left: Claim, right: Claim) -> bool:
    """Say whether of one and the same case one claim says "always", or is two levels of modality stronger."""
    if left.frame.predicate != right.frame.predicate or not is_one_case(left, right):
        return False
    if any(is_deictic(claim.frame.subject) or claim.frame.subject.head in KINDS for claim in (left, right)):
        return False
    if OTHERS.match(left.text) or OTHERS.match(right.text):
        return False
    always = Quantifier.ALWAYS in (left.frame.quantifier, right.frame.quantifier)
    return always or abs(left.frame.modality - right.frame.modality) >= 2


def is_personal(left: Claim, right: Claim) -> bool:
    """Say whether one of the claims tells of a single person."""
    return any(FIRST_PERSON.search(claim.text) for claim in (left, right))


FIRST_PERSON = re.compile(r"\b(?:I|me|my)\b")

OTHERS = re.compile(r"\W*(?:\w+ )?other\b", re.IGNORECASE)
"""A subject that is anything but what was named before."""

KINDS = {"type", "form", "kind", "case", "variant"}
"""Subjects that only count off what was named before."""


def stars(relations: Sequence[ClaimRelation], order: Mapping[str, int]) -> Iterator[tuple[str, list[ClaimRelation]]]:
    """Group relations round the claims that most of them share, the largest group first; every relation once.

    Of two claims that stand alone the earlier one is the centre, as the reason is worded.
    """
    left = sorted(relations, key=lambda relation: (relation.left, relation.right))
    while left:
        counts = Counter(identifier for relation in left for identifier in (relation.left, relation.right))
        centre = min(counts, key=lambda identifier: (-counts[identifier], order[identifier]))
        members = [relation for relation in left if centre in (relation.left, relation.right)]
        left = [relation for relation in left if centre not in (relation.left, relation.right)]
        yield centre, members


def tell(
    analysis: Analysis,
    claims: dict[str, Claim],
    rule: Rule,
    star: tuple[str, RelationKind, list[ClaimRelation]],
) -> Finding:
    """Build the finding of one group of relations."""
    centre, kind, members = star
    ordered = sorted(members, key=lambda relation: (-relation.confidence, relation.left, relation.right))
    unlike = {squeeze(claims[side].text): claims[side] for side in sides(ordered, centre)}
    others = list(unlike.values())[::-1]
    best = ordered[0]
    reason = best.evidence.reason
    where = name_places(analysis, claims[centre], others[:1])
    more = f" ({len(others)} passages)" if len(others) > 1 else ""
    return make_finding(
        rule,
        locate_claim(claims[centre]),
        f"{where}: {reason}{more}",
        confidence=told_confidence(best),
        related=[locate_claim(claim) for claim in others[:MOST_RELATED]],
        verdict=VERDICTS[kind],
        level=level_of(rule, kind, best.confidence, (claims[centre], others[0])),
    )


def sides(relations: Sequence[ClaimRelation], centre: str) -> Iterator[str]:
    """Yield the other side of each relation, the surest last, so that of equal texts the surest is kept."""
    for relation in reversed(relations):
        yield other_side(relation, centre)


def other_side(relation: ClaimRelation, centre: str) -> str:
    """Return the claim of a relation that is not its centre."""
    return relation.right if relation.left == centre else relation.left


def level_of(rule: Rule, kind: RelationKind, confidence: float, claims: Sequence[Claim]) -> Level:
    """Return the rule's level for a contradiction, lower for a tension, a doubtful pair or mere mechanism."""
    if kind is RelationKind.DRIFT:
        return Level.NOTE
    if kind is RelationKind.TENSION:
        return Level.WARNING if rule.level is Level.ERROR else Level.NOTE
    harmless = not any(claim.frame.relation in ACTED_ON or claim.label is Label.ADVICE for claim in claims)
    if rule.level is Level.ERROR and (confidence < SURE_ENOUGH or harmless):
        return Level.WARNING
    return rule.level


def name_places(analysis: Analysis, claim: Claim, others: Sequence[Claim]) -> str:
    """Return "In NAME" or "NAME and NAME", by source."""
    names = {source.id: source.name for source in analysis.sources}
    held = [names.get(analysis.article(one.article).source, one.article) for one in (claim, *others)]
    if claim.article == others[0].article:
        return f"In one article of {held[0]}"
    if held[0] == held[1]:
        return f"Two articles of {held[0]}"
    return f"{held[0]} and {held[1]}"


def find_interest(analysis: Analysis) -> Iterator[Finding]:
    """Yield publisher statements that the same article belies; one on many pages of a source is told once."""
    rule = BY_SLOT["interest"]
    names = {source.id: source.name for source in analysis.sources}
    told: dict[tuple[str, str, str], tuple[Passage, list[Passage]]] = {}
    for identifier, passages in read_passages(analysis).items():
        source = analysis.article(identifier).source
        for conduct in CONDUCTS:
            statement, belied = find_belied(passages, conduct)
            if statement is not None and belied:
                key = source, conduct.reason, squeeze(statement.text).lower()
                told.setdefault(key, (statement, []))[1].extend(belied)
    reasons = {conduct.reason: conduct for conduct in CONDUCTS}
    for (source, reason, _), (statement, belied) in told.items():
        pages = len({passage.article for passage in belied})
        yield make_finding(
            rule,
            statement.location,
            f"{names.get(source, statement.article)}: {reason}" + (f" ({pages} articles)" if pages > 1 else ""),
            confidence=reasons[reason].confidence,
            related=[one.location for one in spread(belied)[:MOST_RELATED]],
            verdict=Verdict.CONTRADICTION,
        )


def find_belied(passages: Sequence[Passage], conduct: Conduct) -> tuple[Passage | None, list[Passage]]:
    """Return the statement an article makes of itself, and its passages that show the conduct; equal ones once."""
    statement = next((one for one in passages if says(one, conduct.statement)), None)
    if statement is None:
        return None, []
    shown = [one for one in passages if one is not statement and not one.is_furniture and does(one, conduct)]
    return statement, list({squeeze(one.text).lower(): one for one in reversed(shown)}.values())[::-1]


def spread(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages with the first of each article before the others."""
    firsts = {passage.article: passage for passage in reversed(passages)}
    return sorted(passages, key=lambda passage: firsts[passage.article] is not passage)


def says(passage: Passage, key: str) -> bool:
    """Say whether a passage is the publisher's statement of this kind."""
    return not passage.denied and not passage.quoted and pattern(f"interest.{key}").search(passage.text) is not None


DENIED = re.compile(r"\b(?:no|not|never|without)\b|n[’']t\b", re.IGNORECASE)
"""A denial: "we receive no compensation"."""

DENIAL_REACH = 12
"""Characters before what is taken for conduct in which a denial takes it back: two short words."""


def does(passage: Passage, conduct: Conduct) -> bool:
    """Say whether a passage shows the conduct and is not itself the statement."""
    if passage.denied or says(passage, conduct.statement):
        return False
    found = (pattern(f"interest.{key}").search(passage.text) for key in conduct.conduct)
    return any(match is not None and not is_denied(passage.text, match) for match in found)


def is_denied(text: str, match: re.Match[str]) -> bool:
    """Say whether a denial stands inside what is taken for conduct, or right before it ("do not stop taking")."""
    return DENIED.search(text[max(0, match.start() - DENIAL_REACH) : match.end()]) is not None


CHECK = Check(RULES, find_contradictions)
