"""People who read, answer and sign, in an app context that is running; and the standards published once more."""

from datetime import datetime
from typing import Any

from app.checklists import operations as checklists
from app.checklists.queries import selections_of
from app.people.models import Employee
from app.standards.document import Document
from app.standards.models import StandardVersion
from app.standards.queries import current_standard, standard_version
from app.training import operations
from app.training.models import Signature, StoreTablet
from app.training.progress import Progress


def answered(employee: Employee, language: str = "en") -> Progress:
    """Somebody who has read every chapter and answered every check; nothing is signed yet."""
    for chapter in progress(employee, language).reading.chapters:
        operations.read_chapter(employee, progress(employee, language), chapter)
    for check in progress(employee, language).checks:
        operations.answer(employee, progress(employee, language), check, check.right)
    return progress(employee, language)


def signed(
    employee: Employee, language: str = "en", tablet: StoreTablet | None = None, at: datetime | None = None
) -> Signature:
    """Somebody who has signed what was due."""
    return operations.sign(employee, answered(employee, language), name=employee.name, tablet=tablet, at=at)


def progress(employee: Employee, language: str = "en") -> Progress:
    found = operations.progress_of(employee, language)
    assert found is not None, f"{employee.name} has nothing to sign"
    return found


def published_again(
    *, like: int | None = None, at: datetime | None = None, **expected: str
) -> StandardVersion:
    """The next version, in which these criteria, as COU_01, expect something else in both languages.

    It is made from the last one, or `like` the one of this number.
    """
    last = current_standard()
    pattern = standard_version(like) if like else last
    assert last is not None
    assert pattern is not None
    content = pattern.document.model_dump(mode="json")
    for criterion in _criteria(content):
        words = expected.get(criterion["code"].replace("-", "_"))
        criterion["expected"] = {"ru": words, "en": words} if words else criterion["expected"]
    content["version"] = last.number + 1
    return checklists.publish(
        Document.model_validate(content), selections_of(last), reason="Better words", at=at
    )


def _criteria(content: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        criterion
        for chapter in content["chapters"]
        for clause in chapter["clauses"]
        for criterion in clause["criteria"]
    ]
