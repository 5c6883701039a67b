"""Stances of a report × labelled stances → how far the reference facts are applied as a reader would."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from audit.evaluate.figures import ratio
from audit.evaluate.score import Ground
from audit.model import StanceKind

PROPOSITIONS: Mapping[str, Mapping[str, str]] = {
    "cramps": {
        "K01": "cramps/lactic-acid-soreness",
        "K02": "cramps/lactic-acid-ends-cramp",
        "K03": "cramps/reduced-blood-flow-cause",
        "K04": "heart/attack-is-not-arrest",
        "K05": "cramps/night-pattern-means-vein-disease",
        "K06": "cramps/vein-treatment-cures",
        "K07": "cramps/soreness-lasts-days",
        "K08": "cramps/lasts-hours",
        "K09": "cramps/spasm-is-opposite-of-cramp",
        "K10": "cramps/stretching-relieves",
        "K11": "cramps/magnesium-helps",
        "K12": "cramps/epsom-baths",
        "K13": "cramps/dehydration-cause",
        "K14": "cramps/painkillers-stop-cramp",
        "K15": "cramps/restless-legs-cause",
        "K16": "cramps/statins-deplete-electrolytes",
        "K17": "muscle/excitation-contraction-coupling",
        "K18": "cramps/heat-or-cold",
        "K19": "cramps/stretching-prevents",
        "K20": "cramps/quinine-and-drugs",
        "K21": "cramps/cold-triggers",
        "K22": "cramps/always-harmless",
        "K23": "cramps/trigger-points",
        "K24": "cramps/see-a-doctor",
        "K25": "definition/ischaemia",
        "K26": "potassium/excess-heart-rhythm",
        "K27": "cramps/calf-is-usual-site",
    }
}
"""Topic → labelled proposition → reference fact of the shipped packs."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One article against one proposition: what the labels say and what the report says; empty where silent."""

    proposition: str
    source: str
    labelled: str
    reported: str

    @property
    def refutes(self) -> bool:
        """Say whether the report has the article conflict with the fact."""
        return "-" in self.reported

    @property
    def should_refute(self) -> bool:
        """Say whether the labels do."""
        return "-" in self.labelled


def compare_stances(ground: Ground) -> tuple[Agreement, ...]:
    """Return every (proposition, article) of which the labels or the report say anything, sorted."""
    propositions = PROPOSITIONS.get(ground.labels.topic, {})
    reported = gather_stances(ground)
    return tuple(
        Agreement(proposition, source, labelled, found)
        for proposition, fact in sorted(propositions.items())
        for source in sorted(ground.labels.texts)
        if (labelled := ground.labels.stances.get((proposition, source), ""))
        + (found := sign(reported.get((fact, source), set())))
    )


def gather_stances(ground: Ground) -> dict[tuple[str, str], set[StanceKind]]:
    """Return (fact, stem) → the stances of its claims."""
    article_of = {claim.id: claim.article for claim in ground.report.claims}
    found: dict[tuple[str, str], set[StanceKind]] = defaultdict(set)
    for stance in ground.report.stances:
        found[stance.fact, ground.stems[article_of[stance.claim]]].add(stance.stance)
    return found


def sign(kinds: set[StanceKind]) -> str:
    """Return the stances of an article as one sign; hedged or out of scope alone is 0, nothing is empty."""
    supports, refutes = StanceKind.SUPPORTS in kinds, StanceKind.REFUTES in kinds
    if supports and refutes:
        return "+/-"
    if supports or refutes:
        return "+" if supports else "-"
    return "0" if kinds else ""


def describe_stances(ground: Ground) -> dict[str, float | str]:
    """Return precision and recall of "refutes" and the agreement of signs; empty where no proposition is mapped."""
    rows = compare_stances(ground)
    if not rows:
        return {}
    hit = sum(row.refutes and row.should_refute for row in rows)
    both = [row for row in rows if row.labelled and row.reported]
    return {
        "stances: refutes, precision": ratio(hit, sum(row.refutes for row in rows)),
        "stances: refutes, recall": ratio(hit, sum(row.should_refute for row in rows)),
        "stances: same sign where both speak": f"{sum(row.labelled == row.reported for row in both)}/{len(both)}",
    }
