"""A folder of standards files read and checked as a whole: the document together with what is selected from it."""

from pathlib import Path
from typing import NamedTuple

from app.checklists.checks import check_checklists
from app.checklists.selection import Selections
from app.standards.checks import check, holds_together
from app.standards.document import Document
from app.standards.ledger import read_ledger
from app.standards.reading import Reading, Refused


class Standards(NamedTuple):
    """A document without problems and the selections made in its checklists."""

    document: Document
    selections: Selections


def read_standards(folder: Path, new_codes: bool = False) -> Standards:
    """Read and check the folder described in checklists/README.md. Raises Refused with every problem found.

    `new_codes` lets codes in that the ledger does not know yet.
    """
    reading = Reading(folder)
    document = reading.document()
    selections: Selections = ()
    if (folder / "selections.yaml").exists():
        selections = reading.read("selections.yaml", Selections, ("selections",))
    if document is None or reading.problems:
        raise Refused(sorted(reading.problems))
    ledger = set(read_ledger(folder))
    if new_codes:
        ledger |= {criterion.code for criterion in document.criteria()}
    problems = check(document, ledger, reading.places)
    if holds_together(document):
        problems += check_checklists(document, selections, reading.places)
    if problems:
        raise Refused(sorted(problems))
    return Standards(document, selections)
