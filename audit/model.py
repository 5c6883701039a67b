"""The values that pass between stages: frozen records, standard library only.

One audit is one pass of data in one direction; each stage is a function from the records of the stage before.
Spans count Unicode code points of `Article.text` and are half-open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# --- text ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text, half-open, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse an empty or reversed span."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}:{self.end}")

    def within(self, text: str) -> str:
        """Return the text that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher: one per folder, or as declared."""

    id: str
    name: str
    url: str = ""
    kind: str = ""
    """Free word of the desk: clinic, shop, charity, newspaper …; empty when unknown."""


class BlockKind(StrEnum):
    """What a block of text is on the page."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_CELL = "table_cell"
    CAPTION = "caption"
    QUOTE = "quote"
    BYLINE = "byline"
    BUTTON = "button"
    NAVIGATION = "navigation"
    FURNITURE = "furniture"
    """Comment forms, newsletter boxes, cookie notes, footers."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item … with the headings above it."""

    kind: BlockKind
    span: Span
    headings: tuple[str, ...] = ()
    """Heading path, outermost first, without the block itself."""
    lead_in: str = ""
    """For a list item: the sentence that introduces the list ("Call a nurse if your child has:")."""
    head: Span | None = None
    """For a list item "Head – text" or "Head: text": where the head stands, without the dash or colon."""
    body: Span | None = None
    """For a list item with a head: the text after the dash or colon. None: the whole block is the body."""
    depth: int = 0
    """For a heading its level (1–6), for a list item its nesting (0 outermost)."""


class ElementKind(StrEnum):
    """A thing on the page that is evidence by itself."""

    BUTTON = "button"
    FORM = "form"
    LABEL = "label"
    """A visible mark such as "Sponsored", "Advertisement", "Partner content"."""
    BYLINE = "byline"
    DISCLOSURE = "disclosure"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink as it stood in the page."""

    url: str
    text: str
    rel: tuple[str, ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()
    """Query parameters of the URL in their order."""
    span: Span | None = None
    """Where the link text stands in `Article.text`; None when it is not in it."""


@dataclass(frozen=True, slots=True)
class PageElement:
    """A button, form, label, byline, disclosure or date, read from the DOM before anything is removed."""

    kind: ElementKind
    text: str
    span: Span | None = None
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """What the page shows beside its prose. Empty for plain text."""

    url: str = ""
    links: tuple[Link, ...] = ()
    elements: tuple[PageElement, ...] = ()
    structured: tuple[tuple[str, str], ...] = ()
    """JSON-LD flattened: ("author.name", "Jane Roe"), ("sponsor.name", "…"), in document order."""
    meta: tuple[tuple[str, str], ...] = ()
    """`<meta name|property content>` and front-matter keys that are no field of their own, in document order."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article. `text` is never altered after ingest; every offset of the audit counts in it."""

    id: str
    source: str
    path: str
    title: str
    text: str
    blocks: tuple[Block, ...]
    page: PageEvidence = PageEvidence()
    authors: tuple[str, ...] = ()
    """Names as shown, with their credentials: "Jane Roe, MD"."""
    reviewers: tuple[str, ...] = ()
    published: date | None = None
    reviewed: date | None = None
    """The latest date of update or medical review."""
    language: str = "en"

    @property
    def words(self) -> int:
        """Number of white-space separated words."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Skipped:
    """A path that could not be audited, and why. It is shown in every report."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was read: sources and articles sorted by id, and what was skipped."""

    sources: tuple[Source, ...]
    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block; `article.text[span]` is its text."""

    article: str
    span: Span
    block: int
    """Index into `Article.blocks`."""


# --- claims -------------------------------------------------------------------------------------------------------


class Label(StrEnum):
    """What a stretch of text is to a fact-checker."""

    CLAIM = "claim"
    ADVICE = "advice"
    """Advice whose purpose or heading implies a claim."""
    PUBLISHER = "publisher"
    """The site speaking of itself."""
    NONE = "none"


class Holder(StrEnum):
    """Who stands behind the claim."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    """"Many people believe …": the page passes it on."""
    DENIED = "denied"
    """A myth that the page corrects."""
    QUOTED = "quoted"
    STUDY = "study"


class Relation(StrEnum):
    """What a claim says of its subject."""

    DEFINITION = "definition"
    CAUSE = "cause"
    MECHANISM = "mechanism"
    SYMPTOM = "symptom"
    TREATMENT = "treatment"
    PREVENTION = "prevention"
    RISK_FACTOR = "risk_factor"
    ASSOCIATION = "association"
    DURATION = "duration"
    ONSET = "onset"
    FREQUENCY = "frequency"
    SITE = "site"
    COMPOSITION = "composition"
    DIAGNOSIS = "diagnosis"
    PROGNOSIS = "prognosis"
    HARM = "harm"
    DOSE = "dose"
    COMPARISON = "comparison"
    ADVICE_DO = "advice_do"
    ADVICE_DONT = "advice_dont"
    PUBLISHER = "publisher"
    OTHER = "other"


class Direction(StrEnum):
    """What the subject does to the object; subject is always the cause, object the effect."""

    RAISES = "raises"
    LOWERS = "lowers"
    STARTS = "starts"
    ENDS = "ends"
    NONE = "none"


class Quantifier(StrEnum):
    """How many, how often. A bare plural is GENERIC and is read as "usually"."""

    NO = "no"
    RARELY = "rarely"
    SOMETIMES = "sometimes"
    OFTEN = "often"
    GENERIC = "generic"
    USUALLY = "usually"
    ALWAYS = "always"


class Phase(StrEnum):
    """When, relative to the event the claim is about."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    LATER = "later"
    LONG_TERM = "long_term"
    ANY = "any"


class QuantityKind(StrEnum):
    """What a number measures; numbers of different kinds are never compared."""

    DURATION = "duration"
    LATENCY = "latency"
    DOSE = "dose"
    FREQUENCY = "frequency"
    COUNT = "count"
    PERCENT = "percent"
    AGE = "age"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or range with its unit; durations in seconds, masses in milligrams, rates per day."""

    low: float
    high: float
    unit: str
    kind: QuantityKind
    vague: bool
    """True for "a few minutes": the bounds are conventional."""
    text: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A noun phrase reduced to what can be compared."""

    id: str
    """Canonical lemmas joined by blanks, modifiers first: "leg cramp". Empty when there is none."""
    head: str
    """Canonical head: "cramp"."""
    text: str
    """Surface form."""


NOTHING = Concept("", "", "")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the subject is compared with, and in which respect."""

    comparator: Concept
    dimension: str
    """Adjective or noun of the respect: "severe", "duration"; empty for a bare "differs from"."""
    sign: int
    """+1 more, -1 less, 0 different or similar."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The comparable content of a claim (`docs/architecture.md`, "Frame")."""

    subject: Concept
    relation: Relation
    object: Concept
    direction: Direction = Direction.NONE
    polarity: bool = True
    """False when the relation is denied, lexically ("fails to", "futile") or by negation."""
    modality: int = 3
    """0 denied · 1 may, could · 2 can, often, likely · 3 bare present · 4 always, will, proven."""
    quantifier: Quantifier = Quantifier.GENERIC
    exclusive: bool = False
    """"the reason is", "is due to", "only": other causes are excluded."""
    quantities: tuple[Quantity, ...] = ()
    phase: Phase = Phase.ANY
    population: tuple[str, ...] = ()
    site: tuple[str, ...] = ()
    condition: str = ""
    """Text of the condition ("when caused by a vein condition"); empty when unconditional."""
    comparison: Comparison | None = None
    predicate: str = ""
    """Canonical predicate: the class of effect ("cure", "slow", "cause") or the lemma of the verb or adjective."""
    subjects: tuple[Concept, ...] = ()
    """All members when the subject is an enumeration ("A, B and C"), else empty."""
    objects: tuple[Concept, ...] = ()
    terms: tuple[str, ...] = ()
    """Canonical content lemmas of the claim with its resolved context, sorted: for pairing, never for a verdict."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a claim needs from outside its own words."""

    sentence: Span
    block: int
    headings: tuple[str, ...] = ()
    head: str = ""
    """Head of its list item."""
    lead_in: str = ""
    antecedents: tuple[tuple[str, str], ...] = ()
    """(pronoun or ellipsis as written, what it stands for)."""
    unresolved: tuple[str, ...] = ()
    standalone: str = ""
    """The claim readable by itself; words that are not in its sentence stand in [square brackets]."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that can be checked. Its id comes from its place, never from its text."""

    id: str
    article: str
    span: Span
    text: str
    label: Label
    holder: Holder
    frame: Frame
    context: Context
    confidence: float


@dataclass(frozen=True, slots=True)
class ArticleClaims:
    """Sentences and claims of one article, in reading order."""

    article: str
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    not_assessed: tuple[tuple[str, int], ...] = ()
    """(reason, number of sentences) for what was left out, sorted."""


# --- relations ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class CandidatePair:
    """Two claims worth comparing; left.id < right.id in place order."""

    left: str
    right: str
    reason: str
    """Which block brought them together: "frame", "ngrams", "onnx", "definition" …"""
    similarity: float
    """Cosine of their words, 0–1."""
    nearness: float
    """Cosine of their vectors by the model, 0 where the settings name no model."""


class RelationKind(StrEnum):
    """How two claims relate."""

    EQUIVALENT = "equivalent"
    ENTAILS = "entails"
    ENTAILED_BY = "entailed_by"
    CONTRADICTS = "contradicts"
    TENSION = "tension"
    DRIFT = "drift"
    SCOPE = "scope"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a relation was judged so: the comparator or model, its reason in plain words, its numbers."""

    comparator: str
    reason: str
    numbers: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimRelation:
    """A judged pair; for symmetric kinds the order means nothing."""

    left: str
    right: str
    kind: RelationKind
    slot: str
    """The frame slot in which they differ: "duration", "cause", "quantifier" …"""
    confidence: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ClaimCluster:
    """Claims that say the same; clusters partition the claims."""

    id: str
    claims: tuple[str, ...]
    representative: str
    families: tuple[tuple[str, ...], ...] = ()
    """The families of articles in it: copies count once."""


@dataclass(frozen=True, slots=True)
class RelationSet:
    """The result of the relation stage."""

    pairs: int
    """How many candidate pairs were compared."""
    relations: tuple[ClaimRelation, ...]
    clusters: tuple[ClaimCluster, ...]
    considered: tuple[ClaimRelation, ...] = ()
    """Judged, but below the threshold: listed, never counted."""


@dataclass(frozen=True, slots=True)
class Family:
    """Articles that are not independent witnesses. Families partition the articles; singletons included."""

    articles: tuple[str, ...]
    evidence: tuple[tuple[str, float], ...] = ()
    """(measure, value) that tied them; empty for a single article."""


# --- reference facts ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reference:
    """A publication behind a fact."""

    id: str
    citation: str
    identifier: str
    """DOI, PMID or public address, as text."""


class Severity(StrEnum):
    """How much harm a reader can take from getting it wrong."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Certainty(StrEnum):
    """How sure the consensus is."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class ReferenceFact:
    """What is known about one proposition, in our words, with its references."""

    id: str
    topic: str
    consensus: str
    """What is known, one or two sentences, as an editor would write it."""
    certainty: Certainty
    severity: Severity
    references: tuple[Reference, ...]
    reviewed: date
    patterns: tuple["FactPattern", ...]
    """What claims that support or refute it look like; the first that matches decides."""
    elsewhere: tuple[str, ...] = ()
    """Regular expressions of neighbouring topics: a claim with one in its text or headings is about something else."""


@dataclass(frozen=True, slots=True)
class QuantityRange:
    """Which quantities of a claim a pattern is about: kind, and bounds on the upper end, in the frame's units."""

    kind: QuantityKind
    above: float | None = None
    """The quantity's upper end lies above this."""
    below: float | None = None
    """The quantity's upper end lies at or below this."""


@dataclass(frozen=True, slots=True)
class FactPattern:
    """A shape of claim and its stance when asserted. Every non-empty part must hold.

    The stance is that of the affirmative sentence; a denial reverses it, a hedge weakens it.
    """

    stance: "StanceKind"
    relations: tuple[Relation, ...]
    subject: tuple[str, ...]
    """Alternatives, each a regular expression over the subject or, failing that, the claim's resolved text."""
    object: tuple[str, ...]
    polarity: bool | None = None
    """True: a denial is silent; False: only a denial matches, and has the stance as given; None: a denial reverses."""
    minimum_modality: int = 0
    unless: tuple[str, ...] = ()
    """Regular expressions that exclude the claim."""
    link: str = ""
    """Family of linking words that must tie subject and object (`audit/data/links.toml`); empty: one clause will do."""
    needs: tuple[str, ...] = ()
    """Regular expressions of which one must occur in the claim itself."""
    topic: tuple[str, ...] = ()
    """Regular expressions of which one must occur in the claim, its headings or its list head."""
    out_of_scope: tuple[str, ...] = ()
    """Regular expressions of populations, phases or conditions the fact does not speak about."""
    hedged: "StanceKind | None" = None
    """Stance of a refuting claim that is hedged ("may"); None: `StanceKind.HEDGED`."""
    quantity: QuantityRange | None = None


class StanceKind(StrEnum):
    """A claim against a reference fact."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    HEDGED = "hedged"
    """Refutes, but with a "may"."""
    FAIR = "fair"
    """Speaks of what is not settled as carefully as the fact does."""
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Stance:
    """What a claim says to a reference fact."""

    claim: str
    fact: str
    stance: StanceKind
    confidence: float
    references: tuple[str, ...]
    """Ids of the fact's references."""


# --- findings -----------------------------------------------------------------------------------------------------


class Level(StrEnum):
    """Severity of a finding; confidence is a separate axis."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Verdict(StrEnum):
    """For a finding on two claims."""

    CONTRADICTION = "contradiction"
    TENSION = "tension"
    DRIFT = "drift"


class Status(StrEnum):
    """Whether the desk has dealt with a finding."""

    OPEN = "open"
    DISMISSED = "dismissed"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's metadata: its documentation, its points, its settings key."""

    id: str
    """FAMILY/NAME; also the settings key, the docs heading and the cases file."""
    title: str
    """One line, without full stop."""
    level: Level
    why: str
    """Why it matters to a reader, with its reference."""
    points: float
    """Penalty weight inside its dimension: 0.15 low, 0.35 medium, 0.7 high; 0 = shown, never scored."""
    remedy: str = ""
    """What an editor can do about it."""

    @property
    def family(self) -> str:
        """The part of the id before the slash."""
        return self.id.split("/", 1)[0]


@dataclass(frozen=True, slots=True)
class Location:
    """A quote with its place; `quote == text[span]` of the article."""

    article: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a rule found: exactly one primary location, any number of related ones."""

    id: str
    """Fingerprint: stable when text elsewhere changes; unique in a report."""
    rule: str
    level: Level
    confidence: float
    primary: Location
    related: tuple[Location, ...]
    message: str
    verdict: Verdict | None = None
    status: Status = Status.OPEN
    reason: str = ""
    """Why it was dismissed or accepted; empty while open."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything the checks may look at."""

    sources: tuple[Source, ...]
    articles: tuple[Article, ...]
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    relations: tuple[ClaimRelation, ...]
    clusters: tuple[ClaimCluster, ...]
    families: tuple[Family, ...]
    stances: tuple[Stance, ...]
    facts: tuple[ReferenceFact, ...]

    def article(self, identifier: str) -> Article:
        """Return the article with this id."""
        return next(article for article in self.articles if article.id == identifier)

    def claim(self, identifier: str) -> Claim:
        """Return the claim with this id."""
        return next(claim for claim in self.claims if claim.id == identifier)


# --- scores -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Contribution:
    """One line of a dimension's sum."""

    rule: str
    """Rule or observation that gave the points: "commercial/paid-ranking", "author shown"."""
    points: float
    count: int
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dimension:
    """One of the sub-scores; `value` is the sum of its contributions."""

    name: str
    value: float
    max: float
    low: float
    high: float
    assessed: bool
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """A cap on the total, with the finding that triggered it."""

    rule: str
    cap: float
    finding: str


@dataclass(frozen=True, slots=True)
class SourceScore:
    """How far a source can be relied on, 0–100, with an 80 % interval: its contributions less the gates."""

    source: str
    value: float | None
    low: float
    high: float
    band: str
    """A–E when the whole interval lies in one band, else empty."""
    dimensions: tuple[Dimension, ...]
    gates: tuple[Gate, ...]
    assessed: bool
    would_change: tuple[str, ...] = ()
    """What would raise the score most, in plain words."""


@dataclass(frozen=True, slots=True)
class RankedPair:
    """Probability that the left source is more reliable than the right one."""

    left: str
    right: str
    probability: float


@dataclass(frozen=True, slots=True)
class Scores:
    """The result of the scoring stage."""

    scores: tuple[SourceScore, ...]
    ranking: tuple[RankedPair, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much was looked at, and what was not."""

    sentences: int
    claims: int
    pairs: int
    not_assessed: tuple[tuple[str, int], ...]
    considered: tuple[ClaimRelation, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The only thing a reporter sees."""

    settings: tuple[tuple[str, str | int | float | bool], ...]
    sources: tuple[Source, ...]
    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    clusters: tuple[ClaimCluster, ...]
    relations: tuple[ClaimRelation, ...]
    findings: tuple[Finding, ...]
    families: tuple[Family, ...]
    stances: tuple[Stance, ...]
    scores: tuple[SourceScore, ...]
    ranking: tuple[RankedPair, ...]
    coverage: Coverage
    skipped: tuple[Skipped, ...]

    def findings_of(self, article: str) -> Iterator[Finding]:
        """Yield the findings with a location in the article."""
        for finding in self.findings:
            if any(place.article == article for place in (finding.primary, *finding.related)):
                yield finding
