"""Sentences made by program → whether a model reads a denial, and which of two things is the cause."""

from collections.abc import Sequence
from itertools import product

from audit.evaluate.figures import mean
from audit.evaluate.shape import Figures
from audit.models import judge_pairs
from audit.settings import ModelSettings

REMEDIES = (
    "garlic", "zinc", "vitamin D", "regular exercise", "green tea", "aspirin", "a low-salt diet", "stretching", "honey",
    "the flu vaccine", "magnesium", "sleep", "fish oil", "sunscreen", "ginger", "breastfeeding", "fibre", "a statin",
    "hand washing", "yoga",
)  # fmt: skip
ILLNESSES = (
    "colds", "muscle cramps", "heart attacks", "migraine", "osteoporosis", "diabetes", "ear infections",
    "asthma attacks", "kidney stones", "gout",
)  # fmt: skip
CAUSES = (
    ("poor sleep", "depression"), ("stress", "high blood pressure"), ("obesity", "back pain"), ("reflux", "asthma"),
    ("kidney disease", "high blood pressure"), ("anxiety", "insomnia"), ("gum disease", "heart disease"),
    ("dehydration", "constipation"), ("chronic pain", "depression"), ("inactivity", "muscle weakness"),
    ("hearing loss", "isolation"), ("inflammation", "fatigue"), ("anemia", "heart failure"), ("swelling", "pain"),
    ("fever", "dehydration"), ("diabetes", "depression"), ("snoring", "daytime sleepiness"),
    ("diarrhea", "poor appetite"), ("infection", "malnutrition"), ("weight gain", "joint pain"),
)  # fmt: skip


def describe_probes(models: ModelSettings) -> Figures:
    """Return how often 200 denials are taken for what they deny, and 20 reversed causes for the same claim.

    A model that never says entailment would pass both: the share of plain rewordings that it accepts stands beside.
    """
    subjects = [(remedy, illness) for remedy, illness in product(REMEDIES, ILLNESSES)]
    said = [capital(f"{remedy} prevents {illness}.") for remedy, illness in subjects]
    denied = [capital(f"{remedy} does not prevent {illness}.") for remedy, illness in subjects]
    again = [capital(f"{remedy} helps to prevent {illness}.") for remedy, illness in subjects]
    causes = [capital(f"{cause} causes {effect}.") for cause, effect in CAUSES]
    turned = [capital(f"{effect} causes {cause}.") for cause, effect in CAUSES]
    denials = judge_both(said, denied, models)
    reversals = judge_both(causes, turned, models)
    return {
        "denials": str(len(subjects)),
        "denials judged entailment above 0.5, in either order": str(sum(max(entails) > 0.5 for entails, _ in denials)),
        "denials judged contradiction above 0.5, in both orders": mean(min(against) > 0.5 for _, against in denials),
        "highest entailment of a denial": max(max(entails) for entails, _ in denials),
        "rewordings judged entailment above 0.5": mean(
            min(entails[:1]) > 0.5 for entails, _ in judge_both(said, again, models)
        ),
        "reversed causes": str(len(CAUSES)),
        "reversed causes judged entailment above 0.5 in both orders": str(
            sum(min(entails) > 0.5 for entails, _ in reversals)
        ),
        "reversed causes judged entailment above 0.5, in either order": str(
            sum(max(entails) > 0.5 for entails, _ in reversals)
        ),
    }


def judge_both(
    left: Sequence[str], right: Sequence[str], models: ModelSettings
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Return for each pair P(entailment) in both orders and P(contradiction) in both orders."""
    ahead = judge_pairs(list(zip(left, right, strict=True)), models)
    back = judge_pairs(list(zip(right, left, strict=True)), models)
    return [
        ((float(one[0]), float(other[0])), (float(one[2]), float(other[2])))
        for one, other in zip(ahead, back, strict=True)
    ]


def capital(sentence: str) -> str:
    """Return the sentence with a capital first letter."""
    return sentence[0].upper() + sentence[1:]
