"""A model folder and texts → the outputs of its graph, one row a text or pair.

One text a run: quantisation at run time takes its scale from all that is in a batch, so that in a batch of many an
article's claims would change with the articles beside it (`docs/models.md` has the figures). Several runs go side by
side in threads, each with one thread of its own; their number changes no byte.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

from audit.errors import ModelError
from audit.models.folder import ModelFolder, find_model

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
"""Inputs that a graph may have; the first must be one."""
TYPES: Mapping[str, str] = {"tensor(int64)": "int64", "tensor(int32)": "int32"}
SHARE = 16
"""Texts that a thread takes at a time."""

Text = str | tuple[str, str]
"""A text, or a pair of them."""


@cache
def load_model(task: str, name: str) -> "Model":
    """Load a model once in a process: the shipped one for an empty name, else a folder or an installed package.

    Raises:
        ModelError: it is not there, damaged, or no model that can be run.
    """
    return Model(find_model(task, name))


class Model:
    """A loaded graph with its tokenizer."""

    def __init__(self, folder: ModelFolder) -> None:
        """Load the files of the folder and check what the graph takes."""
        self.folder = folder
        self.tokenizer = load_tokenizer(folder)
        self.session = load_session(folder)
        self.types = {entry.name: TYPES.get(entry.type, "") for entry in self.session.get_inputs()}
        unknown = [name for name, kind in self.types.items() if name not in INPUTS or not kind]
        if unknown or INPUTS[0] not in self.types:
            raise ModelError(
                f"{folder.graph.as_posix()}: takes {', '.join(self.types) or 'nothing'}; a graph must take integers "
                f"{', '.join(INPUTS)}, the last two if it likes"
            )

    def run(self, texts: Sequence[Text], threads: int) -> "NDArray[float32]":
        """Return the first output for each text or pair, pooled over the tokens where it has a row for each."""
        from numpy import stack

        places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
        unique = list(places)
        shares = [unique[start : start + SHARE] for start in range(0, len(unique), SHARE)]
        with ThreadPoolExecutor(threads) as pool:
            rows = [row for some in pool.map(self.run_share, shares) for row in some]
        return stack(rows)[[places[text] for text in texts]]

    def run_share(self, texts: Sequence[Text]) -> "list[NDArray[float32]]":
        """Return the outputs of some texts or pairs, one after the other."""
        return [self.run_one(text) for text in texts]

    def run_one(self, text: Text) -> "NDArray[float32]":
        """Return the output for one text or pair."""
        encoding = self.tokenizer.encode(*text) if isinstance(text, tuple) else self.tokenizer.encode(text)
        try:
            output: NDArray[float32] = self.session.run(None, self.feed(encoding))[0]
        except Exception as error:  # what the runtime raises has no common base but this
            raise ModelError(f"{self.folder.graph.as_posix()}: cannot be run ({error})") from error
        row: NDArray[float32] = output[0]
        return row.mean(axis=0) if row.ndim == 2 else row

    def feed(self, encoding: "Encoding") -> dict[str, object]:
        """Return the inputs that the graph asks for."""
        from numpy import array

        columns = {
            "input_ids": encoding.ids,
            "attention_mask": encoding.attention_mask,
            "token_type_ids": encoding.type_ids,
        }
        return {name: array([columns[name]], dtype=kind) for name, kind in self.types.items()}


def load_tokenizer(folder: ModelFolder) -> "Tokenizer":
    """Load the tokenizer; what its file says of padding is dropped, one text a run needs none."""
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(folder.tokenizer))
    except Exception as error:  # the library raises plain exceptions
        raise ModelError(f"{folder.tokenizer.as_posix()}: not a tokenizer that can be loaded ({error})") from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(folder.max_length)
    return tokenizer


def load_session(folder: ModelFolder) -> "InferenceSession":
    """Load the graph for one thread on the processor."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return InferenceSession(str(folder.graph), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # what the runtime raises has no common base but this
        raise ModelError(f"{folder.graph.as_posix()}: not a graph that can be loaded ({error})") from error
