"""Values → the plain words the HTML report uses for them."""

from audit.model import BlockKind, Claim, Holder, Level, StanceKind, Verdict

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
    "negation": "whether it is so at all",
    "object": "what the statement is about",
    "onset": "when it starts",
    "phase": "when, before or after the event, it holds",
    "polarity": "whether it is so at all",
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

STANCES = {
    StanceKind.SUPPORTS: "agrees with the reference",
    StanceKind.REFUTES: "goes against the reference",
    StanceKind.HEDGED: "touches it with caution",
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
    "consensus": "Against the reference facts",
    "contradiction": "Contradictions",
}

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


def say_claim(claim: Claim) -> str:
    """Return one line on a claim: label, relation, holder."""
    relation = claim.frame.relation.value.replace("_", " ")
    return f"{claim.label.value}: {relation}, {HOLDERS[claim.holder]}"


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
