"""What was chosen in checklists, read off them: for versions published before selections were kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.checklists.checklist import Checklist
from app.checklists.derivation import Derivation
from app.checklists.selection import Selection, Selections
from app.standards.criterion import Text
from app.standards.document import Document

NOT_KEPT = Text(
    ru="Причина не сохранилась: тогда её не записывали.",
    en="The reason is not known: it was not kept at that time.",
)


def traces(document: Document, checklists: Iterable[Checklist]) -> Selections:
    """Give the selections by which the document comes to these checklists."""
    return tuple(_traces(Derivation(document), checklists))


def _traces(derivation: Derivation, checklists: Iterable[Checklist]) -> Iterator[Selection]:
    for checklist in checklists:
        plain = derivation.checklist(checklist.position, checklist.channel)
        asked = {each.id: each for each in plain.questions()}
        here = {each.id: each for each in checklist.questions()}
        questions = {code: derivation.document.criterion(code).question for code in here}
        reworded = {code: each.text for code, each in here.items() if each.text != questions[code]}
        selection = Selection(
            position=checklist.position,
            channel=checklist.channel,
            leave_out=tuple(code for code in asked if code not in here),
            added=tuple(code for code in here if code not in asked),
            reworded=reworded,
            was={code: questions[code] for code in reworded},
            because=NOT_KEPT,
        )
        if selection:
            yield selection
