"""Two groups of articles of one report: what is said of them, in every format."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources
from itertools import permutations

import jsonschema
import pytest
from sample_report import make_sample
from test_html import ATTACKS, Page, poison

from audit.comparison import Why, compare_sides
from audit.model import ClaimCluster, ClaimRelation, Evidence, Holder, Relation, RelationKind, Span, Status, Verdict
from audit.reporters.comparison_json import write_comparison_json
from audit.reporters.comparison_text import write_comparison_text
from audit.reporters.comparison_words import count_only, group_only, say_difference, say_verdict
from audit.reporters.html_comparison import write_comparison_html

CLINIC, DAILY, GUIDE = ("joint-clinic/attack", "joint-clinic/diet"), ("health-daily/gout",), ("gout-guide/guide",)
TURNED = {"left": "right", "right": "left", "entails": "entailed_by", "entailed_by": "entails"}


def compare(left, right, report=None):
    return compare_sides(report or make_sample(), left, right)


def quotes(side):
    return [quote.place.quote for quote in side]


def turn(content):
    """Return the JSON of a comparison with its sides exchanged."""
    if isinstance(content, dict):
        return {TURNED.get(key, key): turn(value) for key, value in content.items()}
    if isinstance(content, list):
        return [turn(value) for value in content]
    return TURNED.get(content, content) if isinstance(content, str) else content


def add_relation(report, kind, slot, first, second, modalities=(3, 3)):
    """Return the report with a relation between two claims, given by their numbers, of these modalities."""
    claims = list(report.claims)
    for number, modality in zip((first, second), modalities, strict=True):
        claims[number] = replace(claims[number], frame=replace(claims[number].frame, modality=modality))
    relation = ClaimRelation(claims[first].id, claims[second].id, kind, slot, 0.8, Evidence("test", "they agree"))
    return replace(report, claims=tuple(claims), relations=(*report.relations, relation))


def test_a_conflict_is_told_once_with_its_slot_its_reason_and_the_quotes_of_each_side():
    found = compare(CLINIC, DAILY).conflicts
    assert [(entry.slot, entry.finding.verdict) for entry in found] == [
        ("duration", Verdict.CONTRADICTION), ("direction", Verdict.CONTRADICTION),
    ]  # fmt: skip
    assert found[0].reason == "“three to ten days” against “two to three months”"
    assert quotes(found[0].left) == ["A gout attack lasts three to ten days."]
    assert quotes(found[0].right) == ["Gout attacks last for two to three months."]


def test_what_both_say_is_what_a_cluster_holds_of_both():
    comparison = compare(CLINIC, GUIDE)
    assert [(quotes(row.left), quotes(row.right)) for row in comparison.shared] == [
        (["A gout attack lasts three to ten days."], ["The attacks of gout go on for three to ten days."]),
        (["Red meat and beer raise the level of urate."], ["Beer and red meat push up urate."]),
        (["Coffee may lower the risk of gout."], ["Coffee could lower the risk of gout."]),
    ]
    assert [family.articles for family in comparison.dependence] == [("gout-guide/guide", "joint-clinic/attack")]


def hold(report, number, holder):
    """Return the report with another holder of one of its claims."""
    claims = list(report.claims)
    claims[number] = replace(claims[number], holder=holder)
    return replace(report, claims=tuple(claims))


@pytest.mark.parametrize("holder", [Holder.DENIED, Holder.REPORTED])
def test_what_one_side_only_corrects_or_passes_on_is_not_said_by_both(holder):
    report = hold(make_sample(), 34, holder)
    comparison = compare(CLINIC, GUIDE, report)
    assert [quotes(row.right) for row in comparison.answered] == [["Coffee could lower the risk of gout."]]
    assert len(comparison.shared) == 2
    assert "1 that only one stands behind" in say_verdict(comparison)
    text = " ".join(write_comparison_text(comparison, everything=False, width=200).split())
    assert "One says it, the other corrects it or passes it on: 1" in text
    assert re.search(r'tie-answered" href="#t-g\d"', write_comparison_html(comparison, report))
    both = compare(CLINIC, GUIDE, hold(report, 18, holder))
    assert (len(both.shared), both.answered) == (3, ())


@pytest.mark.parametrize(("left", "right"), [(CLINIC, DAILY), (CLINIC, GUIDE), (GUIDE, DAILY)])
def test_every_claim_is_in_a_conflict_or_said_by_both_or_only_on_its_side(left, right):
    comparison = compare(left, right)
    rows = [*comparison.conflicts, *comparison.shared]
    for name, side in (("left", comparison.left), ("right", comparison.right)):
        told = {quote.claim for row in rows for quote in getattr(row, name)}
        assert told.isdisjoint(side.only)
        assert told | set(side.only) == set(side.claims)


def test_a_settled_conflict_is_shown_and_not_counted():
    report = make_sample()
    settled = tuple(replace(finding, status=Status.ACCEPTED, reason="known") for finding in report.findings)
    comparison = compare(CLINIC, DAILY, replace(report, findings=settled))
    assert len(comparison.conflicts) == 2
    assert comparison.count(Verdict.CONTRADICTION) == 0
    assert "accepted by the desk" in write_comparison_text(comparison, everything=False)


def test_pairs_that_are_not_counted_say_why():
    apart = add_relation(make_sample(), RelationKind.SCOPE, "population", 24, 12)
    (entry,) = compare(DAILY, CLINIC, apart).considered
    assert (entry.why, entry.left.place.quote) == (Why.SCOPE, "Gout attacks last for two to three months.")
    assert [entry.why for entry in compare(("city-hospital/gout",), ("city-hospital/tablets",)).considered] == [
        Why.UNSURE
    ]
    loose = add_relation(make_sample(), RelationKind.ENTAILS, "site", 24, 12)
    (entry,) = (entry for entry in compare(DAILY, CLINIC, loose).considered if entry.why is Why.LOOSE)
    assert entry.kind is RelationKind.ENTAILS
    assert compare(CLINIC, DAILY, loose).considered[0].kind is RelationKind.ENTAILED_BY
    untold = add_relation(make_sample(), RelationKind.CONTRADICTS, "term", 24, 12)
    assert [entry.why for entry in compare(DAILY, CLINIC, untold).considered] == [Why.UNTOLD]


def test_a_pair_that_a_finding_tells_is_not_listed_again():
    told = compare(("health-daily/gout",), ("gout-guide/water",))
    assert told.conflicts[0].finding.verdict is Verdict.TENSION
    assert told.considered == ()


def test_of_two_relations_of_one_pair_the_surest_counts():
    report = make_sample()
    doubt = replace(report.relations[1], slot="doubtful", confidence=0.5)
    for relations in ((doubt, *report.relations), (*report.relations, doubt)):
        assert compare(CLINIC, DAILY, replace(report, relations=relations)).conflicts[0].slot == "duration"


@pytest.mark.parametrize(
    ("kind", "slot", "modalities", "said"),
    [
        (RelationKind.EQUIVALENT, "", (3, 3), ""),
        (RelationKind.DRIFT, "strength", (1, 4), "B puts it more strongly (stated as certain) than A (it may be so)."),
        (
            RelationKind.ENTAILS,
            "strength",
            (4, 1),
            "A puts it more strongly (stated as certain) than B (it may be so).",
        ),
        (RelationKind.ENTAILS, "strength", (3, 3), "A puts it more strongly than B."),
        (RelationKind.ENTAILED_BY, "site", (3, 3), "B says it in general, A only for a certain site."),
    ],
)
def test_which_side_says_more_is_told(kind, slot, modalities, said):
    report = add_relation(make_sample(), kind, slot, 18, 34, modalities)
    (row,) = (row for row in compare(CLINIC, GUIDE, report).shared if "Coffee" in row.representative.text)
    assert say_difference(row) == said
    (row,) = (row for row in compare(GUIDE, CLINIC, report).shared if "Coffee" in row.representative.text)
    assert say_difference(row) == said.translate(str.maketrans("AB", "BA"))


def test_signals_are_counted_by_side_and_the_dependence_of_two_is_no_signal_of_one():
    counts = {signal.rule: (signal.left, signal.right) for signal in compare(CLINIC, DAILY).signals}
    assert counts["commercial/call-to-action"] == (1, 0)
    assert counts["residue/template"] == (0, 1)
    assert not [rule for rule in counts if rule.startswith("independence/")]


def test_a_settled_signal_is_not_counted():
    report = make_sample()
    settled = replace(report, findings=tuple(replace(f, status=Status.DISMISSED) for f in report.findings))
    assert compare(CLINIC, DAILY, settled).signals == ()
    assert compare(CLINIC, DAILY, settled).left.inside == 0


def test_contradictions_inside_a_side_are_counted_apart():
    comparison = compare(CLINIC, DAILY)
    assert (comparison.left.inside, comparison.right.inside) == (1, 0)


def test_what_only_one_says_is_grouped_by_what_it_is_about():
    comparison = compare(CLINIC, DAILY)
    groups = group_only(comparison.left)
    assert sum(map(len, groups.values())) == len(comparison.left.only)
    assert all(claim.frame.relation is Relation.TREATMENT for claim in groups["what treats it"])
    assert count_only(comparison)["what treats it"] == (len(groups["what treats it"]), 0)


# --- formats --------------------------------------------------------------------------------------------------------


def articles_by_source():
    return [tuple(a.id for a in make_sample().articles if a.source == s.id) for s in make_sample().sources]


@pytest.mark.parametrize(("left", "right"), list(permutations(articles_by_source(), 2)))
def test_with_the_sides_exchanged_nothing_else_changes(left, right):
    report = hold(add_relation(make_sample(), RelationKind.DRIFT, "strength", 18, 34, (1, 4)), 33, Holder.DENIED)
    one, other = (
        json.loads(write_comparison_json(compare_sides(report, *sides), report))
        for sides in ((left, right), (right, left))
    )
    assert turn(one) == other


def load_schema():
    file = resources.files("audit") / "reporters" / "comparison.schema.json"
    schema = json.loads(file.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize(("left", "right"), [(CLINIC, DAILY), (CLINIC, GUIDE), (DAILY, ("gout-guide/water",))])
def test_the_json_fits_its_schema_and_its_quotes_the_text(left, right):
    report = make_sample()
    content = json.loads(write_comparison_json(compare(left, right), report))
    load_schema().validate(content)
    texts = {article.id: article.text for article in report.articles}
    for entry in (*content["conflicts"], *content["shared"], *content["considered"]):
        for name, articles in (("left", left), ("right", right)):
            for quote in entry[name]:
                assert quote["article"] in articles
                assert texts[quote["article"]][quote["start"] : quote["end"]] == quote["quote"]
                assert re.fullmatch(rf"articles/{quote['article']}\.txt:\d+", quote["place"])


def test_damaged_json_does_not_fit_the_schema():
    content = json.loads(write_comparison_json(compare(CLINIC, DAILY), make_sample()))
    content["conflicts"][0]["right"] = []
    with pytest.raises(jsonschema.ValidationError):
        load_schema().validate(content)


def test_the_text_has_the_verdict_both_quotes_and_where_they_stand():
    comparison = compare(CLINIC, DAILY)
    text = " ".join(write_comparison_text(comparison, everything=False, width=200).split())
    assert say_verdict(comparison) in text
    assert "2 contradictions and 0 tensions" in text
    assert "Contradiction on how long it lasts; very sure (0.95)" in text
    assert "A articles/joint-clinic/attack.txt:3: “A gout attack lasts three to ten days.”" in text
    assert "B articles/health-daily/gout.txt:5: “Gout attacks last for two to three months.”" in text
    assert "No sign that one is a copy" in text
    assert "Not independent" in write_comparison_text(compare(CLINIC, GUIDE), everything=False)


def test_everything_is_listed_only_when_it_is_asked_for():
    report = add_relation(make_sample(), RelationKind.SCOPE, "population", 24, 12)
    comparison = compare(DAILY, CLINIC, report)
    short, whole = (write_comparison_text(comparison, everything=wanted) for wanted in (False, True))
    assert "1 pair considered and not counted; --all lists everything" in short
    assert "Women never get gout before the menopause." not in short
    assert "Women never get gout before the menopause." in whole
    assert "Not about the same: who it applies to; fairly sure (0.80)" in whole
    assert "commercial/paid-ranking" in whole
    assert "--all" not in whole


def test_a_quote_is_shown_with_its_context_and_its_holder():
    comparison = compare(("city-hospital/gout", "city-hospital/tablets"), DAILY)
    text = " ".join(write_comparison_text(comparison, everything=True, width=200).split())
    assert "(in context: Starting [tablets that lower urate] may bring on an attack in the first weeks.)" in text
    assert "“gout only comes from rich food” (corrected or denied by the article)" in text


def test_two_that_share_nothing_are_told_so():
    text = write_comparison_text(compare(("cherry-store/cherries",), ("gout-guide/water",)), everything=False)
    assert "No contradiction and no tension was found between them." in text
    assert "No statement was found to be made by both." in text


# --- page -----------------------------------------------------------------------------------------------------------


class Panes(HTMLParser):
    """Collects the ties of the texts, and the entries they lead to."""

    def __init__(self, text):
        super().__init__()
        self.ties, self.entries, self.targets = set(), set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.ties |= set(found.get("data-ties", "").split())
        if "data-tie" in found:
            self.entries.add(found["data-tie"])
            self.targets.add(f"#{found['id']}")


def test_every_coloured_statement_leads_to_its_quotes_without_a_script():
    report = make_sample()
    alone = ClaimCluster("k9", (report.claims[31].id, report.claims[32].id), report.claims[31].id, (GUIDE,))
    report = replace(report, clusters=(*report.clusters, alone))
    text = write_comparison_html(compare(CLINIC, GUIDE, report), report)
    panes, page = Panes(text), Page(text)
    assert panes.ties == panes.entries
    assert panes.targets <= {link for link in page.links if link.startswith("#")}
    assert [link for link in page.links if link.startswith("#") and link[1:] not in page.ids] == []
    assert [name for name in set(page.ids) if page.ids.count(name) > 1] == []


def test_the_same_words_of_one_side_are_shown_once_with_their_number():
    report = make_sample()
    again = replace(report.claims[34], id="again", span=Span(0, 5))
    cluster = replace(report.clusters[3], claims=(*report.clusters[3].claims, "again"))
    doubled = replace(report, claims=(*report.claims, again), clusters=(*report.clusters[:3], cluster))
    text = write_comparison_html(compare(CLINIC, GUIDE, doubled), doubled)
    assert text.count("said 2 times") == 1
    assert write_comparison_text(compare(CLINIC, GUIDE, doubled), everything=False).count("Coffee could lower") == 1


def test_the_page_has_elements_closed_in_order_and_headings_that_skip_no_level():
    page = Page(write_comparison_html(compare(CLINIC, DAILY), make_sample()))
    assert (page.wrong, page.stack) == ([], [])
    assert page.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False))


def test_the_left_article_stands_on_the_left_of_every_conflict():
    for left, right in ((CLINIC, DAILY), (DAILY, CLINIC)):
        text = write_comparison_html(compare(left, right), make_sample())
        card = re.search(r'<article class="card pair.*?</article>', text, re.DOTALL).group()
        first, second = (card.index(name) for name in ("Health Daily", "Harbour Joint Clinic"))
        assert (first < second) == (left == DAILY)


@pytest.mark.parametrize("words", ATTACKS)
def test_nothing_an_article_says_is_markup(words):
    def write(report):
        return write_comparison_html(compare_sides(report, CLINIC, GUIDE), report)

    clean = Page(write(poison(make_sample(), re.sub("[<>\"'/]", "x", words))))
    text = write(poison(make_sample(), words))
    page = Page(text)
    assert words not in text
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in clean.tags]
    assert not [found for _, found in page.tags if any(name.startswith("on") for name in found)]
    assert "default-src &#39;none&#39;" in text


def test_hostile_words_are_inert_in_the_text(hostile_report):
    articles = [article.id for article in hostile_report.articles]
    text = write_comparison_text(compare_sides(hostile_report, articles[:1], articles[1:]), everything=True)
    assert "\x1b" not in text
    assert "\u202e" not in text
