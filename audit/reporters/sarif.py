"""Report → SARIF 2.1.0 (OASIS standard), for code hosts, editors and dashboards of findings."""

import json
import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from audit import __version__
from audit.model import Article, Finding, Location, Report, Rule, Skipped, Status
from audit.reporters.plain import articles_by_id, is_text_file, line_and_column, quote_line, strip_control

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def write_sarif(report: Report) -> str:
    """Return one run: a result for each finding, both sides of a contradiction as related locations."""
    from audit.checks import list_rules

    articles = articles_by_id(report)
    rules = complete_rules(list_rules(), report)
    places = {rule.id: index for index, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "source-audit",
                "version": __version__,
                "rules": [describe_rule(rule) for rule in rules],
            }
        },
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [describe_skipped(entry) for entry in report.skipped],
            }
        ],
        "artifacts": [
            {"location": {"uri": encode_path(article.path)}, "roles": ["analysisTarget"]} for article in report.articles
        ],
        "columnKind": "unicodeCodePoints",
        "results": [describe_result(finding, articles, places) for finding in report.findings],
    }
    content = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def complete_rules(rules: tuple[Rule, ...], report: Report) -> tuple[Rule, ...]:
    """Return the rules, with a bare entry for each rule of the findings that is not installed any more."""
    known = {rule.id for rule in rules}
    unknown = {finding.rule: finding.level for finding in report.findings if finding.rule not in known}
    bare = (Rule(name, name, level, "", 0.0) for name, level in unknown.items())
    return tuple(sorted((*rules, *bare), key=lambda rule: rule.id))


def describe_rule(rule: Rule) -> dict[str, Any]:
    """Return a reportingDescriptor (§3.49)."""
    described: dict[str, Any] = {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.id.replace("/", "-").replace("_", "-").split("-")),
        "shortDescription": {"text": escape_message(rule.title)},
    }
    if rule.why:
        described["fullDescription"] = {"text": escape_message(rule.why)}
    if rule.remedy:
        described["help"] = {"text": escape_message(rule.remedy)}
    return described | {
        "defaultConfiguration": {"level": rule.level.value},
        "properties": {"tags": [rule.family], "points": round(rule.points, 3)},
    }


def describe_result(finding: Finding, articles: Mapping[str, Article], rules: Mapping[str, int]) -> dict[str, Any]:
    """Return a result (§3.27). Confidence is the rank; the finding's id is its fingerprint."""
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rules[finding.rule],
        "level": finding.level.value,
        "message": {"text": compose_message(finding, articles)},
        "locations": [describe_place(finding.primary, articles)],
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                **describe_place(place, articles),
                "message": {"text": escape_message(quote_line(place.quote))},
            }
            for number, place in enumerate((finding.primary, *finding.related), start=1)
        ]
    result["partialFingerprints"] = {"sourceAuditFinding/v1": finding.id}
    if finding.status is Status.DISMISSED:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": finding.reason}]
    result["rank"] = round(finding.confidence * 100, 1)
    result["properties"] = {
        "verdict": None if finding.verdict is None else finding.verdict.value,
        "confidence": round(finding.confidence, 3),
        "status": finding.status.value,
        "reason": finding.reason,
    }
    return result


def compose_message(finding: Finding, articles: Mapping[str, Article]) -> str:
    """Return the message with every quote; each is a link to the related location of that number (§3.11.6)."""
    if not finding.related:
        return f"{escape_message(finding.message)} {escape_message(quote_line(finding.primary.quote))}"
    lines = [escape_message(finding.message)]
    for number, place in enumerate((finding.primary, *finding.related), start=1):
        text = escape_message(quote_line(place.quote))
        lines.append(f"[{text}]({number}) in {escape_message(articles[place.article].path)}")
    return "\n".join(lines)


def escape_message(text: str) -> str:
    """Return text as a message writes it: backslash before brackets (§3.11.6), braces doubled (§3.11.5)."""
    for character in "\\[]":
        text = text.replace(character, f"\\{character}")
    return strip_control(text.replace("{", "{{").replace("}", "}}"))


def describe_place(place: Location, articles: Mapping[str, Article]) -> dict[str, Any]:
    """Return a location (§3.28). Only a text file has a region: other offsets count in the extracted text.

    `properties` hold the offsets in the article's text, as in `report.json`, whatever the file.
    """
    article = articles[place.article]
    physical: dict[str, Any] = {"artifactLocation": {"uri": encode_path(article.path)}}
    if is_text_file(article.path):
        physical["region"] = describe_region(place, article.text)
    return {
        "physicalLocation": physical,
        "properties": {
            "article": article.id,
            "extractedText": {"charOffset": place.span.start, "charLength": place.span.end - place.span.start},
        },
    }


def describe_region(place: Location, text: str) -> dict[str, Any]:
    """Return a region (§3.30) by lines and by characters, with its text."""
    line, column = line_and_column(text, place.span.start)
    end_line, end_column = line_and_column(text, place.span.end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": place.span.start,
        "charLength": place.span.end - place.span.start,
        "snippet": {"text": strip_control(place.quote)},
    }


def describe_skipped(entry: Skipped) -> dict[str, Any]:
    """Return a notification (§3.58) for a path that was not audited."""
    return {
        "level": "warning",
        "message": {"text": escape_message(f"{entry.path}: not audited: {entry.reason}")},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": encode_path(entry.path)}}}],
    }


def encode_path(path: str) -> str:
    """Return a path as a URI reference (RFC 3986), relative where the path is."""
    encoded = quote(os.fsencode(path.replace(os.sep, "/")), safe="/")
    return f"file://{encoded}" if path.startswith("/") else encoded
