"""The arithmetic of a scorecard as it is kept: JSON whose numbers are exact, written as "2/3"."""

from fractions import Fraction
from typing import Any, NamedTuple

from app.reports.visit import Closing


class Arithmetic(NamedTuple):
    """The lines of a scorecard by what they are about."""

    questions: dict[str, dict[str, Any]]
    sections: dict[str, dict[str, Any]]
    closing: Closing

    @classmethod
    def read(cls, lines: list[dict[str, Any]]) -> "Arithmetic":
        """Sort the lines of a scorecard's JSON."""
        last = {line["line"]: line for line in lines}
        return cls(
            {line["question"]: line for line in lines if line["line"] == "question"},
            {line["section"]: line for line in lines if line["line"] == "section"},
            Closing(
                points=Fraction(last["score"]["points"]),
                weights=Fraction(last["score"]["weights"]),
                observed=Fraction(last["coverage"]["observed"]),
                applicable=Fraction(last["coverage"]["applicable"]),
                minimum=Fraction(last["coverage"]["minimum"]),
            ),
        )


def exact(number: Any) -> Fraction | None:
    """The number exactly; a printed one, of two places, through its own digits."""
    return None if number is None else Fraction(str(number))
