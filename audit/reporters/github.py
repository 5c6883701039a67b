"""Report → workflow commands of GitHub Actions, which annotate the files of a pull request."""

from audit.model import Level, Report, Status
from audit.reporters.plain import (
    articles_by_id,
    is_text_file,
    line_and_column,
    place_name,
    quote_line,
    severest_first,
    strip_control,
)

COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def write_github(report: Report) -> str:
    """Return one command a line, severest first: the host shows only the first ten of a level in a step."""
    articles = articles_by_id(report)
    lines = []
    for finding in severest_first(finding for finding in report.findings if finding.status is Status.OPEN):
        article = articles[finding.primary.article]
        properties = {"file": article.path}
        if is_text_file(article.path):
            properties["line"] = str(line_and_column(article.text, finding.primary.span.start)[0])
        properties["title"] = f"{finding.rule} ({finding.confidence:.2f})"
        message = [finding.message, quote_line(finding.primary.quote)]
        message += [f"{place_name(place, articles)}: {quote_line(place.quote)}" for place in finding.related]
        lines.append(write_command(COMMANDS[finding.level], properties, "\n".join(message)))
    lines += [
        write_command("warning", {"file": entry.path, "title": "not audited"}, entry.reason) for entry in report.skipped
    ]
    return "".join(f"{line}\n" for line in lines)


def write_command(name: str, properties: dict[str, str], message: str) -> str:
    """Return a workflow command; nothing in a value can end it or start another."""
    listed = ",".join(f"{key}={escape_property(value)}" for key, value in properties.items())
    return f"::{name} {listed}::{escape_data(message)}"


def escape_data(text: str) -> str:
    """Return text as the message of a command, as the runner's own toolkit escapes it."""
    return strip_control(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Return text as the value of a property of a command."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")
