"""Looking at a page as axe does, in all its looks, and at the width of a narrow screen."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.servers import ROOT

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
STILL = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    *, ::before, ::after, ::backdrop { transition-property: none !important }
    .next-bar, .room__bar { position: static !important }
  `);
  document.adoptedStyleSheets.push(sheet);
}"""
"""A change of colours must be over before it is judged, and what a bar at the edge half hides can be scrolled."""
SETTLED = "() => new Promise((resume) => requestAnimationFrame(() => requestAnimationFrame(resume)))"
RUN = """async (onlyColours) => {
  const rules = { "target-size": { enabled: true } };
  const options = onlyColours ? { runOnly: ["color-contrast", "link-in-text-block"] } : { rules };
  const { violations } = await axe.run(document, { resultTypes: ["violations"], ...options });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary.replace(/\\s+/g, " ")}`));
}"""
PAGE_SIZES = ((390, 844), (1280, 800))
STAGE_SIZES = ((1280, 720), (1920, 1080))
NARROW = (320, 640)
"""The width at which text at 400 % must still need one direction of scrolling only (WCAG 1.4.10)."""


class Audit:
    """Looks at pages in all their looks and keeps what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def look(self, page: Page, state: str, sizes: tuple[tuple[int, int], ...] = PAGE_SIZES) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE)
            page.evaluate(STILL)
        # What is no colour is the same in the dark, and colours are the same at every width.
        looks = [("dark", sizes[0]), *(("light", size) for size in sizes)]
        for scheme, (width, height) in looks:
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            page.evaluate(SETTLED)
            self._note(f"{state}, {scheme}, {width} px", page.evaluate(RUN, scheme == "dark"))
        if sizes is STAGE_SIZES:
            if page.evaluate("document.documentElement.scrollHeight > innerHeight"):
                self._note(state, ["the stage scrolls"])
            return
        page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
        if page.evaluate(f"document.documentElement.scrollWidth > {NARROW[0]}"):
            self._note(state, [f"scrolls sideways at {NARROW[0]} px"])
        page.set_viewport_size({"width": sizes[-1][0], "height": sizes[-1][1]})

    def _note(self, where: str, problems: list[str]) -> None:
        self.problems += [f"{where}: {problem}" for problem in problems]
