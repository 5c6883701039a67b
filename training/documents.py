"""Documents of public health agencies → labelled pairs: edited sentences and topic-alike neighbours.

For every edited sentence four kinds of pair are made, so that neither the edit nor a negation gives the label away:
sentence and edit (contradiction, both orders), each with its own rewording (entailment), each with another sentence of
the same document (neutral).
"""

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training import edits
from training.families import CONTRADICTION, ENTAILMENT, NEUTRAL, Pair

AGENCIES = frozenset(("CDC", "NIDDK", "NINDS", "NHLBI", "CancerGov", "NIHSeniorHealth", "MPlusHealthTopics", "GHR"))
"""Sources of MedQuAD that are texts of the US government, in the public domain."""
HELD_OUT_TOPICS = re.compile(r"alzheimer|dementia|cramp|charley|spasm|memory loss|mild cognitive", re.IGNORECASE)
"""The labelled topics of this project: no sentence about them is trained on."""
STOP = frozenset(
    re.findall(
        r"\w+",
        "a an the of in on to and or for with by is are was were be been it its this that these those as at from which "
        "who can may have has had not do does will if when more most some other also such than their they you your",
    )
)


@dataclass(frozen=True)
class Document:
    """Sentences of one topic."""

    topic: str
    sentences: tuple[str, ...]


def sentences(text: str) -> Iterator[str]:
    """Split text into plain sentences of 6 to 40 words; list debris is left out."""
    for block in re.split(r"\n+|\s-\s|\s{2,}", text):
        for part in re.split(r"(?<=[.?!])\s+(?=[A-Z\"])", block.strip()):
            text = part.strip()
            if (
                6 <= len(text.split()) <= 40
                and re.match(r"[A-Z][^|{}\[\]]+\.$", text)
                and "http" not in text
                and "see the" not in text
            ):
                yield text


def read_documents(path: Path, rng: random.Random, rare_share: float = 0.12) -> list[Document]:
    """Read the documents of the agencies; documents of one topic are joined, genetics pages thinned."""
    by_topic: dict[str, dict[str, None]] = defaultdict(dict)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            if entry["source"] not in AGENCIES or (entry["source"] == "GHR" and rng.random() > rare_share):
                continue
            topic = re.sub(r"\s*\(.*", "", entry["title"]).strip()
            for sentence in sentences(entry["text"]):
                if not HELD_OUT_TOPICS.search(sentence) and not HELD_OUT_TOPICS.search(topic):
                    by_topic[topic][sentence] = None
    return [Document(topic, tuple(found)) for topic, found in sorted(by_topic.items()) if len(found) >= 4]


def content(text: str) -> frozenset[str]:
    """Return the content words, cut to six letters."""
    return frozenset(word[:6] for word in re.findall(r"[a-z]+", text.lower()) if word not in STOP and len(word) > 2)


def overlap(one: frozenset[str], two: frozenset[str]) -> float:
    """Return the share of the smaller set that both have."""
    return len(one & two) / max(1, min(len(one), len(two)))


def neighbour(rng: random.Random, document: Document, sentence: str) -> str | None:
    """Return another sentence of the document: alike in words in half of the cases, but not a near copy."""
    words = content(sentence)
    others = [
        (overlap(words, content(one)), one) for one in rng.sample(document.sentences, min(14, len(document.sentences)))
    ]
    others = [(alike, one) for alike, one in others if alike <= 0.6 and one != sentence]
    if not others:
        return None
    return max(others)[1] if rng.random() < 0.6 else rng.choice(others)[1]


def changes(rng: random.Random) -> list[tuple[str, Callable[[str], str | None]]]:
    """Return the edits that contradict, in a random order that tries the rarer ones first."""
    rare: list[tuple[str, Callable[[str], str | None]]] = [
        ("number", lambda text: edits.other_number(rng, text)),
        ("cause swapped", edits.reversed_cause),
    ]
    common: list[tuple[str, Callable[[str], str | None]]] = [
        ("opposite", lambda text: edits.opposite(rng, text)),
        ("negation", edits.deny),
    ]
    rng.shuffle(common)
    return [*rare, *common]


def edited_pairs(rng: random.Random, document: Document, sentence: str) -> Iterator[Pair]:
    """Make pairs of one sentence, its contradicting edit, rewordings of both and a neighbour."""
    tried = ((kind, change(sentence)) for kind, change in changes(rng))
    kind, edit = next(((kind, edit) for kind, edit in tried if edit and edit != sentence), ("", ""))
    if not edit:
        return
    plain, denied = edits.reworded(rng, sentence), edits.reworded(rng, edit)
    alike, unlike = edits.reworded(rng, sentence, whole=True), edits.reworded(rng, edit, whole=True)
    other, third = neighbour(rng, document, sentence), neighbour(rng, document, sentence)
    left = alike if alike and rng.random() < 0.5 else sentence
    right = unlike if unlike and rng.random() < 0.5 else edit
    first, second = (left, right) if rng.random() < 0.5 else (right, left)
    yield Pair(first, second, CONTRADICTION, kind)
    for one, less, same in ((sentence, plain, alike), (edit, denied, unlike)):
        if same and rng.random() < 0.45:
            yield Pair(*shuffled(rng, one, same), ENTAILMENT, f"{kind}: reworded")
        elif less and rng.random() < 0.4:
            yield Pair(one, less, ENTAILMENT, f"{kind}: reworded")
    for near, said, how in ((other, right, f"{kind}: neighbour"), (third, left, "neighbour")):
        if near:
            near = edits.reworded(rng, near) or near if rng.random() < 0.5 else near
            yield Pair(*shuffled(rng, near, said), NEUTRAL, how)


def shuffled(rng: random.Random, one: str, two: str) -> tuple[str, str]:
    """Return both in a random order."""
    return (one, two) if rng.random() < 0.5 else (two, one)


def elsewhere_pairs(rng: random.Random, document: Document, sentence: str, topics: Sequence[str]) -> Iterator[Pair]:
    """Make neutral pairs: the sentence, or its denial, said of another topic, group or part of the body."""
    edit = edits.other_group(rng, sentence) if rng.random() < 0.5 else None
    edit = edit or edits.other_topic(sentence, document.topic, rng.choice(topics))
    if edit and edit != sentence:
        if rng.random() < 0.5:
            edit = edits.deny(edit) or edit
        yield Pair(*shuffled(rng, sentence, edits.reworded(rng, edit, whole=True) or edit), NEUTRAL, "elsewhere")
    if (weak := edits.weakened(sentence)) and rng.random() < 0.5:
        if rng.random() < 0.5:
            yield Pair(sentence, edits.reworded(rng, weak, whole=True) or weak, ENTAILMENT, "weakened")
        else:
            yield Pair(edits.reworded(rng, weak, whole=True) or weak, sentence, NEUTRAL, "strengthened")


def long_premise(rng: random.Random, document: Document, pair: Pair) -> Pair:
    """Put the premise among one or two neighbours of its document."""
    extra = [one for one in rng.sample(document.sentences, 2) if overlap(content(one), content(pair.hypothesis)) < 0.5][
        : rng.choice((1, 2))
    ]
    parts = [pair.premise, *extra]
    rng.shuffle(parts)
    return Pair(" ".join(parts), pair.hypothesis, pair.label, pair.kind)


def document_pairs(rng: random.Random, documents: Sequence[Document]) -> Iterator[Pair]:
    """Make pairs without end."""
    topics = [document.topic for document in documents]
    weights = [min(40, len(document.sentences)) for document in documents]
    while True:
        document = rng.choices(documents, weights)[0]
        sentence = rng.choice(document.sentences)
        if len(sentence.split()) > 28:
            continue
        made = [*edited_pairs(rng, document, sentence), *elsewhere_pairs(rng, document, sentence, topics)]
        for pair in made:
            if pair.premise == pair.hypothesis:
                continue
            yield long_premise(rng, document, pair) if rng.random() < 0.1 else pair
