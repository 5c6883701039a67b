"""Articles → word 3-grams of their prose, and how much of the shorter of two is found in the other."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from audit.lexicons import lexicon_pattern
from audit.model import Article, BlockKind

Gram = tuple[str, ...]
Bigram = tuple[str, str]

PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.CAPTION})
"""Menus, footers, buttons, headings and marked quotations are shared by pages that share no author."""

CONTAINMENT = 0.06
"""Least share of the shorter's 3-grams that ties two articles. Measured on paraphrased health pages: 0.107 for the
dependent pair, 0.032 at most for independent ones; 5-gram hashing sees neither (0.009)."""

LEAST_SHARED = 8
"""Fewer shared 3-grams prove nothing, however short the article (own choice)."""

OBVIOUS = 0.7
"""Share of the 3-grams of both together from which two articles are copies of one text (own choice): what only
copies of one text share is not stock."""

WORN = 3
"""A word pair used this often in one article is the name of its topic ("blood pressure"), not a turn of phrase."""

FEW = 25
"""Articles with a 3-gram from which it is stock: each is then compared with the next only, which still links copies."""


@dataclass(frozen=True, slots=True)
class Shingles:
    """The 3-grams of an article and its worn word pairs."""

    article: str
    grams: frozenset[Gram]
    worn: frozenset[Bigram]


def shingle(articles: Sequence[Article]) -> dict[str, Shingles]:
    """Return the shingles of every article by id. House text of a source is left out where other prose remains."""
    counts = Counter(
        (article.source, text)
        for article in articles
        for text in {squeeze(article, index) for index in _prose(article)}
    )
    return {article.id: _shingle_one(article, counts) for article in articles}


def squeeze(article: Article, index: int) -> str:
    """Return the words of a block, lower case, joined by single blanks."""
    return " ".join(split_words(article.blocks[index].span.within(article.text)))


def split_words(text: str) -> list[str]:
    """Return the words of a text in lower case; an apostrophe stays inside its word."""
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower())


def _prose(article: Article) -> Iterator[int]:
    """Yield the indexes of the blocks that are the article's own prose; lists of references are not."""
    heading = lexicon_pattern("transparency", "reference_headings")
    for index, block in enumerate(article.blocks):
        under_references = bool(block.headings) and heading.fullmatch(block.headings[-1].strip(" :.")) is not None
        if block.kind in PROSE and not under_references:
            yield index


def _shingle_one(article: Article, counts: Counter[tuple[str, str]]) -> Shingles:
    texts = [squeeze(article, index).split(" ") for index in _prose(article)]
    own = [words for words in texts if counts[article.source, " ".join(words)] == 1]
    if sum(map(len, own)) * 2 >= sum(map(len, texts)):
        texts = own
    bigrams = Counter(bigram for words in texts for bigram in pairwise(words) if min(map(len, bigram)) > 3)
    return Shingles(
        article.id,
        frozenset(gram for words in texts for gram in zip(words, words[1:], words[2:], strict=False)),
        frozenset(bigram for bigram, count in bigrams.items() if count >= WORN),
    )


def pair_by_grams(index: Mapping[Gram, Sequence[str]]) -> dict[tuple[str, str], int]:
    """Return pairs of articles that share 3-grams, with how many of those that are not stock."""
    shared: Counter[tuple[str, str]] = Counter()
    for holders in index.values():
        shared.update(pair_up(holders))
    return {pair: count for pair, count in shared.items() if count >= LEAST_SHARED}


def pair_up(holders: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield all pairs of a few holders, the neighbours of many: work stays in proportion to their number."""
    return combinations(holders, 2) if len(holders) <= FEW else pairwise(holders)


def index_grams(shingles: Mapping[str, Shingles]) -> dict[Gram, list[str]]:
    """Return for each 3-gram the ids of the articles that have it, sorted."""
    index: defaultdict[Gram, list[str]] = defaultdict(list)
    for article in sorted(shingles):
        for gram in shingles[article].grams:
            index[gram].append(article)
    return index


def find_copies(
    shingles: Mapping[str, Shingles], pairs: Mapping[tuple[str, str], int]
) -> Iterator[tuple[tuple[str, str], tuple[float, float]]]:
    """Yield the pairs that are one text, changed here and there: share of the shorter's 3-grams, and how many."""
    for (left, right), count in pairs.items():
        one, other = len(shingles[left].grams), len(shingles[right].grams)
        if count >= OBVIOUS * (one + other - count):
            yield (left, right), (count / min(one, other), float(count))


def measure_containment(left: Shingles, right: Shingles, spread: Mapping[Gram, int]) -> tuple[float, float]:
    """Return the share of the shorter's 3-grams found in the other, and how many they are, stock phrases discounted.

    A 3-gram in n texts (`spread`; copies of one text count once) counts 1/(n - 1): fully in these two alone, hardly
    at all in every article. 3-grams around a word pair that either article repeats are left out of both sums.
    """
    worn = left.worn | right.worn
    one, other = _informative(left, worn), _informative(right, worn)
    shared = sum(1 / max(1, spread[gram] - 1) for gram in sorted(one & other))
    return shared / max(1, min(len(one), len(other))), shared


def _informative(shingles: Shingles, worn: frozenset[Bigram]) -> set[Gram]:
    return {gram for gram in shingles.grams if (gram[0], gram[1]) not in worn and (gram[1], gram[2]) not in worn}
