import csv
import gzip
import io
import json
import os
import tarfile

import pytest

from audit.cli_evaluate import write_figures_json
from audit.errors import AuditError
from audit.evaluate import evaluate
from audit.evaluate.baseline import predict_by_words, word_similarities
from audit.evaluate.claims import word_f1
from audit.evaluate.contradictions import average_by_group
from audit.evaluate.extraction import compare_runs
from audit.evaluate.probes import make_article, make_plain_article
from audit.evaluate.reliability import GIVEAWAY, Page, describe_scores, draw_pages
from audit.evaluate.rows import MissingDataError, read_archive
from audit.evaluate.speed import run_apart
from audit.evaluate.tasks import TASKS, Measure

ADVERT = "Order now and save 20% at our shop."
ANSWER = f"Gout is a disease of the joints. {ADVERT}"
PAGE = (
    "<html><head><title>Gout</title></head><body><nav><a href='/'>Home</a></nav>"
    "<article><h1>Gout</h1><p>{}</p></article></body></html>"
)
BODY = "Gout is a painful disease of the joints that is caused by crystals of uric acid in the tissue around them."


def end_early(texts):
    os._exit(3)


def write_rows(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    content = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)


def write_archive(path, pages):
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w:xz") as archive:
        for name, text in pages.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))


def measure(task, base, **options):
    return dict(evaluate(task, base, **options))


def test_claims_are_measured_beside_the_words(tmp_path):
    folder = tmp_path / "data" / "claim_detection"
    rows = [
        {"id": f"{label}{number}", "doc": f"d{number}", "label": label, "text": text}
        for number in range(5)
        for label, text in ((1, "Gout is caused by uric acid."), (0, "Thank you for your visit!"))
    ]
    for name in ("claimbuster", "policlaim", "scientific_claim"):
        write_rows(folder / f"{name}.jsonl", rows)
    answer = {"id": "a", "text": "Gout is caused by uric acid.\nThank you.", "nice_to_have": []}
    write_rows(
        folder / "kqa_statements.jsonl", [answer | {"must_have": ["Gout is caused by uric acid", "Drink water"]}]
    )
    tables = measure("claims", tmp_path)
    figures = tables["claims/claimbuster"]
    assert (figures["rows"], figures["recall"], figures["precision"]) == ("10", 1.0, 1.0)
    assert figures["words and linear model: average precision"] == 1.0
    assert tables["claims/kqa_statements"]["must-have covered"] == 0.5


def test_equivalence_is_measured_on_pairs_and_clusters(tmp_path):
    folder = tmp_path / "equivalence"
    pairs = [
        {"id": "1", "text1": "Gout hurts badly.", "text2": "Gout hurts badly.", "label": 1, "score": 5},
        {"id": "2", "text1": "Sleep heals.", "text2": "Vaccines protect children.", "label": 0, "score": 0},
    ]
    for name in ("mrpc", "medical_question_pairs", "stsb", "sick_relatedness"):
        write_rows(folder / f"{name}.jsonl", pairs)
    write_rows(
        folder / "argkp.jsonl", [pair | {"argument": pair["text1"], "key_point": pair["text2"]} for pair in pairs]
    )
    same = ["Gout is caused by uric acid.", "Gout is caused by uric acid."]
    clusters = [{"stance": "support", "members": same}, {"stance": "support", "members": ["Smoking causes cough."]}]
    write_rows(folder / "perspectrum_clusters.jsonl", [{"id": "t", "clusters": clusters}])
    tables = measure("equivalence", tmp_path)
    assert tables["equivalence/mrpc"]["ngrams: average precision"] == 1.0
    assert tables["equivalence/stsb"]["ngrams: spearman"] == pytest.approx(1.0)
    assert tables["equivalence/perspectrum_clusters"]["b-cubed: f1"] == 1.0


def test_clusters_are_measured_where_only_groups_of_sentences_are_there(tmp_path):
    same = ["Gout is caused by uric acid.", "Gout is caused by uric acid."]
    clusters = [{"stance": "support", "members": same}, {"stance": "support", "members": ["Smoking causes cough."]}]
    write_rows(tmp_path / "equivalence" / "perspectrum_clusters.jsonl", [{"id": "t", "clusters": clusters}])
    tables = measure("clusters", tmp_path)
    assert list(tables) == ["clusters/perspectrum_clusters"]
    assert tables["clusters/perspectrum_clusters"]["b-cubed: f1"] == 1.0


def test_contradictions_are_measured_pair_by_pair(tmp_path):
    folder = tmp_path / "contradiction_claims"
    opposed = ("A gout attack lasts three days.", "A gout attack lasts six weeks.")
    same = ("A gout attack lasts three days.", "Cherries are red.")
    rows = [
        {"id": str(number), "question_id": "q", "claim_id": "q", "label": label, "claim1": left, "claim2": right,
         "text1": left, "text2": right}
        for number, (label, (left, right)) in enumerate((("opposed", opposed), ("same_side", same)))
    ]  # fmt: skip
    for name in ("mancon_pairs", "perspectrum_opposition"):
        write_rows(folder / f"{name}.jsonl", rows)
    figures = measure("contradictions", tmp_path)["contradictions/mancon_pairs"]
    assert (figures["recall"], figures["false alarms on the same side"]) == (1.0, 0.0)
    assert figures["average precision, mean of groups"] == 1.0


def test_what_an_audit_shows_on_public_documents_is_counted(tmp_path):
    for name in ("mancon_pairs", "perspectrum_opposition"):
        write_rows(tmp_path / "contradiction_claims" / f"{name}.jsonl", [])
    texts = (
        "Gout attacks last three days.",
        "Gout attacks last six weeks.",
        "Asthma narrows the airways.",
        "Rest helps.",
    )
    rows = [{"id": str(number), "text": text} for number, text in enumerate(texts)]
    write_rows(tmp_path / "articles_bulk" / "articles.jsonl.gz", rows)
    figures = measure("contradictions", tmp_path)["contradictions/public documents, mixed"]
    assert (figures["documents"], figures["contradictions and tensions shown"]) == ("4", "1")
    assert figures["a hundred documents"] == 25.0


def test_advertisements_are_measured_by_sentence_answer_and_character(tmp_path):
    folder = tmp_path / "commercial"
    start = ANSWER.index(ADVERT)
    advert = {"id": "1", "query": "gout", "topic": "healthcare", "label": 1, "text": ANSWER,
              "ad_sentence_span": [start, len(ANSWER)],
              "sentences": [[0, start - 1, 0], [start, len(ANSWER), 1]]}  # fmt: skip
    plain = {"id": "2", "query": "sleep", "topic": "other", "label": 0, "text": "Sleep heals.",
             "ad_sentence_span": None, "sentences": [[0, 12, 0], [12, 12, 0]]}  # fmt: skip
    write_rows(folder / "native_ads.jsonl.gz", [advert, plain])
    write_rows(folder / "clickbait.jsonl", [{"text": "Gout cases rise in towns", "label": "news"}])
    tables = measure("commercial", tmp_path)
    figures = tables["commercial/native_ads"]
    assert (figures["sentences"], figures["sentences: recall"], figures["answers: false alarms"]) == ("3", 1.0, 0.0)
    assert figures["characters: f1"] > 0
    assert tables["commercial/native_ads, healthcare"]["answers"] == "1"
    assert tables["commercial/clickbait"]["false alarms on news"] == 0.0


def test_extraction_is_measured_by_runs_of_words(tmp_path):
    folder = tmp_path / "extraction"
    write_archive(folder / "html.tar.xz", {"html/a.html": PAGE.format(BODY), "html/b.html": "<html></html>"})
    write_rows(folder / "gold.jsonl", [
        {"id": "a", "html_file": "html/a.html", "text": BODY}, {"id": "b", "html_file": "html/b.html", "text": BODY},
    ])  # fmt: skip
    figures = measure("extraction", tmp_path)["extraction"]
    assert (figures["pages"], figures["pages refused (other languages among them)"]) == ("2", "1")
    assert (figures["recall"], figures["share of pages with f1 under 0.5"]) == (1.0, 0.0)
    assert figures["f1, a refused page counting 0"] == figures["f1"] / 2


def test_runs_of_words_are_counted_as_often_as_they_occur():
    assert compare_runs("a b c d e", "a b c d e") == (1.0, 1.0, 1.0)
    assert compare_runs("a b c d", "a b c d a b c d") == (0.2, 1.0, pytest.approx(1 / 3))
    assert compare_runs("a b", "a b") == (1.0, 1.0, 1.0)
    assert compare_runs("a b c d", "") == (0.0, 0.0, 0.0)


def test_reliability_scores_pages_without_their_seals(tmp_path):
    folder = tmp_path / "reliability_pages"
    for label in ("reliable", "unreliable"):
        write_archive(folder / f"{label}.tar.xz", {f"{label}/1.html": PAGE.format(BODY)})
    with (folder / "labels.csv").open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["file", "label", "site"])
        writer.writerows([["reliable/1.html", "reliable", "a"], ["unreliable/1.html", "unreliable", "b"]])
    figures = measure("reliability", tmp_path)["reliability"]
    assert (figures["pages"], figures["sites, reliable and not"]) == ("2", "1 and 1")


def test_seals_are_removed_and_other_links_stay():
    seal = b'<a class="x" href="https://www.HON.ch/seal"><img src="s.gif"></a><img src="//hon.ch/x.gif">'
    seal += b"<script src='http://hon.ch/seal.js'></script><script>print_honcode_logo(4,1);</script>"
    page = b"<p>" + seal + b'<a href="/b">b</a></p>'
    assert GIVEAWAY.sub(b"", page) == b'<p><a href="/b">b</a></p>'


@pytest.mark.shared
def test_no_labelled_page_keeps_a_seal(shared):
    folder = shared / "data" / "reliability_pages"
    for label in ("reliable", "unreliable"):
        pages = [(name, GIVEAWAY.sub(b"", body)) for name, body in read_archive(folder / f"{label}.tar.xz")]
        assert [name for name, body in pages if b"hon.ch" in body.lower() or b"honcode" in body.lower()] == []


def test_sites_take_turns_in_the_sample():
    pages = [Page(f"{site}{number}", reliable, site) for reliable, site, count in
             ((True, "big", 9), (True, "small", 1), (False, "bad", 5)) for number in range(count)]  # fmt: skip
    chosen = draw_pages(pages, 4)
    assert sorted(page.site for page in chosen) == ["bad", "bad", "big", "small"]


def test_pages_without_a_score_are_counted_apart():
    pages = [
        Page("a", True, "x"),
        Page("b", True, "x"),
        Page("c", True, "y"),
        Page("d", False, "z"),
        Page("e", False, "z"),
    ]
    figures = describe_scores(pages, [80.0, 70.0, 20.0, 40.0, None])
    assert (figures["not scored"], figures["auc"], figures["auc, sites weigh the same"]) == (
        "1/5",
        pytest.approx(2 / 3),
        0.5,
    )
    assert describe_scores(pages, [None] * 5)["auc"] == "no page of either label was scored"


@pytest.mark.slow
def test_speed_is_measured_in_a_process_of_its_own(tmp_path):
    rows = [{"id": str(number), "text": "Gout is caused by uric acid.\n\nRest helps."} for number in range(4)]
    write_rows(tmp_path / "articles_bulk" / "articles.jsonl.gz", rows)
    figures = measure("speed", tmp_path)["speed"]
    assert (figures["documents"], figures["words"]) == ("4", "32")
    assert figures["words a second"] > 0
    assert figures["peak memory, MB"] > 50


@pytest.mark.slow
def test_a_measured_process_that_is_killed_is_an_error_and_no_endless_wait(monkeypatch):
    monkeypatch.setattr("audit.evaluate.speed.time_audit", end_early)
    with pytest.raises(AuditError, match="ended early"):
        run_apart([])


def test_an_unknown_task_names_the_nearest(tmp_path):
    with pytest.raises(AuditError, match=r"golt: no such task; did you mean gold\?"):
        evaluate("golt", tmp_path)


def test_a_task_without_its_data_fails_and_names_the_folder(tmp_path):
    with pytest.raises(MissingDataError, match="data/commercial: no such folder"):
        evaluate("commercial", tmp_path)


def test_of_all_tasks_those_without_data_say_so(tmp_path, monkeypatch):
    def absent(base, limit, progress):
        raise MissingDataError("x: no such folder")

    tasks = {
        "here": Measure(lambda base, limit, progress: (("here", {"limit": str(limit)}),), 7),
        "absent": Measure(absent),
    }
    monkeypatch.setattr("audit.evaluate.tasks.TASKS", tasks)
    assert evaluate(None, tmp_path) == (("here", {"limit": "7"}), ("absent", {"not measured": "x: no such folder"}))
    assert evaluate(None, tmp_path, limit=3)[0] == ("here", {"limit": "3"})
    monkeypatch.setattr("audit.evaluate.tasks.TASKS", {"absent": Measure(absent)})
    with pytest.raises(MissingDataError, match="x: no such folder"):
        evaluate(None, tmp_path)


def test_every_task_is_documented():
    from pathlib import Path

    page = (Path(__file__).parents[2] / "docs" / "evaluate.md").read_text(encoding="utf-8")
    assert [name for name in TASKS if f"| `{name}` |" not in page] == []


def test_figures_are_printed_as_json_with_rounded_numbers():
    written = json.loads(write_figures_json([("claims", {"f1": 2 / 3, "n": "4/5", "threshold": float("inf")})]))
    assert written == {"claims": {"f1": 0.666667, "n": "4/5", "threshold": "inf"}}


def test_a_baseline_never_sees_the_group_it_is_asked_about():
    texts = ["red red", "blue blue", "red red", "blue blue"]
    assert predict_by_words(texts, [True, False, True, False], ["a", "a", "b", "b"]) is not None
    leaking = predict_by_words(["one", "two", "one", "two"], [True, False, False, True], ["a", "a", "b", "b"])
    assert leaking is not None
    assert leaking[0] < 0.5 < leaking[1]
    assert predict_by_words(texts, [True] * 4, ["a", "a", "b", "b"]) is None
    assert predict_by_words(texts, [True, False, True, False], ["a"] * 4) is None


def test_words_alike_are_similar():
    alike, unlike = word_similarities([("gout hurts", "gout hurts"), ("sleep heals", "vaccines protect")])
    assert (alike, unlike) == (1.0, 0.0)
    assert word_similarities([]) == []


def test_an_average_over_groups_leaves_out_groups_of_one_kind():
    gold, groups = [True, False, True, True], ["a", "a", "b", "b"]
    assert average_by_group(gold, [0.9, 0.1, 0.0, 0.0], groups) == 1.0


def test_shared_words_are_counted_as_sets():
    assert word_f1("Gout hurts", "gout really hurts, gout") == 0.8


def test_offsets_of_a_plain_article_are_those_of_its_text():
    text = "  Gout hurts.\n\n\tRest helps. \n"
    article = make_plain_article("a", text)
    assert (article.text, [block.span.within(text) for block in article.blocks]) == (
        text,
        ["Gout hurts.", "Rest helps."],
    )


def test_each_paragraph_is_a_block_even_an_empty_one():
    article = make_article("a", ["Gout  hurts.", " ", "Rest."])
    assert [block.span.within(article.text) for block in article.blocks] == ["Gout hurts.", "-", "Rest."]
