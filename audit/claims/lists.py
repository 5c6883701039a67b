"""List item → the statement that its list makes of it: under "Causes of gout include:" an item names a cause."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from audit.claims.concepts import looks_plural
from audit.claims.names import Names
from audit.claims.predicates import effect_lists
from audit.claims.spot import occurs
from audit.lexicons import lexicon_pattern, load_lexicon
from audit.model import NOTHING, Block, BlockKind, Direction, Frame, Relation

if TYPE_CHECKING:
    from spacy.tokens import Span

KINDS: Mapping[str, str] = {
    "side_effect": "Side effects",
    "risk_factor": "Risk factors",
    "complication": "Complications",
    "symptom": "Symptoms",
    "cause": "Causes",
    "treatment": "Treatments",
}
"""List of the lexicon → the noun with which its items are read, narrower nouns first."""
ROLES: Mapping[str, tuple[Relation, str, Direction]] = {
    "Side effects": (Relation.HARM, "harm", Direction.RAISES),
    "Risk factors": (Relation.RISK_FACTOR, "raise", Direction.RAISES),
    "Complications": (Relation.SYMPTOM, "symptom", Direction.NONE),
    "Symptoms": (Relation.SYMPTOM, "symptom", Direction.NONE),
    "Causes": (Relation.CAUSE, "cause", Direction.RAISES),
    "Treatments": (Relation.TREATMENT, "treat", Direction.NONE),
}
"""Noun of the items → what they state; the item is the subject, but of side effects the topic is."""
LONGEST_ITEM = 20
"""Words of an item that is no statement by itself."""
FARTHEST = 3
"""Paragraphs and lists between a heading and a list from which on the heading says nothing of the list."""
CONFIDENCE, DECAY = 0.65, 0.8
"""Confidence of an item whose list names its relation, and its share that each block after the heading leaves."""


@dataclass(frozen=True, slots=True)
class Opener:
    """The words that turn an item into a statement, and how sure they are."""

    text: str
    confidence: float
    noun: str = ""
    """Noun of the items, of `KINDS`; "" where the lead-in is completed as it stands."""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading or lead-in says of the items under it: their noun ("Causes") and of what ("" when unsaid)."""

    noun: str
    topic: str


def is_item(part: "Span", block: Block) -> bool:
    """Say whether a clause is a list item that names something without saying anything of it."""
    if block.kind is not BlockKind.LIST_ITEM or block.head is not None or not any(token.is_alpha for token in part):
        return False
    root = part.root
    names = root.pos_ in ("NOUN", "PROPN", "ADJ") or root.tag_ in ("VBG", "VBN")
    names |= root.tag_ in ("VB", "VBP") and ending("modal_ends").search(last_words(block.lead_in)) is not None
    names |= root.tag_ == "VBZ" and root.i == part.end - 1  # a plural that the parser took for a verb: "dust mites"
    finite = any(
        token.tag_ in ("VBZ", "VBP", "MD") and token.dep_ in ("ROOT", "aux", "cop") and token.i != root.i
        for token in part
    )
    short = len(part) <= LONGEST_ITEM and not part.text.rstrip().endswith(("?", ":", "!"))
    grading = load_lexicon("lists")["grading"]
    alone = read_heading(part.text) is None and any(token.is_alpha and token.lower_ not in grading for token in part)
    return names and short and not finite and alone


def tells_head(part: "Span", head: str) -> bool:
    """Say whether an item opens with what its head does: "Antacids: relieve …", "Statins – lower …"."""
    verb = part[0]
    plural = looks_plural(head) and not head.lower().endswith("ings")
    return plural and verb.tag_ in ("VB", "VBP") and verb.dep_ == "ROOT" and verb.lemma_.lower() in effect_lists()


def open_item(block: Block, since: int, topic: Callable[[], str]) -> Opener | None:
    """Return the words before an item, from its lead-in or else the heading above; None when they make no statement.

    A heading alone makes no treatments of its items: they are mostly steps, which a parser takes for things.

    Args:
        block: the list item.
        since: paragraphs and lists between the last heading and the list.
        topic: tells what the article is about, the last resort for "Common causes include:".
    """
    lead = last_words(block.lead_in)
    if lead and (occurs("denial", "hypothetical", lead) or occurs("labels", "seeking_care", lead)):
        return None
    found = read_heading(lead) if lead else None
    if found is None and lead and not is_vague(lead):
        completed = complete(lead, topic)
        if completed:
            return Opener(completed, CONFIDENCE)
    confidence = CONFIDENCE
    heading = read_heading(block.headings[-1]) if block.headings else None
    if found is None:
        remedies = heading is not None and heading.noun == KINDS["treatment"]
        if heading is None or remedies or since >= FARTHEST or (lead and not is_vague(lead)):
            return None
        found, confidence = heading, CONFIDENCE * DECAY**since
    about = found.topic or (heading.topic if heading is not None else "")
    about = about or ("" if found.noun == KINDS["side_effect"] else topic())
    link = "for" if found.noun in ("Risk factors", "Treatments") else "of"
    return Opener(f"{found.noun} {link} {about} include", confidence, found.noun, about) if about else None


def last_words(lead_in: str) -> str:
    """Return the last sentence of a lead-in without its colon."""
    return re.split(r"[.!?]\s", lead_in.strip())[-1].rstrip(" :…")


def settle(frame: Frame, opener: Opener, item: str, names: Names) -> Frame:
    """Return the frame of an item whose parse missed what its list says of it, with that relation."""
    if not opener.noun or frame.relation is ROLES[opener.noun][0]:
        return frame
    relation, predicate, direction = ROLES[opener.noun]
    things, topics = names.concepts(item)[:1] or (NOTHING,), names.concepts(opener.topic)[:1] or (NOTHING,)
    subject, other = (topics, things) if relation is Relation.HARM else (things, topics)
    return replace(
        frame,
        relation=relation,
        predicate=predicate,
        direction=direction,
        subject=subject[0],
        object=other[0],
        subjects=(),
        objects=(),
        exclusive=False,
    )


def complete(lead: str, topic: Callable[[], str]) -> str:
    """Return a lead-in that its items complete ("Gout can be caused by"), its pronoun filled in, or ""."""
    lead = re.sub(r" the following$", "", lead)
    if not (ending("completed").search(lead) or ending("modal_ends").search(lead)):
        return ""
    pronoun = re.match(r"(?:it|they|this|these|this (?:condition|disease|illness)) ", lead, re.IGNORECASE)
    if pronoun is None:
        return lead
    if re.search(r"includes?$", lead, re.IGNORECASE):
        return ""
    about = topic()
    return f"{about} {lead[pronoun.end() :]}" if about else ""


@cache
def ending(key: str) -> re.Pattern[str]:
    """Return the pattern of a text that ends with a word of a list."""
    return re.compile(lexicon_pattern("lists", key).pattern + "$", re.IGNORECASE)


def is_vague(lead: str) -> bool:
    """Say whether a lead-in leaves to the heading what its items are: "These include", "Here are some"."""
    return bool(
        re.fullmatch(r"(?:these|they|here|below|some|the following|among|examples?)\b.{0,30}", lead, re.IGNORECASE)
    )


@cache
def read_heading(text: str) -> Heading | None:
    """Return what a heading or lead-in says of its items; None when it names no kind of them, or two."""
    words = re.sub(r"^(?:\d+[.)]|[#*•-])\s*", "", text.strip().rstrip(" :?.…"))
    question = lexicon_pattern("lists", "asking_cause").match(words)
    if question is not None:
        return Heading("Causes", clean_topic(words[question.end() :]))
    treated = lexicon_pattern("lists", "asking_treatment").fullmatch(words)
    if treated is not None:
        return Heading("Treatments", clean_topic(treated["topic"]))
    kinds = [(kind, match) for kind in KINDS for match in [lexicon_pattern("lists", kind).search(words)] if match]
    if not kinds or (len(kinds) > 1 and len({match.end() for _, match in kinds}) > 1):
        return None
    kind, match = kinds[0]
    before, after = words[: match.start()].strip(), words[match.end() :].strip()
    named = after_noun().fullmatch(after)
    if named is None or len(before.split()) > LONGEST_TOPIC:
        return None
    grading = frozenset(load_lexicon("lists")["grading"])
    own = [word for word in before.split() if word.lower().strip(",") not in grading]
    if occurs("lists", "telling", " ".join(own)):
        return None
    return Heading(KINDS[kind], clean_topic(named["topic"] or " ".join(own)))


LONGEST_TOPIC = 6
"""Words of the name of a topic in a heading."""


@cache
def after_noun() -> re.Pattern[str]:
    """Return the pattern of what follows the noun of a heading: its topic, and the verb of a lead-in."""
    modal = r"(?:(?:can|may|might|could|often|usually|commonly|also)\s+){0,2}"
    verb = rf"{modal}(?:include|includes|are|is|be)(?:\s+the following)?"
    stops = "includ(?:e|ing)|are|is|can|may|might|could|often|usually|var(?:y|ies)|range|last|start|begin|appear|and"
    word = rf"(?!(?:{stops}|depend|differ)s?\b)\S+"
    topic = rf"(?P<topic>{word}(?:\s+{word}){{0,{LONGEST_TOPIC - 1}}})"
    late = r".{1,60}\binclude(?:\s+the following)?"
    return re.compile(rf"(?:(?:of|for|behind|in|with|from)\s+{topic})?\s*(?:{verb}|{late})?", re.IGNORECASE)


def clean_topic(text: str) -> str:
    """Return a topic without its article; "" for one that only points: "this stage", "it"."""
    topic = re.sub(r"^(?:the|a|an|your|my|our)\b\s*", "", text.strip(" ,.:;?"), flags=re.IGNORECASE)
    pointing = re.match(r"(?:these|this|that|those|it|them)\b", topic, re.IGNORECASE)
    return topic if pointing is None and any(letter.isalpha() for letter in topic) else ""
