"""report.html → docs/images/report.png, an excerpt of the page: python docs/take_picture.py reports/report.html."""

import shutil
import sys
from pathlib import Path

TARGET = Path(__file__).parent / "images" / "report.png"
ROWS = (0, 2, 4, 8, 9, 12)
"""Sources shown, by their place in the overview."""
SLOTS = ("publisher says of itself", "how long it lasts")
"""Contradictions shown: the first whose heading has these words."""

EXCERPT = """([rows, slots]) => {
  const hide = (one) => { one.style.setProperty("display", "none", "important"); };
  const beside = ".first, #matrix, #overview > h3, #overview > .ranking, #overview > .source, #overview > .fine";
  document.querySelectorAll(beside).forEach(hide);
  document.querySelectorAll(".forest tbody tr").forEach((row, at) => { if (!rows.includes(at)) hide(row); });
  const cards = [...document.querySelectorAll("#pairs > .pair")];
  const kept = slots.map((words) => cards.find((card) => card.querySelector("h3").textContent.includes(words)));
  cards.filter((card) => !kept.includes(card)).forEach(hide);
  document.querySelector(".side").style.position = "static";
  document.querySelectorAll("main > section").forEach((section) => { section.style.marginTop = "1.4rem"; });
  return Math.max(...kept.filter(Boolean).map((card) => card.getBoundingClientRect().bottom + scrollY));
}"""


def take_picture(page_file: Path) -> None:
    """Write the picture, 1280 pixels wide."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        browser = running.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 1000}, color_scheme="light")
        page.goto(page_file.resolve().as_uri())
        bottom = page.evaluate(EXCERPT, [list(ROWS), list(SLOTS)])
        page.set_viewport_size({"width": 1280, "height": int(bottom) + 24})
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=TARGET)
        browser.close()


if __name__ == "__main__":
    take_picture(Path(sys.argv[1]))
