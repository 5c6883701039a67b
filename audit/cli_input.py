"""Arguments of `check` and `claims` → Corpus: files, and text on stdin."""

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from audit.errors import CorpusError, EmptyCorpusError
from audit.model import Corpus

STDIN = "-"
STDIN_ID = "stdin"
STDIN_PATH = "stdin.txt"


def read_articles(paths: Sequence[str]) -> Corpus:
    """Read the articles; "-" is plain text on stdin, shown as `stdin.txt`.

    Raises:
        CorpusError: a path does not exist, or another article has the id of the one on stdin.
        EmptyCorpusError: no article could be read.
    """
    from audit.ingest import read_corpus

    files = [path for path in paths if path != STDIN]
    if STDIN not in paths:
        return read_corpus(files)
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder, STDIN_PATH)
        draft.write_bytes(sys.stdin.buffer.read())
        try:
            typed = rename_stdin(read_corpus([str(draft)]))
        except EmptyCorpusError as error:
            tried = tuple((STDIN_PATH, reason) for _, reason in error.skipped)
            raise EmptyCorpusError(str(error).replace(draft.as_posix(), STDIN_PATH), tried) from error
    return join(read_corpus(files), typed) if files else typed


def rename_stdin(corpus: Corpus) -> Corpus:
    """Return the corpus of the text on stdin without the temporary name it was read under."""
    return Corpus(
        sources=tuple(replace(source, id=STDIN_ID, name=STDIN_ID) for source in corpus.sources),
        articles=tuple(replace(article, id=STDIN_ID, source=STDIN_ID, path=STDIN_PATH) for article in corpus.articles),
        skipped=tuple(replace(entry, path=STDIN_PATH) for entry in corpus.skipped),
    )


def join(files: Corpus, typed: Corpus) -> Corpus:
    """Return both corpora as one, sorted by id."""
    taken = {article.id for article in files.articles} | {source.id for source in files.sources}
    if STDIN_ID in taken:
        raise CorpusError(
            f"an article or source is called {STDIN_ID}, as the text on stdin is; rename it or check it alone"
        )
    return Corpus(
        sources=tuple(sorted((*files.sources, *typed.sources), key=lambda source: source.id)),
        articles=tuple(sorted((*files.articles, *typed.articles), key=lambda article: article.id)),
        skipped=tuple(sorted((*files.skipped, *typed.skipped), key=lambda entry: entry.path)),
    )
