"""Folders and files → corpus: ids, sources, order."""

from pathlib import Path

import pytest

from audit.errors import CorpusError
from audit.ingest import read_corpus
from audit.model import Corpus

TEXT = "A cold lasts about a week, and most people with one need rest, water and some patience.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "desk"
    root.mkdir()
    return root


def put(file: Path, text: str = TEXT) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def ids(corpus: Corpus) -> list[tuple[str, str]]:
    return [(article.id, article.source) for article in corpus.articles]


def test_a_sub_folder_is_one_source_and_a_loose_file_its_own(folder: Path) -> None:
    for name in ("clinic/a.txt", "clinic/deep/b.txt", "shop/a.txt", "letter.txt"):
        put(folder / name)
    assert ids(read_corpus([str(folder)])) == [
        ("clinic/a", "clinic"),
        ("clinic/deep/b", "clinic"),
        ("letter", "letter"),
        ("shop/a", "shop"),
    ]


def test_declarations_override_the_folder_the_nearest_first(folder: Path) -> None:
    put(folder / "source.toml", 'name = "The Desk"\n')
    put(folder / "shop" / "source.toml", 'name = "Cold Shop"\nkind = "shop"\n')
    put(folder / "shop" / "a.txt")
    put(folder / "b.txt")
    put(folder / "shop" / "c.md", f"---\nsource: Guest House\n---\n{TEXT}")
    corpus = read_corpus([str(folder)])
    assert ids(corpus) == [("b", "the-desk"), ("shop/a", "cold-shop"), ("shop/c", "guest-house")]
    assert [source.kind for source in corpus.sources] == ["shop", "", ""]


def test_readme_hidden_files_and_other_formats_are_not_articles(folder: Path) -> None:
    for name in ("a.txt", "README.md", ".hidden.txt", ".git/x.txt", "notes.doc"):
        put(folder / name)
    corpus = read_corpus([str(folder)])
    assert [article.id for article in corpus.articles] == ["a"]
    assert corpus.skipped == ()


def test_the_richest_format_of_an_article_is_read_and_the_others_are_listed(folder: Path) -> None:
    put(folder / "a.txt")
    put(folder / "a.html", f"<p>{TEXT}</p>")
    put(folder / "a.md")
    corpus = read_corpus([str(folder)])
    assert [Path(article.path).suffix for article in corpus.articles] == [".html"]
    assert [Path(entry.path).suffix for entry in corpus.skipped] == [".md", ".txt"]
    assert all(entry.reason.startswith("the same article in another format; ") for entry in corpus.skipped)


def test_of_two_articles_with_one_id_the_first_is_read(folder: Path) -> None:
    put(folder / "a.md", f"---\nid: cold\n---\n{TEXT}")
    put(folder / "b.md", f"---\nid: cold\n---\n{TEXT}")
    corpus = read_corpus([str(folder)])
    assert [article.id for article in corpus.articles] == ["cold"]
    assert "same id (cold) as" in corpus.skipped[0].reason


def test_files_of_one_name_in_several_folders_are_told_apart_by_the_folder(folder: Path) -> None:
    for name in ("clinic", "shop"):
        put(folder / name / "cold.txt")
        put(folder / name / "flu.html")
        put(folder / name / "flu.txt")
    expected = [("clinic/cold", "clinic-cold"), ("shop/cold", "shop-cold")]
    assert ids(read_corpus([str(folder / "clinic" / "cold.txt"), str(folder / "shop" / "cold.txt")])) == expected
    corpus = read_corpus([str(folder / "clinic"), str(folder / "shop")])
    assert [article.id for article in corpus.articles] == ["clinic/cold", "clinic/flu", "shop/cold", "shop/flu"]


def test_a_file_given_twice_is_read_once(folder: Path) -> None:
    file = put(folder / "a.txt")
    corpus = read_corpus([str(file), str(folder), f"{folder}/../desk/a.txt"])
    assert len(corpus.articles) == 1
    assert corpus.skipped == ()


def test_the_order_of_the_paths_does_not_matter(folder: Path) -> None:
    paths = [str(put(folder / f"{name}.txt", TEXT + name)) for name in "cab"]
    assert read_corpus(paths) == read_corpus(paths[::-1])


def test_paths_are_shown_as_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder / "x" / "a.txt")
    monkeypatch.chdir(folder)
    assert [article.path for article in read_corpus(["x"]).articles] == ["x/a.txt"]


def test_front_matter_counts_before_what_the_page_says(folder: Path) -> None:
    put(
        folder / "a.md", f"---\ntitle: On colds\nauthor: Ann Roe\nsponsor: Tea Co\n---\n# Colds\n\nBy Jo Penn\n\n{TEXT}"
    )
    (article,) = read_corpus([str(folder)]).articles
    assert (article.title, article.authors) == ("On colds", ("Ann Roe",))
    assert ("sponsor", "Tea Co") in article.page.meta


def test_a_path_that_does_not_exist_is_an_error(folder: Path) -> None:
    with pytest.raises(CorpusError, match="no such file or folder"):
        read_corpus([str(folder / "nowhere")])


def test_a_folder_without_articles_is_an_error_that_names_the_formats(folder: Path) -> None:
    put(folder / "a.pdf")
    with pytest.raises(CorpusError, match=r"no article to read; put \.html, \.md, \.txt"):
        read_corpus([str(folder)])
