"""What is wrong with a case, and where, in one sentence."""

from __future__ import annotations


class Malformed(ValueError):
    """A checklist or a response that cannot be scored; its text reads `where: what`."""

    def within(self, where: str) -> Malformed:
        """Give the same complaint with the place around it named first."""
        return Malformed(f"{where}: {self}")
