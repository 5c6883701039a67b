"""What goes on in the body, however worded: an unnamed circle of causes; one thing that starts and ends another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from audit.lexicons import compile_terms, load_lexicon
from audit.model import Claim, ClaimRelation, Concept, Evidence, Relation, RelationKind
from audit.relations.compare.cause import CAUSES, CIRCLE, UNKNOWN, ending_tail, exclusiveness, lists_causes
from audit.relations.compare.judgement import Background, affirms, is_own, judged, same_article
from audit.relations.compare.likeness import akin, is_placeholder, objects_of, say, stem, subjects_of
from audit.relations.compare.scope import differing_scope
from audit.relations.compare.wording import REMEMBERED

BY_AGENT = re.compile(r"^\s*by\s+(?:the\s+|an?\s+|your\s+)?(?P<agent>[\w-]+(?:\s+[\w-]+)?)", re.IGNORECASE)
EVENTFUL = CAUSES | {Relation.HARM, Relation.OTHER, Relation.RISK_FACTOR, Relation.TREATMENT}
"""Relations of claims whose verb phrase may tell of an event in the body."""


@dataclass(frozen=True, slots=True)
class Process:
    """Something that goes on in the body, with how texts word it as a state and as an event."""

    concept: Concept
    state: re.Pattern[str]
    event: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Link:
    """One cause and one effect that a claim ties; processes by their names."""

    causes: tuple[Concept, ...]
    effects: tuple[Concept, ...]


@cache
def processes() -> tuple[Process, ...]:
    """Return the processes of the lexicon."""
    found = []
    for term in load_lexicon("physiology")["process"]:
        name, state, event = (part.strip() for part in term.split(" :: "))
        found.append(Process(Concept(name, name.split()[-1], name), compile_terms([state]), compile_terms([event])))
    return tuple(found)


@lru_cache(maxsize=REMEMBERED)
def states_in(text: str) -> tuple[Concept, ...]:
    """Return the processes that a phrase names."""
    return tuple(process.concept for process in processes() if process.state.search(text))


@lru_cache(maxsize=REMEMBERED)
def events_in(text: str) -> tuple[tuple[Concept, int, int], ...]:
    """Return the processes that a text tells of as events, with where."""
    found = ((process.concept, process.event.search(text)) for process in processes())
    return tuple((concept, match.start(), match.end()) for concept, match in found if match)


def links_of(claim: Claim, background: Background) -> Iterator[Link]:
    """Yield what a claim says brings about what, by its frame and by the events it words."""
    frame = claim.frame
    acting = subjects_of(frame) or background.subjects.get(claim.id, ())
    if frame.relation in CAUSES and frame.predicate not in ("raise", UNKNOWN):
        yield Link((*widen(acting), *states_in(cause_worded(claim.text))), widen(objects_of(frame)))
    if frame.relation not in EVENTFUL:
        return
    for process, start, end in events_in(claim.text):
        by = BY_AGENT.match(claim.text[end:])
        named = (Concept(by["agent"].lower(), stem(by["agent"].split()[-1].lower()), by["agent"]),) if by else acting
        before = claim.text[:start].strip().lower()
        passive = not by and before == ""
        if named and not passive:
            yield Link(widen(named), (process,))


CAUSED = re.compile(
    r"\b(?:due to|because of|caused by|results? (?:of|from)|brought on by|triggered by|"
    r"(?:comes?|stems?|arises?) from)\b",
    re.IGNORECASE,
)
CAUSING = re.compile(r"\b(?:causes?|triggers?|brings? on|leads? to|results? in|produces?|provokes?)\b", re.IGNORECASE)


def cause_worded(text: str) -> str:
    """Return the words of a causal claim that tell the cause: after "due to", before "causes"."""
    after, before = CAUSED.search(text), CAUSING.search(text)
    if after is not None:
        return re.split(r"[,;:(]", text[after.end() :])[0]
    return text[: before.start()] if before is not None else ""


def widen(concepts: tuple[Concept, ...]) -> tuple[Concept, ...]:
    """Return concepts and the processes that their words name; placeholders left out."""
    plain = tuple(concept for concept in concepts if not is_placeholder(concept))
    return tuple(
        dict.fromkeys((*plain, *(state for concept in plain for state in states_in(concept.text or concept.id))))
    )


def process_of(concepts: tuple[Concept, ...]) -> set[str]:
    """Return the names of the processes among some concepts."""
    known = {process.concept.id for process in processes()}
    return {concept.id for concept in concepts} & known


def compare_loop(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose "X comes of reduced blood flow" and "X squeezes the blood vessels", unless a circle is named."""
    if not (is_own(left) and is_own(right) and affirms(left) and affirms(right)) or not same_article(left, right):
        return None
    if any(CIRCLE.search(claim.text) for claim in (left, right)) or differing_scope(left, right):
        return None
    for origin, outcome in ((left, right), (right, left)):
        if origin.frame.modality < 3 or lists_causes(origin) or outcome.frame.modality < 2:
            continue
        for forth in links_of(origin, background):
            for back in links_of(outcome, background):
                shared = process_of(forth.causes) & process_of(back.effects)
                if shared and not shared & process_of(forth.effects) and akin(forth.effects, back.causes, background):
                    return tell_loop(left, right, min(shared), forth.effects[0], exclusiveness(origin) > 0)
    return None


def tell_loop(left: Claim, right: Claim, process: str, effect: Concept, exclusive: bool) -> ClaimRelation:
    """Build the relation of a circle that the page does not name."""
    reason = f"in one “{process}” brings on “{say(effect)}”, in the other it comes of it"
    confidence = 0.75 if exclusive else 0.65
    return judged(left, right, RelationKind.CONTRADICTS, "direction", confidence, Evidence("loop", reason))


GOING = re.compile(
    r"\b(?:go(?:es)? (?:down|away)|eases?|falls?|drops?|gone|stops?|improves?|clears?|passes|ends?|treated|relieved|"
    r"corrected|restored|under control|wears? off|disappears?|lifts?|over)\b",
    re.IGNORECASE,
)
"""Words by which it is the end of a thing that ends another."""


def compare_start_and_end(left: Claim, right: Claim, background: Background) -> ClaimRelation | None:
    """Oppose "X brings on Y" and "Y ends once there is X"."""
    if not (is_own(left) and is_own(right) and affirms(left) and affirms(right)):
        return None
    for start, end in ((left, right), (right, left)):
        tail = ending_tail(end)
        if end.frame.relation is not Relation.PROGNOSIS or start.frame.relation not in CAUSES or not tail:
            continue
        if start.frame.modality < 2 or start.frame.predicate == UNKNOWN:
            continue
        ended = subjects_of(end.frame) or background.subjects.get(end.id, ())
        if not akin(objects_of(start.frame), ended, background) or differing_scope(left, right):
            continue
        causes = widen(subjects_of(start.frame))
        if GOING.search(tail):
            continue
        told = {process.id for process in states_in(tail)} | {process.id for process, _, _ in events_in(tail)}
        shared = process_of(causes) & told
        if shared:
            reason = f"“{min(shared)}” brings it on in one, and ends it in the other"
            confidence = 0.7 if same_article(left, right) else 0.6
            return judged(
                left, right, RelationKind.CONTRADICTS, "direction", confidence, Evidence("start and end", reason)
            )
    return None
