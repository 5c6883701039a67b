import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    page
    for folder, depth in ((ROOT, "*.md"), (ROOT / "docs", "**/*.md"), (ROOT / "sources", "README.md"))
    for page in folder.glob(depth)
)
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")


def read_prose(page: Path) -> str:
    return re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def list_anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", read_prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def find_broken_links(page: Path, text: str) -> list[str]:
    broken = []
    for match in LINK.finditer(text):
        target, _, anchor = match.group("target").partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        file = (page.parent / target) if target else page
        if not file.exists() or (anchor and anchor not in list_anchors(file)):
            broken.append(match.group("target"))
    return broken


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_relative_link_and_anchor_resolves(page: Path) -> None:
    assert find_broken_links(page, read_prose(page)) == []


def test_a_broken_link_or_anchor_would_be_found() -> None:
    page = ROOT / "CONTRIBUTING.md"
    text = "[a](docs/nowhere.md) [b](#add-a-nothing) [c](docs/cli.md) [d](#add-a-rule) [e](https://x.example/y)"

    assert find_broken_links(page, text) == ["docs/nowhere.md", "#add-a-nothing"]


def test_no_page_names_a_path_of_a_machine() -> None:
    named = [
        f"{page.name}: {match.group()}"
        for page in PAGES
        for match in re.finditer(r"(?<![\w.])/(?:home|root|tmp|work|opt|Users)/\S+", page.read_text(encoding="utf-8"))
    ]

    assert named == []
