"""Report → JUnit XML, for build servers: a suite for each article, a test case for each finding."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence

from audit.model import Article, Finding, Level, Report, Status
from audit.reporters.plain import articles_by_id, place_name, quote_line, squeeze_line


def write_junit(report: Report) -> str:
    """Return the findings as test cases: errors fail, others pass with their text, skipped files skip.

    An article without a finding is one passing test case.
    """
    articles = articles_by_id(report)
    root = ET.Element("testsuites", {"name": "source-audit"})
    for article in report.articles:
        add_suite(root, article, [f for f in report.findings if f.primary.article == article.id], articles)
    if report.skipped:
        suite = ET.SubElement(root, "testsuite", {"name": "skipped"})
        for entry in report.skipped:
            path = squeeze_line(entry.path)
            case = ET.SubElement(suite, "testcase", {"classname": path, "name": "read"})
            ET.SubElement(case, "skipped", {"message": squeeze_line(entry.reason)})
    for element in (*root, root):
        count_cases(element)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def add_suite(root: ET.Element, article: Article, findings: Sequence[Finding], articles: Mapping[str, Article]) -> None:
    """Add the suite of one article."""
    path = squeeze_line(article.path)
    suite = ET.SubElement(root, "testsuite", {"name": path})
    if not findings:
        ET.SubElement(suite, "testcase", {"classname": path, "name": "no findings"})
    for finding in findings:
        case = ET.SubElement(suite, "testcase", {"classname": path, "name": f"{finding.rule} {finding.id}"})
        text = compose_text(finding, articles)
        if finding.status is Status.DISMISSED:
            ET.SubElement(case, "skipped", {"message": squeeze_line(f"dismissed: {finding.reason}")})
            ET.SubElement(case, "system-out").text = text
        elif finding.level is Level.ERROR:
            failure = {"message": squeeze_line(finding.message), "type": finding.rule}
            ET.SubElement(case, "failure", failure).text = text
        else:
            ET.SubElement(case, "system-out").text = text


def compose_text(finding: Finding, articles: Mapping[str, Article]) -> str:
    """Return the level, the message and every quote with its place."""
    lines = [f"{finding.level.value} (confidence {finding.confidence:.2f}): {squeeze_line(finding.message)}"]
    places = (finding.primary, *finding.related)
    lines += [f"{place_name(place, articles)}: {quote_line(place.quote)}" for place in places]
    return "\n".join(lines)


def count_cases(element: ET.Element) -> None:
    """Write the numbers of test cases into a suite, or into the root."""
    cases = list(element.iter("testcase"))
    element.set("tests", str(len(cases)))
    element.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    element.set("errors", "0")
    element.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))
