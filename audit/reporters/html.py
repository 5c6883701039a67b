"""Report → one self-contained HTML page: no external resource, no network, readable without scripts."""

import base64
import hashlib
import re
from collections.abc import Sequence
from importlib import resources
from typing import Any

from audit.model import Report
from audit.reporters.naming import find_facts

STYLES = ("base.css", "overview.css", "findings.css", "articles.css", "sides.css", "print.css")
SCRIPTS = ("sides.js", "pick.js", "script.js")

UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Control characters, marks that turn the direction of text, lone surrogates: shown as U+FFFD."""


def write_html(report: Report) -> str:
    """Write the page. Text of any field is data: it is escaped everywhere and never becomes markup, style or script."""
    from audit.checks import list_rules
    from audit.reporters.html_page import view_page

    page = view_page(report, list_rules(), find_facts(report))
    return render_page("page.j2", page, styles=STYLES, scripts=SCRIPTS)


def render_page(template: str, page: object, *, styles: Sequence[str], scripts: Sequence[str] = ()) -> str:
    """Return a page from its template with shipped styles and scripts inside, and a policy that allows only these."""
    from markupsafe import Markup

    from audit import __version__

    style, script = read_parts(styles), read_parts(scripts)
    return str(
        make_environment()
        .get_template(template)
        .render(
            page=page,
            version=__version__,
            style=Markup(style),  # noqa: S704 -- our own file
            script=Markup(script),  # noqa: S704 -- our own file
            policy=make_policy(style, script),
        )
    )


def read_parts(names: Sequence[str]) -> str:
    """Return shipped text files, joined. They hold no end tag, so that they stay inside their element.

    Raises:
        ValueError: a file holds "</".
    """
    folder = resources.files("audit.reporters") / "templates"
    text = "\n".join((folder / name).read_text(encoding="utf-8").strip() for name in names)
    if "</" in text:
        raise ValueError(f"{', '.join(names)}: an end tag inside a style or script")
    return f"\n{text}\n"


def make_policy(style: str, script: str) -> str:
    """Return the content security policy: nothing but the page's own style and script, by their digests."""
    return (
        f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def digest(text: str) -> str:
    """Return the digest of an inline element as the policy writes it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def make_environment() -> Any:
    """Return the jinja2 environment: everything escaped, nothing undefined."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("audit.reporters", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=clean_text,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = clean_text
    return environment


def clean_text(value: object) -> object:
    """Return text with control and direction characters made visible; other values as they are."""
    if not isinstance(value, str):
        return value
    return type(value)(UNPRINTABLE.sub("\ufffd", value)) if UNPRINTABLE.search(value) else value
