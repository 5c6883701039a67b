"""Values → the plain words the HTML report uses for them."""

import re

from audit.model import BlockKind, Claim, Holder, Level, Relation, StanceKind, Verdict

LEVELS = (Level.ERROR, Level.WARNING, Level.NOTE)
"""Most serious first."""

SLOTS = {
    "advice": "what the reader is told to do",
    "cause": "what causes it",
    "comparison": "how the two things compare",
    "definition": "what it is",
    "direction": "whether it helps or harms",
    "dose": "how much",
    "duration": "how long it lasts",
    "frequency": "how often it happens",
    "interest": "what the publisher says of itself and what it does",
    "latency": "how soon it starts or works",
    "modality": "how certain it is",
    "negation": "whether it is true at all",
    "object": "what the statement is about",
    "onset": "when it starts",
    "phase": "when, before or after the event, it holds",
    "polarity": "whether it is true at all",
    "population": "who it applies to",
    "quantifier": "how often, or for how many, it is true",
    "quantity": "how much or how many",
    "site": "where in the body it is",
    "strength": "how strongly it is put",
    "term": "what a word means",
}

HOLDERS = {
    Holder.ASSERTED: "stated by the article",
    Holder.REPORTED: "passed on as a common belief",
    Holder.DENIED: "corrected or denied by the article",
    Holder.QUOTED: "quoted from someone",
    Holder.STUDY: "reported from a study",
}

RELATIONS = {
    Relation.DEFINITION: "what it is",
    Relation.CAUSE: "what causes it",
    Relation.MECHANISM: "how it comes about",
    Relation.SYMPTOM: "how it shows",
    Relation.TREATMENT: "what treats it",
    Relation.PREVENTION: "what prevents it",
    Relation.RISK_FACTOR: "what makes it more or less likely",
    Relation.ASSOCIATION: "what goes with it",
    Relation.DURATION: "how long it lasts",
    Relation.ONSET: "when it starts",
    Relation.FREQUENCY: "how common it is",
    Relation.SITE: "where in the body it is",
    Relation.COMPOSITION: "what it consists of",
    Relation.DIAGNOSIS: "how it is found out",
    Relation.PROGNOSIS: "how it goes on",
    Relation.HARM: "what harm it does",
    Relation.DOSE: "how much to take",
    Relation.COMPARISON: "how it compares",
    Relation.ADVICE_DO: "what to do",
    Relation.ADVICE_DONT: "what not to do",
    Relation.PUBLISHER: "the publisher itself",
    Relation.OTHER: "something else",
}

STRENGTHS = ("ruled out", "it may be so", "it is often so", "stated plainly", "stated as certain")
"""By modality, 0–4."""

STANCES = {
    StanceKind.SUPPORTS: "agrees with the reference",
    StanceKind.REFUTES: "goes against the reference",
    StanceKind.HEDGED: "goes against it, with a hedge",
    StanceKind.FAIR: "speaks of it with due caution",
    StanceKind.OUT_OF_SCOPE: "outside its scope",
}

VERDICTS = {
    Verdict.CONTRADICTION: "Both statements cannot be right as they stand.",
    Verdict.TENSION: "The statements pull apart; a condition may reconcile them.",
    Verdict.DRIFT: "The same statement, put with different strength.",
}

FAMILIES = {
    "commercial": "Selling and conflicts of interest",
    "transparency": "Who wrote it, when, on what evidence",
    "certainty": "How certainty is worded",
    "residue": "Traces of templates and generators",
    "safety": "Safety of the reader",
    "independence": "Independence of the sources",
    "consensus": "Statements that go against a fact",
    "contradiction": "Contradictions",
}

DIMENSIONS = {
    "reference agreement": "whether its statements agree with what is known, by the reference facts",
    "transparency": "whether it says who wrote it, when, on what evidence, and who pays",
    "commercial independence": "whether it is free of selling",
    "internal consistency": "whether it contradicts itself",
    "certainty calibration": "whether it is as sure as the evidence, and no surer",
    "independent agreement": "whether independent sources say the same, where no reference fact speaks",
    "safety completeness": "whether it says when to see a doctor, and names risks",
}
"""What each dimension of the score looks at."""

MEASURES = {
    "three_gram_containment": "{percent} of the shorter text, three words at a time, stands in the other",
    "shared_three_grams": "{value:.0f} runs of three words in common",
    "aligned_claims": "{value:.0f} statements in common",
    "order_agreement": "their order alike by {value:.2f}, where 1 is the same order",
    "rare_shared_claims": "{value:.0f} of the statements found nowhere else",
}
"""Measures of the independence stage."""

REASONS = {
    "address": "addresses, e-mail and phone numbers",
    "bare instruction": "instructions without a stated purpose",
    "byline": "names and dates of authors",
    "call to action": "calls to book or buy",
    "exclamation": "exclamations",
    "fragment": "fragments that state nothing by themselves",
    "framing": "sentences that only announce what follows",
    "furniture": "menus, boxes and footers of the page",
    "heading": "headings",
    "legal text": "legal text",
    "list lead-in": "openings of lists (read together with their items)",
    "navigation": "links to other pages",
    "no words": "lines without words",
    "opinion": "opinions and good wishes",
    "personal": "personal experience",
    "question": "questions",
    "search-engine text": "text written for search engines",
    "title": "titles",
}
"""Why a sentence holds no claim to assess, in plain words."""

DIMMED = frozenset({BlockKind.NAVIGATION, BlockKind.FURNITURE, BlockKind.BUTTON})


def say_count(number: int, singular: str, plural: str = "") -> str:
    """Return "1 article", "3 articles"; thousands are set apart."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}".replace(",", "\u202f")


def say_confidence(value: float) -> str:
    """Return confidence as words and number: "very sure (0.93)". The steps are ours and only name the number."""
    for floor, words in ((0.9, "very sure"), (0.75, "fairly sure"), (0.6, "more likely than not")):
        if value >= floor:
            return f"{words} ({value:.2f})"
    return f"uncertain ({value:.2f})"


def say_preference(probability: float) -> str:
    """Return how surely one source is more reliable than another; a tie between 0.2 and 0.8 is the scheme's own."""
    if probability >= 0.95:
        return "almost certainly more reliable than"
    return "probably more reliable than" if probability > 0.8 else "too close to call with"


def say_slot(slot: str) -> str:
    """Return the slot in plain words; an unknown slot is shown by its name."""
    return SLOTS.get(slot, slot.replace("_", " "))


def say_family(family: str) -> str:
    """Return the heading of a rule family."""
    return FAMILIES.get(family, family.replace("_", " ").capitalize())


def say_relation(relation: Relation) -> str:
    """Return what a claim is about, in plain words."""
    return RELATIONS[relation]


def say_claim(claim: Claim) -> str:
    """Return one line on a claim: label, what it is about, who holds it."""
    return f"{claim.label.value.capitalize()} on {say_relation(claim.frame.relation)}; {HOLDERS[claim.holder]}"


def say_message(message: str, title: str, quote: str) -> str:
    """Return a message without what its card shows beside it: title, quote, marked words, the fact."""
    told = message.partition(" What is known")[0]
    told = told.removeprefix(title).lstrip(": .") if title else told
    said = re.fullmatch(r"The page says: “(.*)”(?: \(one of \d+ passages\)\.)?", told, re.DOTALL)
    if said:
        return "" if said.group(1).strip() == quote.strip() else f"Read in context: “{said.group(1)}”"
    named = re.search(r"(?:^|:\s+)“([^“”]+)”\.?$", told)
    return told[: named.start()] if named and named.group(1) in quote else told


def say_measure(name: str, value: float) -> str:
    """Return what tied articles together, in plain words; an unknown measure by its name."""
    if name in MEASURES:
        return MEASURES[name].format(value=value, percent=say_percent(value))
    return f"{name.replace('_', ' ')} {value:.3g}"


def say_dimension(name: str) -> str:
    """Return what a dimension looks at; empty for an unknown one."""
    return DIMENSIONS.get(name.replace("_", " "), "")


def say_reason(reason: str) -> str:
    """Return why sentences were not assessed; an unknown reason by its name."""
    return REASONS.get(reason, reason.replace("_", " "))


def say_points(points: float) -> str:
    """Return points with one decimal and a true minus sign."""
    return f"{points:.1f}".replace("-", "\u2212") if round(points, 1) else "0.0"


def say_percent(share: float) -> str:
    """Return a share as a whole percentage, never rounded to a false certainty."""
    if 0.995 <= share < 1:
        return "> 99 %"
    if 0 < share < 0.005:
        return "< 1 %"
    return f"{share * 100:.0f} %"


def join_words(words: list[str]) -> str:
    """Join words as a sentence does: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


def worst_level(levels: list[Level]) -> str:
    """Return the most serious of the levels, empty when there is none."""
    return next((level.value for level in LEVELS if level in levels), "")
