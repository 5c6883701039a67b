"""The HTML report: what it holds, and what no field of an article can do to it."""

import html
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from audit.model import (
    Certainty,
    FactPattern,
    Gate,
    Reference,
    ReferenceFact,
    Relation,
    Severity,
    Skipped,
    StanceKind,
    Status,
)
from audit.reporters import REPORTERS
from audit.reporters import html as html_module
from audit.reporters.html import make_environment, read_parts, write_html
from audit.reporters.html_contrast import contrast, point_out
from audit.reporters.html_lookup import web_address
from audit.reporters.html_words import say_message, say_reason
from audit.reporters.naming import drop_rules, find_facts, name_facts, name_rule

ATTACKS = ("<script>alert(1)</script>", '"><img src=x onerror=alert(2)>', "'><svg onload=alert(3)>", "</style><b>x</b>")
VOID = {"meta", "link", "br", "input", "img", "hr", "path", "circle", "rect", "line", "use"}


class Page(HTMLParser):
    """Collects elements, ids, links, the text of headings, and elements that are not closed in order."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.ids, self.links, self.headings, self.wrong, self.stack = [], [], [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.tags.append((tag, found))
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a":
            self.links.append(found.get("href", ""))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.stack or self.stack.pop() != tag:
            self.wrong.append(tag)


@pytest.fixture(scope="module")
def page(request):
    return write_html(request.getfixturevalue("sample"))


def poison(report, words):
    """Put the words into every field of a report that comes from outside."""
    articles = tuple(
        replace(
            article, title=words, authors=(words,), reviewers=(words,), path=f"x/{words}", language=words,
            page=replace(article.page, url=f"javascript:{words}"), blocks=(),
            text=f"{article.text}\n{words}",
        )
        for article in report.articles
    )  # fmt: skip
    findings = tuple(
        replace(finding, message=words, reason=words, status=Status.ACCEPTED if number % 3 == 0 else finding.status)
        for number, finding in enumerate(report.findings)
    )
    claims = tuple(
        replace(claim, context=replace(claim.context, standalone=f"[{words}]", headings=(words,), lead_in=words))
        for claim in report.claims
    )
    return replace(
        report,
        settings=((words, words),),
        sources=tuple(replace(s, name=words, url=f"javascript:{words}", kind=words) for s in report.sources),
        articles=articles,
        claims=claims,
        findings=findings,
        relations=tuple(
            replace(relation, slot=words, evidence=replace(relation.evidence, reason=words))
            for relation in report.relations
        ),
        scores=tuple(
            replace(
                score, band=words, would_change=(words,), gates=(*score.gates, Gate(words, 10.0, words)),
                dimensions=tuple(
                    replace(
                        dimension, name=words,
                        contributions=tuple(replace(line, rule=words) for line in dimension.contributions),
                    )
                    for dimension in score.dimensions
                ),
            )
            for score in report.scores
        ),
        coverage=replace(report.coverage, not_assessed=((words, 1),)),
        skipped=(Skipped(words, words),),
    )  # fmt: skip


def bad_fact(words):
    pattern = FactPattern(StanceKind.REFUTES, (Relation.CAUSE,), ("x",), ("y",))
    cited = (Reference("r", words, f"javascript:{words}"), Reference("q", words, words))
    return ReferenceFact("gout-cause", words, words, Certainty.HIGH, Severity.HIGH, cited, date(2026, 1, 1), (pattern,))


@pytest.mark.parametrize("words", ATTACKS)
def test_nothing_an_article_says_is_markup_in_any_field(sample, words, monkeypatch):
    monkeypatch.setattr(html_module, "find_facts", lambda report: (bad_fact(report.settings[0][0]),))
    clean = Page(write_html(poison(sample, re.sub("[<>\"'/]", "x", words))))
    text = write_html(poison(sample, words))
    page = Page(text)
    assert words not in text
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in clean.tags]
    assert not [found for _, found in page.tags if any(name.startswith("on") for name in found)]
    assert page.wrong == []


def test_without_escaping_the_test_above_would_fail(sample, monkeypatch):
    def careless():
        environment = make_environment()
        environment.autoescape = False
        return environment

    clean = Page(write_html(poison(sample, "plain words")))
    monkeypatch.setattr(html_module, "make_environment", careless)
    assert [tag for tag, _ in Page(write_html(poison(sample, ATTACKS[0]))).tags] != [tag for tag, _ in clean.tags]


def test_every_attribute_is_quoted_and_keeps_hostile_words_whole(sample):
    page = Page(write_html(poison(sample, ATTACKS[1])))
    assert any(ATTACKS[1] in value for _, found in page.tags for value in found.values() if value)


@pytest.mark.parametrize("name", ["html", "claims"])
def test_no_address_is_followed_that_is_not_plain_web(hostile_report, sample, name):
    report = sample if name == "claims" else hostile_report
    schemes = {link.partition(":")[0] for link in Page(write_html(poison(report, "alert(1)"))).links if link[0] != "#"}
    assert schemes <= {"https", "http"}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.example/x?y=1", "https://a.example/x?y=1"),
        ("doi:10.1000/xyz", "https://doi.org/10.1000/xyz"),
        ("PMID: 123", "https://pubmed.ncbi.nlm.nih.gov/123/"),
        ("javascript:alert(1)", ""),
        ("javascript://a.example/%0aalert(1)", ""),
        ("file://a.example/x", ""),
        ("JaVaScRiPt:alert(1)//https://a.example", ""),
        ("data:text/html,x", ""),
        ("https://user:pass@a.example", ""),
        ("https://a.example/\u202egpj", ""),
        ("https://a.example/ x", ""),
        ("//a.example", ""),
    ],
)
def test_only_a_plain_web_address_becomes_a_link(text, address):
    assert web_address(text) == address


def test_control_and_direction_characters_are_made_visible(hostile_report):
    page = write_html(hostile_report)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
    assert "\ufffd" in page


# --- the page by itself -----------------------------------------------------------------------------------------------


def test_the_page_loads_nothing(page):
    sources = [
        found[name] for _, found in Page(page).tags for name in ("src", "srcset", "data", "poster") if name in found
    ]
    assert sources == []
    assert re.findall(r"<link [^>]*href=\"([^\"]*)\"", page) == ["data:,"]
    assert not re.search(r"url\((?!\"#)|@import|fetch\(|XMLHttp|importScripts|navigator\.sendBeacon", page)


def test_the_policy_allows_only_the_style_and_script_in_the_page(page):
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page).group(1))
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL).group(1)
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL).group(1)
    assert html_module.digest(style) in policy
    assert html_module.digest(script) in policy
    assert " style=" not in page


def test_every_link_in_the_page_has_its_target_and_every_id_is_there_once(page):
    parsed = Page(page)
    assert [name for name in set(parsed.ids) if parsed.ids.count(name) > 1] == []
    assert [link for link in parsed.links if link[0] == "#" and link[1:] not in parsed.ids] == []


def test_elements_are_closed_in_order_and_headings_skip_no_level(page):
    parsed = Page(page)
    assert (parsed.wrong, parsed.stack) == ([], [])
    assert parsed.headings[0] == 1
    assert parsed.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(parsed.headings, parsed.headings[1:], strict=False))


def test_ids_and_rule_names_are_not_where_an_editor_reads(page, sample):
    before_the_names = page[: page.index("Names of the rules")]
    shown = re.sub(r"<[^>]+>", " ", re.sub(r"<(script|style)>.*?</\1>", "", before_the_names, flags=re.DOTALL))
    assert "Articles in full" in shown
    for finding in sample.findings:
        assert finding.rule not in shown
        assert finding.id not in shown
    for word in ("risk_factor", "advice_dont", "out_of_scope", "None", "Level.", "undefined"):
        assert word not in shown


def test_both_sides_of_a_contradiction_stand_side_by_side_with_their_numbers_marked(page):
    card = re.search(r'<article class="card pair[^"]*" id="f-p1:0".*?</article>', page, re.DOTALL).group(0)
    assert card.count('class="column"') == 2
    assert '<mark class="m m-number">three to ten days</mark>' in card
    assert '<mark class="m m-number">two to three months</mark>' in card


def test_a_score_shows_its_interval_its_sum_and_the_quote_behind_its_cap(page):
    card = re.search(r'<details class="source" id="s-health-daily".*?</details>\s*</div>', page, re.DOTALL).group(0)
    assert "Most likely between 31 and 50." in card
    assert "Sum before the cap" in card.replace("sum before", "Sum before")
    assert "Capped at 50" in card
    assert "we rank the ten products that pay us" in card
    assert card.count('class="gain"') == 7


def test_copies_are_shown_as_one_voice(page):
    assert "3 articles, 2 independent voices" in page
    assert "2 articles that are not independent: one voice" in page


def test_what_was_not_looked_at_is_told(page):
    assert "articles/health-daily/photo.html" in page
    assert "not text: looks like a PNG image" in page
    assert say_reason("question") in page
    assert "Not scored: too little evidence." in page


def test_every_article_is_there_in_full(page, sample):
    shown = html.unescape(re.sub(r"<sup.*?</sup>|<[^>]+>", "", page[page.index('id="articles"') :]))
    for article in sample.articles:
        for block in article.blocks:
            assert block.span.within(article.text) in shown


def test_a_report_of_nothing_says_so(report):
    empty = replace(
        report, sources=(), articles=(), claims=(), clusters=(), relations=(), findings=(), families=(), stances=(),
        scores=(), ranking=(), coverage=replace(report.coverage, considered=()),
    )  # fmt: skip
    page = write_html(empty)
    assert "no article was read" in page
    assert "in put/empty.txt" in page


def test_a_fact_whose_pack_is_gone_does_not_stop_the_report(report):
    assert find_facts(replace(report, settings=(("reference", "no-such-pack"),))) == ()


def test_a_style_or_script_that_could_end_its_element_is_refused(monkeypatch, tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "bad.css").write_text("a{}</style><b>")
    monkeypatch.setattr(html_module.resources, "files", lambda _: tmp_path)
    with pytest.raises(ValueError, match="an end tag inside"):
        read_parts(("bad.css",))


def test_the_reports_are_the_same_whatever_the_hash_seed(tmp_path):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; from sample_report import make_sample\n"
        "from audit.reporters import REPORTERS\n"
        "for write in REPORTERS.values():\n"
        "    for name, text in write(make_sample()).items():\n"
        "        Path(sys.argv[2], name).write_text(text, encoding='utf-8')\n"
    )
    for seed in ("1", "77"):
        (tmp_path / seed).mkdir()
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", code, str(Path(__file__).parent), str(tmp_path / seed)],
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        )
    one, other = ({path.name: path.read_bytes() for path in (tmp_path / seed).iterdir()} for seed in ("1", "77"))
    assert len(one) == len(REPORTERS) + 2
    assert one == other


# --- words and marks --------------------------------------------------------------------------------------------------


def marked(pieces):
    return [piece.text for piece in pieces if piece.kind]


@pytest.mark.parametrize(
    ("left", "right", "marks"),
    [
        ("It lasts two days.", "It lasts two weeks.", (["two days"], ["two weeks"])),
        ("Rest the foot.", "Do not rest the foot.", ([], ["not"])),
        ("Salt raises the pressure.", "Salt lowers the pressure.", (["raises"], ["lowers"])),
        ("It is always mild.", "It is sometimes mild.", (["always"], ["sometimes"])),
        ("Green tea works.", "Black tea works.", (["Green"], ["Black"])),
        ("The same words.", "The same words.", ([], [])),
    ],
)
def test_the_words_that_oppose_each_other_are_marked(left, right, marks):
    pieces = contrast(left, right)
    assert (marked(pieces[0]), marked(pieces[1])) == marks
    assert ("".join(piece.text for piece in pieces[0]), "".join(piece.text for piece in pieces[1])) == (left, right)


def test_the_words_that_a_message_names_are_marked_in_the_quote():
    assert marked(point_out("Buy now, pay later. Buy now!", "It sells: “Buy now”")) == ["Buy now", "Buy now"]
    assert marked(point_out("Buy now", "It sells: “Buy now”")) == []
    assert marked(point_out("a.b axb", "“a.b”")) == ["a.b"]


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("Sells things: “Buy now”", ""),
        ("Sells things: it asks to buy: “Buy now”", "it asks to buy"),
        ("Sells things: “Order”", "“Order”"),
        ("It is urgent", "It is urgent"),
        ("The page says: “Buy now today” What is known (well): x. References: y", ""),
        ("The page says: “Buy now today” (one of 3 passages). What is known (well): x. References: y", ""),
        ("The page says: “[They] Buy now” What is known (well): x.", "Read in context: “[They] Buy now”"),
    ],
)
def test_a_message_does_not_repeat_what_its_card_shows(message, shown):
    quote = "Buy now today"
    assert say_message(message, "Sells things", quote) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("goes against gout-cause", "goes against “<b>”"),
        (
            "Correct what goes against gout-cause (known: Salts do it): up to 2",
            "Correct what goes against “Salts do it”: up to 2",
        ),
        ("goes against gout-cause-two", "goes against gout-cause-two"),
    ],
)
def test_a_fact_is_named_by_what_it_says(text, shown):
    fact = bad_fact("<b>")
    assert name_facts(text, {fact.id: fact}) == shown


@pytest.mark.parametrize(
    ("identifier", "title"),
    [("commercial/paid-ranking", "Paid ranking"), ("before any fact", "Before any fact"), ("a, b/c", "A, b/c")],
)
def test_a_rule_that_is_not_installed_is_named_in_plain_words(identifier, title):
    assert name_rule(identifier, {}) == title


def test_a_disagreement_with_another_source_is_nobodys_error(page):
    row = re.search(r'<tr data-item data-sources="s-gout-guide">.*?</tr>', page, re.DOTALL).group(0)
    assert re.findall(r"<b>(\d+)</b>", row) == ["0", "0", "1"]
    assert "1 disagreement<" in row


def test_the_id_of_a_rule_in_parentheses_is_dropped():
    known = {"safety/harmless": None}
    assert drop_rules("Say more (safety/harmless): up to 2 (see a/b)", known) == "Say more: up to 2 (see a/b)"


def test_an_article_is_named_by_its_title_in_a_message(sample):
    first = replace(sample.findings[-1], message="Not independent of gout-guide/water")
    page = write_html(replace(sample, findings=(*sample.findings[:-1], first)))
    assert "Not independent of “Water and gout”" in page
