"""Lines and blocks → list items: bullets, numbers, heads, lead-ins."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from audit.lexicons import lexicon_pattern
from audit.model import Block, BlockKind, Span

LONGEST_HEAD = 6
"""Words before the dash or colon of an item."""

_MARK = re.compile(
    r"(?:(?P<bullet>[•●○◦▪▫■□‣⁃∙·►▸➢✓✔*]|[-–—](?=\s))\s*|(?P<number>\(?(?:\d{1,2}|[a-hA-H]|[ivx]{1,4})[.)])\s+)(?=\S)"
)
_HEAD = re.compile(r"(?P<head>[^\s:–—][^:–—.!?\n]{0,70}?)\s?(?::\s+|\s+[–—]\s*|\s+-\s+|[–—]\s+)(?=\S)")
_INLINE = re.compile(r"(?<=\s)(?P<bullet>[-–•●▪◦])(?:(?<=[•●▪◦])\s*|\s+)(?=\S)")
_QUESTION = re.compile(r"what|how|why|when|where|who|which", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[A-Z“\"(‘])")
_CLOSED = re.compile(r"[.!?;][\"”’)\]]*$")


LONGEST_LISTED = 20_000
"""Characters of a line that is searched for a list inside it."""
LONGEST_INLINE = 30
"""Words of an item of a list inside a line; a longer stretch between dashes is prose."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The bullet or number that opens a list item."""

    length: int
    numbered: bool


def read_mark(line: str) -> Mark | None:
    """Return the bullet or number at the start of a line."""
    match = _MARK.match(line)
    if not match or not any(character.isalnum() for character in line[match.end() :]):
        return None
    if match.group("number") is None and not match.group(0)[-1:].isspace() and match.group("bullet") in "*-–—·":
        return None
    return Mark(match.end(), match.group("number") is not None)


def split_head(text: str, start: int) -> tuple[Span, Span] | None:
    """Return head and body of "Head – text" or "Head: text" as spans shifted by `start`."""
    match = _HEAD.match(text)
    if not match:
        return None
    head, body = match.group("head"), text[match.end() :].rstrip()
    if len(head.split()) > LONGEST_HEAD or not body or not any(c.isalpha() for c in head) or not body[0].isalnum():
        return None
    return Span(start, start + len(head)), Span(start + match.end(), start + match.end() + len(body))


def split_inline(line: str) -> list[int]:
    """Return where the items of a list inside a line begin: "Signs are: - fever - cough", "• rest • ice".

    Dashes need two more on the line: "- Rest - for a day" is one item with its head. Empty where there is no such list.
    """
    marks = list(_INLINE.finditer(line)) if len(line) <= LONGEST_LISTED else []
    mark = read_mark(line)
    if mark and not mark.numbered:
        begin, least = 0, 3 if line[0] in "-–" else 2
    else:
        led = (place for place in (match.start() for match in marks) if line[place - 3 : place].rstrip().endswith(":"))
        begin, least = next(led, -1), 2
    if begin < 0:
        return []
    starts = [begin, *(match.start() for match in marks if match.start() > begin and match["bullet"] == line[begin])]
    longest = max((len(line[start:end].split()) for start, end in pairwise(starts)), default=0)
    return starts if len(starts) >= least and longest <= LONGEST_INLINE else []


def opens_list(sentence: str) -> bool:
    """Say whether a sentence ends in words that a list completes: "such as", "if you", "include"."""
    words = sentence.rstrip(":").split()
    if words and _QUESTION.fullmatch(words[0]):
        return False
    pattern = lexicon_pattern("layout", "lead_ins")
    return any(pattern.fullmatch(" ".join(words[-count:])) for count in (1, 2))


def last_sentence(text: str) -> str:
    """Return the last sentence of a paragraph, white space as single blanks."""
    return " ".join(_SENTENCE.split(text[-600:])[-1].split())


def read_lead_in(paragraph: str, first_item: str) -> str:
    """Return the sentence that introduces a list, or nothing when the paragraph does not lead into one."""
    sentence = last_sentence(paragraph)
    if sentence.endswith(":"):
        return sentence
    opened = not _CLOSED.search(sentence) and len(sentence.split()) >= 3
    return sentence if opened and (first_item[:1].islower() or opens_list(sentence)) else ""


def add_lead_ins(text: str, blocks: list[Block]) -> list[Block]:
    """Give each list item the sentence that introduces its list."""
    done: list[Block] = []
    opener: dict[int, str] = {}
    previous: Block | None = None
    for block in blocks:
        if block.kind is not BlockKind.LIST_ITEM:
            opener = {}
        elif block.depth not in opener or previous is None or (previous.depth < block.depth):
            opener = {depth: sentence for depth, sentence in opener.items() if depth < block.depth}
            opener[block.depth] = _introduce(text, previous, block)
        if block.kind is BlockKind.LIST_ITEM and opener[block.depth]:
            done.append(replace(block, lead_in=opener[block.depth]))
        else:
            done.append(block)
        previous = block
    return done


def _introduce(text: str, previous: Block | None, item: Block) -> str:
    """Return the lead-in that the block before the list gives."""
    if previous is None or previous.kind not in (
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTE,
        BlockKind.HEADING,
    ):
        return ""
    first = text[(item.head or item.body or item.span).start :][:40]
    before = previous.span.within(text)
    if previous.kind is BlockKind.HEADING:
        return before if before.endswith(":") else ""
    mark = read_mark(before)
    return read_lead_in(before[mark.length :] if mark else before, first)
