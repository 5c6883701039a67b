"""Cases → findings: every case is read by the real ingest and claim stages, all of them in one run."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from audit.checks import load_checks
from audit.claims.read import read_claims
from audit.independence import find_families
from audit.ingest.html import read_html
from audit.ingest.metadata import FrontMatter
from audit.ingest.pages import make_article
from audit.ingest.text import read_text
from audit.model import Analysis, Article, Finding
from audit.reference import load_facts, match_stances
from audit.settings import Settings

FOLDER = Path(__file__).parents[1] / "cases" / "checks"
PARTING = "\n=====\n"


@dataclass(frozen=True, slots=True)
class Case:
    rule: str
    flags: bool
    text: str
    id: str


@cache
def read_cases() -> tuple[Case, ...]:
    cases = []
    for path in sorted(FOLDER.glob("*.toml")):
        for rule, examples in tomllib.loads(path.read_text(encoding="utf-8")).items():
            assert set(examples) == {"flags", "passes"}, f"{path.name}: {rule}: {sorted(examples)}"
            for kind, texts in examples.items():
                cases += [Case(rule, kind == "flags", text, f"{rule}/{kind}/{n}") for n, text in enumerate(texts)]
    return tuple(cases)


def read_articles(case: Case) -> tuple[Article, ...]:
    parts = case.text.strip().split(PARTING)
    readings = [read_html(part) if part.startswith("<") else read_text(part.strip()) for part in parts]
    return tuple(
        make_article(reading, FrontMatter(), f"{case.id}/{index}", f"{case.id}/{index}.txt")
        for index, reading in enumerate(readings)
    )


@cache
def analyse_cases() -> Analysis:
    groups = [read_articles(case) for case in read_cases()]
    articles = tuple(article for group in groups for article in group)
    readings = {reading.article: reading for reading in read_claims(articles, Settings())}
    claims = tuple(claim for article in articles for claim in readings[article.id].claims)
    facts = load_facts(())
    families = tuple(
        family
        for group in groups
        for family in find_families(group, [claim for article in group for claim in readings[article.id].claims], ())
    )
    return Analysis(
        sources=(),
        articles=articles,
        sentences=tuple(sentence for article in articles for sentence in readings[article.id].sentences),
        claims=claims,
        relations=(),
        clusters=(),
        families=families,
        stances=match_stances(claims, facts),
        facts=facts,
    )


@cache
def find_all() -> Mapping[str, tuple[Finding, ...]]:
    """Findings by case id."""
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for check in load_checks():
        for finding in check.find(analyse_cases()):
            found[finding.primary.article.rsplit("/", 1)[0]].append(finding)
    return {case: tuple(findings) for case, findings in found.items()}
