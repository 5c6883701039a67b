"""A browser that may not leave the page, and the report made by hand as a file."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "output"))

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    if not CHROMIUM:
        pytest.skip("needs Chromium: install the system package chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install playwright")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def report_file(tmp_path_factory):
    from sample_report import make_sample

    from audit.reporters.html import write_html

    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(write_html(make_sample()), encoding="utf-8")
    return file


@pytest.fixture
def open_page(browser, report_file):
    """Return a function that opens the report; console messages and requests are kept on the page as `seen`."""
    contexts = []

    def opening(*, width=1280, height=900, scheme="light", query="", file=report_file, **more):
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce", **more
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.seen = {"console": [], "requests": []}
        page.on("console", lambda message: page.seen["console"].append(message.text))
        page.on("pageerror", lambda error: page.seen["console"].append(str(error)))
        page.on("request", lambda request: page.seen["requests"].append(request.url))
        page.goto(f"{file.as_uri()}{query}")
        return page

    yield opening
    for context in contexts:
        context.close()
