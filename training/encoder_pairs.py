"""Labelled data that may be shipped → triples of texts for a sentence encoder: anchor, neighbour, stranger.

Polarity-blind on purpose: a claim and its denial are neighbours, since the comparators decide whether two claims
agree. What is on the same subject and says something else is a stranger.
"""

import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NLI_SETS = ("new_protocols", "mnli_20k", "snli_dev", "cad_train", "fm2", "fever_symmetric", "scifact", "kqa")
"""Sets whose licence allows a shipped model (see the card)."""
SHARED = 0.5
"""Least share of the hypothesis' content words that a contradiction must have in common with its premise."""
LONGEST = 32
"""Words of a text; longer ones are left out."""
HELD_OUT = ("We should adopt an austerity regime", "We should end affirmative action")
"""Topics of argkp that are kept for the comparison: half of them."""
MOST: Mapping[str, int] = {"entails": 4_000, "contrasts": 3_000, "argkp": 500, "articles": 4_500, "kqa_statements": 500}
"""Most triples of each kind."""
WORD = re.compile(r"[a-z][a-z'-]+|\d+")
EMPTY = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "been", "being", "but", "by", "can", "could", "did", "do", "does",
    "for", "from", "had", "has", "have", "he", "her", "his", "i", "if", "in", "into", "is", "it", "its", "may",
    "might", "more", "most", "no", "not", "of", "on", "or", "our", "she", "should", "so", "than", "that", "the",
    "their", "them", "then", "there", "these", "they", "this", "those", "to", "was", "we", "were", "what", "when",
    "which", "who", "will", "with", "would", "you", "your",
})  # fmt: skip
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True)
class Triple:
    """An anchor, a text that belongs beside it, and one that does not; an empty stranger means none is known."""

    kind: str
    anchor: str
    neighbour: str
    stranger: str


def build_triples(data: Path, seed: int) -> list[Triple]:
    """Return the triples of every set, at most `MOST` of each kind, in an order that the seed decides."""
    generator = random.Random(seed)
    kinds: dict[str, list[Triple]] = defaultdict(list)
    for triple in (
        *from_nli(read_rows(data / "nli" / "nli_train.jsonl.gz"), generator),
        *from_argkp(read_rows(data / "equivalence" / "argkp.jsonl"), generator),
        *from_articles(read_rows(data / "articles_bulk" / "articles.jsonl.gz"), generator),
        *from_statements(read_rows(data / "claim_detection" / "kqa_statements.jsonl"), generator),
    ):
        if max(map(count_words, (triple.anchor, triple.neighbour, triple.stranger))) <= LONGEST:
            kinds[triple.kind].append(triple)
    chosen = []
    for kind, most in MOST.items():
        generator.shuffle(kinds[kind])
        chosen.extend(kinds[kind][:most])
    return chosen


def from_nli(rows: Sequence[Mapping[str, Any]], generator: random.Random) -> Iterator[Triple]:
    """Yield premise and hypothesis; a neutral hypothesis of the same premise is the stranger."""
    premises: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row["source"] in NLI_SETS:
            premises[row["premise"]][row["label"]].append(row["hypothesis"])
    for premise, hypotheses in premises.items():
        strangers = hypotheses["neutral"] or [""]
        for text in hypotheses["entailment"]:
            yield Triple("entails", premise, text, generator.choice(strangers))
        for text in hypotheses["contradiction"]:
            words = content_words(text)
            if words and len(words & content_words(premise)) >= SHARED * len(words):
                yield Triple("contrasts", premise, text, generator.choice(strangers))


def from_argkp(rows: Sequence[Mapping[str, Any]], generator: random.Random) -> Iterator[Triple]:
    """Yield an argument with its key point, and another key point of the topic; held-out topics are left out."""
    rows = [row for row in rows if row["topic"] not in HELD_OUT]
    others: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if not row["label"]:
            others[row["argument"]].append(row["key_point"])
    for row in rows:
        if row["label"]:
            yield Triple("argkp", row["argument"], row["key_point"], generator.choice(others[row["argument"]] or [""]))


def from_articles(rows: Sequence[Mapping[str, Any]], generator: random.Random) -> Iterator[Triple]:
    """Yield a sentence of a public health page with a changed form of itself, and its likest sibling."""
    split = [list(dict.fromkeys(split_sentences(row["text"]))) for row in rows]
    pages = Counter(sentence for sentences in split for sentence in sentences)
    for sentences in split:
        sentences = [sentence for sentence in sentences if pages[sentence] == 1]
        for sentence in generator.sample(sentences, min(4, len(sentences))):
            yield from beside_siblings("articles", sentence, sentences, generator)


def from_statements(rows: Sequence[Mapping[str, Any]], generator: random.Random) -> Iterator[Triple]:
    """Yield a physician's statement with a changed form of itself, and the likest statement of the same answer."""
    for row in rows:
        statements = list(dict.fromkeys((*row["must_have"], *row["nice_to_have"])))
        for statement in statements:
            yield from beside_siblings("kqa_statements", statement, statements, generator)


def beside_siblings(kind: str, text: str, family: Sequence[str], generator: random.Random) -> Iterator[Triple]:
    """Yield the triple of one sentence: what it says changed or denied, and the sibling that shares most words."""
    changed = change(text, generator)
    siblings = [other for other in family if other != text]
    if changed == text or not siblings:
        return
    words = content_words(text)
    stranger = max(siblings, key=lambda other: (len(words & content_words(other)), other))
    if len(words & content_words(stranger)) <= 0.6 * len(words):
        yield Triple(kind, text, changed, stranger)


def split_sentences(text: str) -> Iterator[str]:
    """Yield the sentences of 6 to 40 words, roughly."""
    for paragraph in text.split("\n"):
        for sentence in SENTENCE.split(" ".join(paragraph.split())):
            if 6 <= count_words(sentence) <= 40 and sentence.endswith("."):
                yield sentence


def count_words(text: str) -> int:
    """Return the number of words between blanks."""
    return len(text.split())


def content_words(text: str) -> set[str]:
    """Return the words that carry the subject."""
    return set(WORD.findall(text.lower())) - EMPTY


# --- what a sentence becomes when it is denied or changed ------------------------------------------------------------

DENIALS = (
    (
        re.compile(r"\b(is|are|was|were|can|could|may|might|will|should|does|do|did|has been|have been)\b(?! not\b)"),
        r"\1 not",
    ),
    (
        re.compile(
            r"\b(causes|affects|includes|helps|occurs|prevents|reduces|increases|requires|means|shows|leads to)\b"
        ),
        "does not {}",
    ),
    (re.compile(r"\b(cause|affect|include|help|occur|prevent|reduce|increase|require|show|have)\b"), "do not {}"),
)
STEMS = {"causes": "cause", "affects": "affect", "includes": "include", "helps": "help", "occurs": "occur",
         "prevents": "prevent", "reduces": "reduce", "increases": "increase", "requires": "require", "means": "mean",
         "shows": "show", "leads to": "lead to"}  # fmt: skip
OPPOSITES = (
    "increase/decrease", "increases/decreases", "increased/decreased", "raises/lowers", "higher/lower", "high/low",
    "common/rare", "often/rarely", "usually/seldom", "always/never", "most/few", "many/few", "all/some",
    "before/after", "mild/severe", "safe/dangerous", "harmless/harmful", "improve/worsen", "improves/worsens",
    "early/late", "short/long", "worse/better", "possible/impossible", "effective/useless", "less/more",
    "helpful/harmful", "normal/abnormal", "acute/chronic", "necessary/unnecessary", "children/adults", "men/women",
    "gain/loss",
)  # fmt: skip
PARTNER = {one: two for pair in OPPOSITES for one, two in (pair.split("/"), reversed(pair.split("/")))}
OPPOSITE = re.compile(rf"\b({'|'.join(sorted(PARTNER, key=len, reverse=True))})\b")
NUMBER = re.compile(r"\b\d+(?:\.\d+)?\b")
ALIKE = (
    "may/can", "such as/like", "because of/due to", "often/usually", "people/persons", "physician/doctor",
    "disorder/disease", "begins/starts", "helps to/helps", "medicine/drug", "medicines/drugs", "treat/manage",
    "in addition/also", "is called/is known as", "symptoms/signs", "occurs/happens", "about/around",
    "children/kids", "result in/lead to", "results in/leads to",
)  # fmt: skip
LIKE = {one: two for pair in ALIKE for one, two in (pair.split("/"), reversed(pair.split("/")))}
LIKE_WORD = re.compile(rf"\b({'|'.join(sorted(LIKE, key=len, reverse=True))})\b")


def change(text: str, generator: random.Random) -> str:
    """Return the sentence denied, turned, with other numbers or other words, whichever can be done; else as it is."""
    ways = [deny, turn, recount, reword]
    generator.shuffle(ways)
    for way in ways:
        changed = way(text, generator)
        if changed != text:
            return reword(changed, generator)
    return text


def deny(text: str, generator: random.Random) -> str:
    """Return the sentence with its first verb denied, or a denial taken away."""
    if re.search(r"\bnot\b ", text):
        return re.sub(r"\b(?:do|does|did)? ?not ", "", text, count=1)
    for pattern, form in DENIALS:
        match = pattern.search(text)
        if match:
            word = match.group(0)
            return text[: match.start()] + (
                form.format(STEMS.get(word, word)) if "{}" in form else f"{word} not"
            ) + text[match.end() :]  # fmt: skip
    return text


def turn(text: str, generator: random.Random) -> str:
    """Return the sentence with its first word that has an opposite turned."""
    return OPPOSITE.sub(lambda match: PARTNER[match.group(0)], text, count=1)


def recount(text: str, generator: random.Random) -> str:
    """Return the sentence with other numbers."""
    return NUMBER.sub(
        lambda match: str(max(1, round(float(match.group(0)) * generator.choice((0.2, 0.5, 3, 7))))), text
    )


def reword(text: str, generator: random.Random) -> str:
    """Return the sentence with words of the same meaning where it has any."""
    return LIKE_WORD.sub(lambda match: LIKE[match.group(0)], text)


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read a JSONL file, gzipped or not."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in content.decode("utf-8").split("\n") if line.strip()]
