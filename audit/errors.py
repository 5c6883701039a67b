"""Every error the user can meet.

AuditError
├── CorpusError      a path that does not exist, or a report that cannot be read
│   └── EmptyCorpusError  paths that hold no readable article
├── SettingsError    a settings file or option that is wrong
├── MetadataError    front matter or source.toml that cannot be read
├── PackError        a pack of reference facts or a lexicon that is wrong
├── CheckError       a plugin check that breaks the contract
└── ModelError       a language model or weight file that is missing or damaged
"""


class AuditError(Exception):
    """An error with a message for the user: it names the file and the remedy."""


class CorpusError(AuditError):
    """No article could be found at the paths given."""


class EmptyCorpusError(CorpusError):
    """The paths exist and hold no readable article; `skipped` has (path, reason) for each that was tried."""

    def __init__(self, message: str, skipped: tuple[tuple[str, str], ...] = ()) -> None:
        """Keep what was skipped, so that a report can list it."""
        super().__init__(message)
        self.skipped = skipped


class SettingsError(AuditError):
    """A setting is unknown, of the wrong type, or out of range."""


class MetadataError(AuditError):
    """Metadata of an article or a source cannot be read."""


class PackError(AuditError):
    """A pack of reference facts or a lexicon is malformed."""


class CheckError(AuditError):
    """A check breaks its contract: duplicate rule, unknown rule, wrong type."""


class ModelError(AuditError):
    """A model is missing or damaged."""
