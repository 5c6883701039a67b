"""Passages → what the publisher has to sell: whether it sells at all, under which brands, which substance."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from audit.checks.passages import HEADS, Passage
from audit.checks.wording import is_negated, pattern
from audit.model import Article, BlockKind

SHOP_KEYS = ("price", "purchase", "money_back", "order_contact")
"""Signs of a shop: goods are sold on the page itself."""

SELLER_KEYS = (*SHOP_KEYS, "free_offer", "own_service", "recommended_goods", "advertising_disclosure", "paid_ranking")
"""Signs that the publisher has a product or service of its own, or is paid for one."""

SHOWN = HEADS | {BlockKind.BUTTON}
"""Where a seller shows the names of its goods."""

NO_BRANDS = frozenset(
    ("the", "a", "an", "our", "this", "these", "other", "all", "your", "my", "it", "in", "for", "of", "is", "and")
)
TITLES = ("mr", "mrs", "ms", "dr", "prof", "professor")
CACHED = 100_000
"""Passages whose answer is kept: every check asks for each passage of an article, about 30 MB at most."""
REPEATED = 3
"""Times that a capitalised name stands in a shop's text before it counts as its brand (own choice)."""

_MARKED = re.compile(r"((?:[A-Z][\w’'-]*|[A-Z0-9]{2,})(?:\s(?:[A-Z][\w’'-]*|[A-Z0-9]{2,})){0,3}),?\s?[™®]")
_PUSHED = re.compile(
    r"\b(?:[Tt]ry|[Rr]ecommends?|[Bb]uy|[Oo]rder|[Tt]aking|[Uu]sing|[Tt]ook)\s+((?:[A-Z][\w’'-]+)(?:\s[A-Z][\w’'-]+){0,3})"
)
_NAMED = re.compile(r"(?:[A-Z][\w’'-]+)(?:\s[A-Z][\w’'-]+){1,3}")


@dataclass(frozen=True, slots=True)
class Selling:
    """What an article shows of the publisher's trade."""

    first: Passage | None = None
    """The first passage that shows it; None: nothing is sold."""
    shop: bool = False
    """Goods are sold on the page itself."""
    brands: tuple[str, ...] = ()
    """Names of what is sold, lower case, sorted."""
    substances: tuple[str, ...] = ()
    """Substances that the publisher says it deals in, lower case, sorted."""


def read_selling(article: Article, passages: tuple[Passage, ...]) -> Selling:
    """Return what an article shows of the publisher's trade."""
    first = next((passage for passage in passages if not passage.denied and shows(passage.text, SELLER_KEYS)), None)
    shop = any(not passage.denied and shows(passage.text, SHOP_KEYS) for passage in passages)
    if first is None:
        return Selling()
    brands = {*find_brands(passages, shop=shop), *declared_brands(article)}
    return Selling(first, shop, tuple(sorted(brands)), find_substances(passages))


def declared_brands(article: Article) -> Iterator[str]:
    """Yield the sponsors and brands that the structured data declares, and the first word of each."""
    for key, value in article.page.structured:
        if key.lower().endswith(("sponsor.name", "brand.name")):
            name = clean_name(value)
            yield from (word for word in (name, name.split(" ")[0]) if len(word) > 3)


@lru_cache(maxsize=CACHED)
def shows(text: str, keys: tuple[str, ...]) -> bool:
    """Say whether a list of the commercial lexicon matches a text, neither denied nor said of a public body."""
    if pattern("commercial.public_body").search(text):
        return False
    return any(not is_negated(text, match) for key in keys for match in pattern(f"commercial.{key}").finditer(text))


def find_brands(passages: tuple[Passage, ...], *, shop: bool) -> Iterator[str]:
    """Yield the brands of a seller: names that it presses on the reader; in a shop also marked and repeated names.

    Outside a shop a mark alone is no sign: a neutral page writes drug names with their ® as well.
    """
    repeated: Counter[str] = Counter()
    for passage in passages:
        for match in _PUSHED.finditer(passage.text):
            name = clean_name(match.group(1))
            if " " in name and (passage.kind is not BlockKind.PARAGRAPH or names_goods(name, passages)):
                yield name
        if shop:
            yield from (name for match in _MARKED.finditer(passage.text) if (name := clean_name(match.group(1))))
            if passage.kind is BlockKind.PARAGRAPH and not passage.is_furniture:
                repeated.update({clean_name(match.group()) for match in _NAMED.finditer(passage.text)})
    yield from (name for name, count in repeated.items() if count >= REPEATED and name and names_goods(name, passages))


def is_generic(name: str) -> bool:
    """Say whether every word of a name is a word for goods or their pack: "Count Bottle"."""
    keys = ("commercial.goods", "commercial.no_brand")
    return all(any(pattern(key).fullmatch(word) for key in keys) for word in name.split())


def names_goods(name: str, passages: tuple[Passage, ...]) -> bool:
    """Say whether a name stands directly before the word for a thing that is sold, or in a title, heading or button."""
    goods = re.compile(rf"(?<!\w){re.escape(name)}\s?[™®]?\s+(?:{pattern('commercial.goods').pattern})", re.IGNORECASE)
    return any(
        name in passage.text.lower() if passage.kind in SHOWN else goods.search(passage.text) for passage in passages
    )


def clean_name(text: str) -> str:
    """Return a name in lower case without the small words before it; empty when nothing is left."""
    words = text.lower().split()
    while words and words[0] in NO_BRANDS:
        words.pop(0)
    name = " ".join(words)
    if not words or len(words[0]) < 3 or words[0] in TITLES or is_generic(name):
        return ""
    return name


def find_substances(passages: tuple[Passage, ...]) -> tuple[str, ...]:
    """Return the substances that the publisher says it deals in."""
    found: set[str] = set()
    for passage in passages:
        for match in pattern("commercial.sold_substance").finditer(passage.text):
            found.update(word.lower() for word in match.groups() if word)
    return tuple(sorted(word for word in found if not pattern("commercial.no_substance").fullmatch(word)))
