"""Claim → its gist: the canonical words by which two claims are held against each other."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations

from audit.lexicons import lexicon_pattern, load_lexicon
from audit.model import Claim, Concept, Direction, Frame, Relation
from audit.relations.effects import Effect, find_effects, telling
from audit.relations.words import canonical_words, stem, weak_words

SIGNS = {Direction.RAISES: 1, Direction.STARTS: 1, Direction.LOWERS: -1, Direction.ENDS: -1, Direction.NONE: 0}
VARIANT = re.compile(
    r"\b([A-Za-z]{4,})[* ]*[ -]("
    r"(?:[A-HK-Z]\d*|I{1,3}|IV|\d{1,2})"
    r"(?:,? (?:and|or|to|&)?,? ?(?:[A-HK-Z]|\d{1,2})(?![\w.-]))*"
    r")(?![\w.-]*\w)"
)
"""A noun and the letter or number of its kind: "hepatitis B", "type 1 or 2", "vitamin B12"."""
EXCLUDING = re.compile(r"\bnon[- ]?([a-z]{4,})")
LETTERED = re.compile(r"\b([B-HK-Z])[ -]([a-z]{4,})")
"""The letter of its kind and a noun: "B lymphocytes", "T cells"."""
WEAK = 0.25
"""Weight of a word that says little of what a claim is about; every other content word weighs 1."""
GROUPS: Mapping[Relation, str] = {
    **dict.fromkeys((Relation.CAUSE, Relation.MECHANISM, Relation.RISK_FACTOR, Relation.ASSOCIATION), "cause"),
    Relation.HARM: "cause",
    **dict.fromkeys((Relation.TREATMENT, Relation.PREVENTION, Relation.DOSE), "treatment"),
    **dict.fromkeys((Relation.ADVICE_DO, Relation.ADVICE_DONT), "treatment"),
    **dict.fromkeys((Relation.DURATION, Relation.ONSET, Relation.FREQUENCY, Relation.PROGNOSIS), "course"),
    **dict.fromkeys((Relation.DEFINITION, Relation.COMPARISON, Relation.SITE, Relation.SYMPTOM), "nature"),
    **dict.fromkeys((Relation.COMPOSITION, Relation.DIAGNOSIS), "nature"),
    Relation.PUBLISHER: "publisher",
    Relation.OTHER: "",
}
"""Relations whose claims can agree or conflict; "" goes with every group."""

GROUPED = frozenset(relation for relation, group in GROUPS.items() if group in ("cause", "treatment"))
Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Gist:
    """The content of a claim as canonical words."""

    words: Words
    subjects: tuple[Words, ...]
    """One set for each member of an enumeration; empty when the frame has no subject that names something."""
    objects: tuple[Words, ...]
    listed: bool
    """The subject is an enumeration."""
    sign: int
    """+1 brings about, -1 works against, 0 neither; a denial reverses it."""
    numbers: Words
    """Numbers and codes with numbers, such as the names of genes."""
    excluded: Words
    """What a "non" stands before: "non-Hodgkin", "nonsmokers"."""
    variants: tuple[tuple[str, Words], ...]
    """Nouns with the letters or numbers that tell their kinds apart: ("hepatitis", {"B", "C"}), sorted."""
    negated: bool
    """A word of negation or inability stands in the text."""
    propositions: tuple[tuple[str, Words], ...]
    """What it says of those things that are said of every condition, each with the strong words beside it, that is, of
    what it is said: ("no cure", {"asthma"})."""
    prevents: bool
    """It speaks of preventing, not of treating."""
    treats: bool
    """It speaks of relieving or curing what is there."""
    topic: Words
    """Strong words of its headings and list head."""
    embedded: bool
    """It is an indirect question: it states nothing."""
    denied: Words
    """The words in the reach of a negation: what stands between it and the end of its clause."""
    effects: tuple[Effect, ...]
    """What it says brings what about, read from its surface."""
    own: Words
    """The strong words of the claim as written, without its resolved context."""

    @property
    def rest(self) -> Words:
        """The words that do not name the subject."""
        return self.words - frozenset().union(*self.subjects)


@lru_cache(maxsize=32768)
def gist_of(claim: Claim) -> Gist:
    """Reduce a claim, read with its resolved context, to its gist."""
    frame = claim.frame
    text = claim.context.standalone or claim.text
    around = " . ".join((*claim.context.headings, claim.context.head))
    known = frozenset(canonical_words(text))
    subjects, objects = members_of(frame.subject, frame.subjects, known), members_of(frame.object, frame.objects, known)
    return Gist(
        words=known.union(*subjects, *objects),
        subjects=subjects,
        objects=objects,
        listed=len(frame.subjects) > 1,
        sign=sign_of_claim(frame, claim.text),
        numbers=frozenset(re.findall(r"\d+(?:\.\d+)?|\b[A-Z]+\d\w*", text)),
        excluded=frozenset(stem(word) for word in EXCLUDING.findall(text.lower())),
        variants=tuple(kept for kept in variants_of(text) if is_lettered(*kept, subjects + objects)),
        negated=is_negated(claim.text),
        propositions=tuple(find_propositions(text)),
        prevents=frame.relation is Relation.PREVENTION
        or bool(lexicon_pattern("equivalence", "lowering").search(claim.text)),
        treats=bool(lexicon_pattern("equivalence", "treating").search(claim.text)),
        topic=frozenset(canonical_words(around)) - weak_words(),
        embedded=bool(lexicon_pattern("equivalence", "embedded").match(claim.text.lstrip("\"“‘' "))),
        denied=denied_words(claim.text),
        effects=find_effects(claim.text, tuple(telling(one) for one in subjects)),
        own=frozenset(canonical_words(claim.text)) - weak_words(),
    )


def is_negated(text: str) -> bool:
    """Say whether a word of negation or inability stands in a text, look-alikes apart."""
    plain = lexicon_pattern("equivalence", "not_negation").sub(" ", text)
    return bool(lexicon_pattern("equivalence", "negation").search(plain))


def denied_words(text: str) -> Words:
    """Return the canonical words in the reach of a negation; a negated clause ends at a comma or a conjunction."""
    plain = lexicon_pattern("equivalence", "not_negation").sub(" ", text)
    reach = [
        CLAUSE_END.split(plain[match.start() :], maxsplit=1)[0]
        for match in lexicon_pattern("equivalence", "negation").finditer(plain)
    ]
    return frozenset(word for part in reach for word in canonical_words(part))


CLAUSE_END = re.compile(r"[,;:]|\. |\b(?:but|and|while|although|though|because|since|however)\b", re.IGNORECASE)


def sign_of_claim(frame: Frame, text: str) -> int:
    """Return the sign of the frame, or that of the phrases of risk in the text where they say only one thing."""
    lowers = bool(lexicon_pattern("equivalence", "lowering").search(text))
    raises = bool(lexicon_pattern("equivalence", "raising").search(text))
    sign = sign_of(frame)
    compared = frame.relation is Relation.COMPARISON
    if lowers == raises or compared or (frame.relation in GROUPED and not frame.polarity):
        return sign
    return (1 if raises else -1) * (-1 if is_negated(text) and not frame.polarity else 1)


def find_propositions(text: str) -> Iterator[tuple[str, Words]]:
    """Yield the general propositions of a text, each with the strong words that are not its own vocabulary."""
    for name, pattern in propositions():
        match = pattern.search(text)
        if match:
            denied = "not " if is_negated(f"{text[: match.start()]} . {text[match.end() :]}") else ""
            own = canonical_words(" ".join(re.findall(r"[a-z]{3,}", pattern.pattern)))
            yield denied + name, frozenset(canonical_words(text)) - weak_words() - set(own)


@cache
def propositions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the names and patterns of the general propositions."""
    pairs = (entry.split(" = ", 1) for entry in load_lexicon("equivalence")["propositions"])
    return tuple((name, re.compile(rf"\b{pattern}\b", re.IGNORECASE)) for name, pattern in pairs)


def members_of(concept: Concept, members: tuple[Concept, ...], known: Words) -> tuple[Words, ...]:
    """Return the strong words of each member of a slot, as a concept and as written, without members that have none.

    As written, only words that the text has as well: punctuation cut out of a phrase can glue two words together.
    """
    sets = []
    for one in members or (concept,):
        written = frozenset(canonical_words(one.text))
        sets += [frozenset(canonical_words(one.id)), written & known]
    strong = (words - weak_words() for words in sets)
    return tuple(words for words in dict.fromkeys(strong) if words)


def sign_of(frame: Frame) -> int:
    """Return +1 for bringing about, -1 for working against, 0 for neither; a denial reverses it."""
    sign = SIGNS[frame.direction] or (-1 if frame.relation in (Relation.TREATMENT, Relation.PREVENTION) else 0)
    return sign if frame.polarity else -sign


def is_lettered(noun: str, kinds: Words, things: tuple[Words, ...]) -> bool:
    """Say whether what follows a noun tells its kind: a letter, or a number after a thing; "lasts 24" is an amount."""
    return all(kind.isalpha() for kind in kinds) or any(noun in words for words in things)


def variants_of(text: str) -> tuple[tuple[str, Words], ...]:
    """Return the nouns of a text that a letter or a number follows, with what follows them."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind, noun in LETTERED.findall(text):
        found[stem(noun)].add(kind)
    for noun, kinds in VARIANT.findall(text):
        found[stem(noun.lower())].update(re.findall(r"[A-Z]+\d*|\d+", kinds))
    return tuple((noun, frozenset(found[noun])) for noun in sorted(found))


def weigh(words: Iterable[str]) -> float:
    """Return the summed weight of words."""
    return sum(WEAK if word in weak_words() else 1.0 for word in words)


def meet(words: Words, others: Words, *, loose: bool = True) -> Words:
    """Return the words that occur among the others: the same, the head of a phrase, or (loosely) a word used for it."""
    missing = words - others
    if not missing or not others:
        return words & others
    reach = {*others, *(other.rsplit(" ", 1)[-1] for other in others)}
    if loose:
        reach |= {kind for other in tuple(reach) for kind in kin().get(other, ())}
    return frozenset(word for word in words if word in reach or word.rsplit(" ", 1)[-1] in reach)


@cache
def broad_words() -> Words:
    """Return the words too wide to be one thing by themselves: "virus", "test", "cell"."""
    return frozenset(word for term in load_lexicon("equivalence")["broad"] for word in canonical_words(term))


@cache
def kin() -> dict[str, Words]:
    """Return word → the words that health pages use for it where they name an effect."""
    return neighbours_in("kin")


@cache
def co_hyponyms() -> dict[str, Words]:
    """Return word → the other kinds of the same thing."""
    return neighbours_in("apart")


@cache
def unlike() -> dict[str, Words]:
    """Return word → its opposites and its co-hyponyms."""
    opposite, apart = neighbours_in("opposite"), neighbours_in("apart")
    return {
        word: opposite.get(word, frozenset()) | apart.get(word, frozenset()) for word in sorted({*opposite, *apart})
    }


def neighbours_in(key: str) -> dict[str, Words]:
    """Return word → the other words of its groups in a list, in canonical form."""
    table: dict[str, set[str]] = defaultdict(set)
    for group in load_lexicon("equivalence")[key]:
        for one, two in combinations([" ".join(canonical_words(name)) for name in group.split("|")], 2):
            if one != two:
                table[one].add(two)
                table[two].add(one)
    return {word: frozenset(others) for word, others in table.items()}
