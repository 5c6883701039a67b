"""Every error the user can meet.

AuditError
├── CorpusError      nothing to read, or a path that does not exist
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
