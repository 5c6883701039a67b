"""Headings in their order → the heading path of each block."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class HeadingPath:
    """The headings that are open at a place of the page. The one mutable record here: it lives inside one reading."""

    open: list[tuple[int, str]] = field(default_factory=list)

    def enter(self, level: int, text: str) -> tuple[str, ...]:
        """Open a heading and close those of its level and below; return the path above it."""
        while self.open and self.open[-1][0] >= level:
            self.open.pop()
        above = self.path
        self.open.append((level, text))
        return above

    @property
    def path(self) -> tuple[str, ...]:
        """Texts of the open headings, outermost first."""
        return tuple(text for _, text in self.open)
