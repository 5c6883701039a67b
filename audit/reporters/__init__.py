"""Report → text: one module a format, one table of formats."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from audit.model import Report


def write_html_report(report: Report) -> dict[str, str]:
    """Return the self-contained page."""
    from audit.reporters.html import write_html

    return {"report.html": write_html(report)}


def write_json_report(report: Report) -> dict[str, str]:
    """Return the machine-readable report that everything else can be made from."""
    from audit.reporters.report_json import write_json

    return {"report.json": write_json(report)}


def write_sarif_report(report: Report) -> dict[str, str]:
    """Return the findings as SARIF 2.1.0, for code hosts and editors."""
    from audit.reporters.sarif import write_sarif

    return {"report.sarif": write_sarif(report)}


def write_markdown_report(report: Report) -> dict[str, str]:
    """Return the report as Markdown, for a ticket or a wiki."""
    from audit.reporters.markdown import write_markdown

    return {"report.md": write_markdown(report)}


def write_csv_report(report: Report) -> dict[str, str]:
    """Return three tables for a spreadsheet."""
    from audit.reporters.tables import write_tables

    return write_tables(report)


def write_junit_report(report: Report) -> dict[str, str]:
    """Return the findings as a test report, for a build server."""
    from audit.reporters.junit import write_junit

    return {"report.xml": write_junit(report)}


def write_github_report(report: Report) -> dict[str, str]:
    """Return the findings as workflow commands that annotate a pull request."""
    from audit.reporters.github import write_github

    return {"report.github.txt": write_github(report)}


def write_terminal_report(report: Report) -> dict[str, str]:
    """Return the short tables for a terminal, without colour."""
    from audit.reporters.terminal import write_terminal

    return {"report.txt": write_terminal(report)}


REPORTERS: Mapping[str, Callable[[Report], dict[str, str]]] = MappingProxyType(
    {
        "html": write_html_report,
        "json": write_json_report,
        "sarif": write_sarif_report,
        "markdown": write_markdown_report,
        "csv": write_csv_report,
        "junit": write_junit_report,
        "github": write_github_report,
        "terminal": write_terminal_report,
    }
)
"""Format name → function from a report to its files: file name → text. Each module is imported when it is called."""
