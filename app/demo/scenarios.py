"""Which scenario of the standards a mystery visit of the demo plays, and the coordinator's word to it."""

from app.demo.luck import luck
from app.standards.document import Document
from app.standards.scenario import Scenario

REMINDER = "Заполните отчёт в день визита. Имени сотрудника не называйте."


def part(document: Document, position: str, channel: str, number: int) -> Scenario | None:
    """Give the scenario for the visit of this number: one of those that anybody may play there, or none."""
    fitting = [each for each in document.scenarios if each.tests(position, channel) and not each.only_for]
    return luck("scenario", number).choice(fitting) if fitting else None
