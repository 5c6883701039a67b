"""Labelled topics → audit/data/measured.toml: precision and recall of each rule where labels say anything of it.

The topics are development data: the rules were written with them in sight, so the figures are upper bounds.

    python bench/measure_rules.py [DIR]     # DIR holds gold/; without it AUDIT_SHARED, else ../shared
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from audit.checks import list_rules
from audit.evaluate.gold import audit_topic
from audit.evaluate.labels import find_topics
from audit.evaluate.score import Ground, find_hits, is_contradiction, make_pair, meets
from audit.evaluate.stances import compare_stances

FILE = Path(__file__).parents[1] / "audit" / "data" / "measured.toml"
LEAST = 3
"""Labels below which a share says nothing and is left out."""

SIGNALS = {
    "testimonial": "commercial/testimonial",
    "cure language": "commercial/cure-language",
    "service/clinic promotion": "commercial/own-service",
    "leading self-diagnosis": "commercial/steered-diagnosis",
    "newsletter": "commercial/newsletter",
    "money-back": "commercial/money-back",
    "product-aligned": "commercial/aligned-claim",
    "product push": "commercial/product-push",
    "superlative": "commercial/superlative",
    "call to action": "commercial/call-to-action",
    "purchase button": "commercial/call-to-action",
    "free screening": "commercial/free-offer",
    "free offer": "commercial/free-offer",
    "disclaimer": "commercial/disclaimer",
    'unsupported "proven"': "certainty/unsupported-proof",
    'unsupported "studies': "certainty/unsupported-research",
    'unsupported "new research': "certainty/unsupported-research",
    "emotive": "certainty/emotive-wording",
    "search-engine text": "residue/search-engine-text",
    "keyword stuffing": "residue/keyword-stuffing",
    "unsafe dose": "safety/open-dose",
    "dose escalation": "safety/open-dose",
    "anonymous author": "transparency/author",
}
"""Words of a labelled category → the rule that is to find it."""

PAIRS = {
    "mechanism/cause": "contradiction/cause",
    "causal direction": "contradiction/direction",
    "definition": "contradiction/definition",
    "dose/number": "contradiction/quantity",
    "duration/number (": "contradiction/quantity",
    "duration/number": "contradiction/duration",
    "frequency/quantifier (site)": "contradiction/site",
    "frequency/quantifier": "contradiction/quantifier",
    "advice": "contradiction/advice",
    "negation (conflict": "contradiction/interest",
    "negation (publisher": "contradiction/interest",
    "negation": "contradiction/negation",
}
"""Start of a labelled type → the rule that is to find it; the first that fits counts."""

Counts = Counter[tuple[str, str]]
"""(rule, "right" | "wrong" | "found" | "missed") → labels."""


def count_signals(ground: Ground) -> Counts:
    """Count findings on labelled signals and non-signals, and labelled signals with a finding of their rule."""
    counts: Counts = Counter()
    labelled = [signal for signal in ground.labels.signals if "positive" not in signal.category.lower()]
    signals = [ground.at(signal.quote) for signal in labelled]
    others = [ground.at(quote) for quote in ground.labels.non_signals]
    places = [(finding.rule, ground.of(finding.primary)) for finding in ground.report.findings]
    for rule, place in places:
        if rule.split("/")[0] not in ("contradiction", "consensus", "independence"):
            counts[rule, "right" if meets(place, signals) else "wrong" if meets(place, others) else "unknown"] += 1
    for signal, where in zip(labelled, signals, strict=True):
        wanted = next((rule for words, rule in SIGNALS.items() if words in signal.category.lower()), "")
        found = any(rule == wanted and place.matches(where) for rule, place in places)
        counts[wanted, "found" if found else "missed"] += bool(wanted)
    return counts


def count_pairs(ground: Ground, topic: Path) -> Counts:
    """Count reported pairs on labelled contradictions and traps, and labelled contradictions that any rule found."""
    counts: Counts = Counter()
    reported = [make_pair(ground, finding) for finding in ground.report.findings if is_contradiction(finding)]
    right: set[int] = set()
    types = {item["id"]: item["type"] for item in json.loads((topic / "gold.json").read_text())["contradictions"]}
    for item in ground.labels.contradictions:
        hits = find_hits(ground, reported, item)
        right.update(hits)
        wanted = next((rule for start, rule in PAIRS.items() if types[item.id].startswith(start)), "")
        counts[wanted, "found" if hits else "missed"] += bool(wanted)
    wrong = {index for item in ground.labels.traps for index in find_hits(ground, reported, item)} - right
    for verdict, indices in (("right", right), ("wrong", wrong)):
        for rule, _ in {(reported[index].finding.rule, reported[index].key) for index in indices}:
            counts[rule, verdict] += 1
    return counts


def count_stances(ground: Ground) -> Counts:
    """Count articles that conflict with a fact, by what the labels say of them."""
    counts: Counts = Counter()
    for row in compare_stances(ground):
        if row.refutes:
            counts["consensus/conflict", "right" if row.should_refute else "wrong"] += 1
        if row.should_refute:
            counts["consensus/conflict", "found" if row.refutes else "missed"] += 1
    return counts


def write_figures(counts: Counts, where: str) -> Iterator[str]:
    """Yield the lines of the file: a table for each rule of which the labels say enough."""
    yield "# Precision and recall of rules on labelled development data; made by bench/measure_rules.py, never by hand."
    yield "# precision: of the findings that a label speaks of, the share on a labelled problem; recall: of"
    yield "# the labelled problems of its kind, the share found (contradictions: by any rule of the family)."
    yield f"\nwhere = {json.dumps(where)}\n"
    for rule in (rule.id for rule in list_rules()):
        lines = []
        for name, hit, miss in (("precision", "right", "wrong"), ("recall", "found", "missed")):
            total = counts[rule, hit] + counts[rule, miss]
            if total >= LEAST:
                lines += [f"{name} = {counts[rule, hit] / total:.2f}", f"{name}_of = {total}"]
        if lines:
            yield "\n".join([f"[rules.{json.dumps(rule)}]", *lines, ""])


def main(base: Path) -> None:
    """Measure and write."""
    counts: Counts = Counter()
    articles, topics = 0, find_topics(base)
    for topic in topics:
        ground = audit_topic(topic, lambda *_: None)
        articles += len(ground.labels.texts)
        counts += count_signals(ground) + count_pairs(ground, topic) + count_stances(ground)
    where = f"{articles} labelled articles on {len(topics)} topics, with which the rules were developed"
    FILE.write_text("\n".join(write_figures(counts, where)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("AUDIT_SHARED", "../shared")))
