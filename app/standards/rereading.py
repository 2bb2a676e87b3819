"""What staff read and sign again at a new version: of all that differs, what tells a position to do something else."""

from __future__ import annotations

from app.standards.comparison import ClauseDifference, Comparison, CriterionDifference
from app.standards.document import Document

READ = {"title", "text"}  # the fields of a clause that staff read


def to_read_again(comparison: Comparison, document: Document, position: str) -> tuple[str, ...]:
    """Give the codes of the criteria of a position that its people have to read again, in the order of the document.

    A criterion is read again when it is new to the position, when what is expected reads differently, or when its
    clause does. How it is asked, weighed or explained is the assessor's business.
    """
    again = {
        each.code
        for clause in comparison.clauses
        for each in clause.criteria
        if _new_to(each, position) or any(word.field == "expected" for word in each.wordings)
    }
    for clause in comparison.clauses:
        if _reads_differently(clause) and clause.after:
            again |= {each.code for each in clause.after.clause.criteria}
    return tuple(
        each.code for each in document.criteria() if each.code in again and position in each.positions
    )


def _new_to(difference: CriterionDifference, position: str) -> bool:
    return difference.before is None or position not in difference.before.criterion.positions


def _reads_differently(clause: ClauseDifference) -> bool:
    return clause.before is None or any(word.field in READ for word in clause.wordings)
