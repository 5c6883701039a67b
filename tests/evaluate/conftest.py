import json
import os
from pathlib import Path

import pytest

from audit.evaluate.labels import load_labels

SHARED = Path(os.environ.get("AUDIT_SHARED") or Path(__file__).parents[3] / "shared")
ARTICLES = {
    "clinic": "Gout attacks last three days.\n\nOur cream cures gout.\n\nGout attacks last  two weeks. Call us today.",
    "leaflet": "An attack of gout is over in three days. Cherries do not help.\n\nAsk a doctor.\n",
    "copy": "Gout attacks last three days.\n\nOur cream cures gout.\n",
}
GOLD = {
    "contradictions": [
        {"id": "W1", "verdict": "real", "severity": "high", "type": "duration",
         "a": [["clinic", "Gout attacks last three days."]], "b": [["clinic", "Gout attacks last two weeks."]]},
        {"id": "X1", "verdict": "real (soft)", "severity": "low", "type": "treatment",
         "a": ["clinic", "Our cream cures gout."], "b": [["leaflet", "Cherries do not help."]]},
        {"id": "X2", "verdict": "partial", "severity": "low", "type": "advice",
         "a": [["clinic", "Call us today."]], "b": [["leaflet", "Ask a doctor."]]},
    ],
    "traps": [{"id": "T1", "type": "copy", "why": "the same",
               "a": [["clinic", "Our cream cures gout."]], "b": [["copy", "Our cream cures gout."]]}],
    "equivalents": [
        {"id": "E1", "members": [["clinic", "Gout attacks last three days."],
                                 ["leaflet", "An attack of gout is over in three days."]]},
        {"id": "E2", "members": [["clinic", "Our cream cures gout."], ["copy", "Our cream cures gout."]]},
    ],
    "claims": [{"src": "clinic", "quote": "Our cream cures gout."},
               {"src": "leaflet", "quote": "Cherries do not help."}],
    "non_claims": [{"src": "clinic", "quote": "Call us today.", "kind": "offer"},
                   {"src": "leaflet", "quote": "Ask a doctor.", "kind": "advice"},
                   {"src": "copy", "quote": "Gout attacks last three days.", "kind": "copy"}],
    "signals": [
        {"src": "clinic", "quote": "Call us today.", "category": "call to action", "severity": "high"},
        {"src": "copy", "quote": "Our cream cures gout.", "category": "cure", "severity": "low"},
        {"src": "leaflet", "quote": "Ask a doctor.", "category": "positive: advice", "severity": "high"},
    ],
    "non_signals": [{"src": "leaflet", "quote": "Cherries do not help."}],
    "families": [["clinic", "copy"], ["leaflet"]],
    "score_orderings": [["leaflet", ">", "clinic"], ["leaflet", ">=", "copy"]],
    "kb": [{"id": "K01", "stance": {"clinic": "- (cure)", "leaflet": "+", "copy": "+/-"}}],
}  # fmt: skip


def write_topic(folder, gold):
    (folder / "articles").mkdir(parents=True)
    for name, text in ARTICLES.items():
        (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    return folder


@pytest.fixture
def topic(tmp_path):
    return write_topic(tmp_path / "gold" / "gout", GOLD)


@pytest.fixture
def labels(topic):
    return load_labels(topic)


@pytest.fixture
def gold():
    return json.loads(json.dumps(GOLD))


@pytest.fixture
def write():
    return write_topic


@pytest.fixture
def shared():
    if not (SHARED / "gold").is_dir():
        pytest.skip(f"no labelled data at {SHARED} (set AUDIT_SHARED)")
    return SHARED
