"""The scheme of the score: its dimensions, gates, bands and the numbers behind them."""

from collections.abc import Mapping
from dataclasses import dataclass

from audit.model import Certainty, Level, Severity, Verdict

REFERENCE = "reference agreement"
TRANSPARENCY = "transparency"
COMMERCIAL = "commercial independence"
CONSISTENCY = "internal consistency"
CERTAINTY = "certainty calibration"
AGREEMENT = "independent agreement"
SAFETY = "safety completeness"

MAXIMA: Mapping[str, float] = {
    REFERENCE: 35.0,
    TRANSPARENCY: 18.0,
    COMMERCIAL: 17.0,
    CONSISTENCY: 10.0,
    CERTAINTY: 10.0,
    AGREEMENT: 5.0,
    SAFETY: 5.0,
}
"""Points of each dimension, in the order shown; 100 together. Why each weighs what it does: `docs/scoring.md`."""

DIMENSION_OF: Mapping[str, str] = {
    "commercial": COMMERCIAL,
    "contradiction": CONSISTENCY,
    "certainty": CERTAINTY,
    "residue": TRANSPARENCY,
    "transparency": TRANSPARENCY,
    "safety": SAFETY,
}
"""Family of rules → the dimension whose points its findings take. Findings of `consensus/` are shown in reference
agreement, where their stances count; those of `independence/` are shown only. Other families: transparency."""

UNSCORED = frozenset({"consensus", "independence"})

INTEREST_RULES = frozenset({"contradiction/interest", "transparency/disclosure"})
"""Rules of another family that take points from commercial independence: they are about the publisher's interest."""

SHOWN_RULES = frozenset(
    {
        "transparency/author",
        "transparency/date",
        "transparency/references",
        "safety/no-care-advice",
        "certainty/overconfident",
        "certainty/underconfident",
        "residue/repeated-text",
    }
)
"""Rules whose findings take nothing by themselves: a sign that is not there gives no points already, calibration is
measured on the claims, and a text printed twice must not score otherwise than printed once."""

LEVEL_POINTS: Mapping[Level, float] = {Level.ERROR: 0.7, Level.WARNING: 0.35, Level.NOTE: 0.15}
"""Penalty weight of a finding whose rule is not installed, by its level."""

VERDICT_WEIGHT: Mapping[Verdict | None, float] = {
    Verdict.CONTRADICTION: 1.0,
    Verdict.TENSION: 0.5,
    Verdict.DRIFT: 0.25,
    None: 1.0,
}
"""How much of its points a contradiction inside a source takes, by verdict (own choice)."""

SEVERITY_WEIGHT: Mapping[Severity, float] = {Severity.LOW: 1.0, Severity.MEDIUM: 2.0, Severity.HIGH: 3.0}
CERTAINTY_WEIGHT: Mapping[Certainty, float] = {Certainty.LOW: 0.5, Certainty.MODERATE: 0.75, Certainty.HIGH: 1.0}
"""A consensus that is itself unsure blames and praises less (own choice)."""

CENTRAL_WEIGHT = 1.5
"""A claim in the title or in the first paragraph that claims anything."""

PRIOR = 2.0
"""Pseudo-observations for and against in the Beta prior of a source's accuracy."""

LEAST_CLAIMS = 3
"""Distinct own claims below which a source has no score (own choice)."""

ENOUGH_CLAIMS = 5
"""Distinct own claims from which consistency and wording can be judged (own choice)."""

MISSED = 0.25
"""Probability that a detector missed one medium signal in a source (own estimate; measured recall was 0.72 to 1)."""

MISSED_WEIGHT = 0.35
SIGN_ERROR = 0.05
"""Probability that a sign of trust was overlooked or wrongly seen (own estimate)."""

PERTURBATION = 0.3
"""Relative change of every weight in the draws, either way."""

TAIL = 0.1
"""Share of the draws on either side of the interval: 80 % lie inside."""

GATE_CONFIDENCE = 0.6
"""Least confidence of a finding that caps a score (own choice)."""

BANDS: tuple[tuple[str, float], ...] = (("A", 80.0), ("B", 65.0), ("C", 50.0), ("D", 35.0), ("E", 0.0))
"""Letter and lower border, included (own choice; borders coincide with no gate but the 50 of C)."""


@dataclass(frozen=True, slots=True)
class GateRule:
    """What caps the total, and at how much."""

    name: str
    cap: float
    rules: frozenset[str]
    """Findings of these rules trigger it."""
    why: str


CONFLICT = GateRule(
    "paid ranking, undisclosed or contradicted interest",
    50.0,
    frozenset(
        {
            "commercial/paid-ranking",
            "commercial/affiliate-link",
            "transparency/disclosure",
            "contradiction/interest",
        }
    ),
    "Who pays decides what is said, and the reader is not told, or is told the opposite.",
)
CENTRAL_CONFLICT = GateRule(
    "central claim against a reference fact of high severity",
    45.0,
    frozenset(),
    "What the article is about is wrong where being wrong can harm.",
)
UNEDITED = GateRule(
    "text of a template or generator left in, not editorially reviewed",
    60.0,
    frozenset({"residue/placeholder", "residue/generator-text", "residue/search-engine-text"}),
    "Nobody has read the text before it was published.",
)
ANONYMOUS = GateRule(
    "no author, no date and no references",
    60.0,
    frozenset(),
    "Nothing in the text can be traced to anyone.",
)
GATES = (CENTRAL_CONFLICT, CONFLICT, UNEDITED, ANONYMOUS)
"""Lowest cap first."""


def find_band(low: float, high: float) -> str:
    """Return the band that holds the whole interval, or "" when it crosses a border."""
    letters = {next(letter for letter, border in BANDS if value >= border) for value in (max(0.0, low), max(0.0, high))}
    return letters.pop() if len(letters) == 1 else ""
