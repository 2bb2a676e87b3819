"""What stands on the pages of signatures: coverage, the list of people, the reminder on an employee's first page."""

from functools import cached_property

from app.clock import today
from app.people.models import User
from app.people.roles import EMPLOYEE
from app.training import queries
from app.training.coverage import Row, in_order, rows_by
from app.training.forms import LEFT, STATES, PeopleFilter
from app.training.syllabus import Standing, Syllabus, has_left
from app.web.filters import words
from app.web.forms import choices

NAMED_AT_ONCE = 8  # people named on the page of coverage itself
PER_PAGE = 100
ALL = {"": STATES[""]}


class _Page:
    """The standings that the viewer may see, with the titles of their stores and positions."""

    def __init__(self, viewer: User) -> None:
        self.viewer, self.today = viewer, today()
        self.syllabus: Syllabus = queries.syllabus()
        self.every = queries.standings(self.syllabus, queries.staff_visible_to(viewer, self.today))

    @cached_property
    def titles(self) -> dict[str, str]:
        return position_titles(self.syllabus)

    @cached_property
    def stores(self) -> dict[int, str]:
        """The stores of these people by name."""
        return {each.employee.store_id: each.employee.store.name for each in self.every}


class CoveragePage(_Page):
    """Signed so many of so many."""

    @cached_property
    def whole(self) -> Row:
        """All of them together."""
        return Row("", "", tuple(self.every), self.today)

    @cached_property
    def by_store(self) -> list[Row]:
        return rows_by(lambda each: each.employee.store_id, self.stores.__getitem__, self.every, self.today)

    @cached_property
    def by_position(self) -> list[Row]:
        title = self.titles.__getitem__
        return rows_by(lambda each: each.employee.position, title, self.every, self.today)

    @cached_property
    def first_left(self) -> list[Standing]:
        """Those who have not signed, the longest overdue first, as many as a page names at once."""
        left = [each for each in self.every if not each.done]
        return in_order(left, self.today)[:NAMED_AT_ONCE]


class PeoplePage(_Page):
    """People narrowed by store, position and state, page by page."""

    def __init__(self, viewer: User, form: PeopleFilter, number: int) -> None:
        super().__init__(viewer)
        form.store.choices = choices(ALL | {str(code): name for code, name in self.stores.items()})
        form.position.choices = choices(ALL | self._offered)
        self.form, self.number = form, max(number, 1)

    @property
    def _offered(self) -> dict[str, str]:
        held = {each.employee.position for each in self.every}
        return {code: title for code, title in self.titles.items() if code in held}

    @cached_property
    def chosen(self) -> dict[str, str]:
        """What the list is narrowed by."""
        return {each.name: each.data for each in self.form if each.data}

    @cached_property
    def found(self) -> list[Standing]:
        """Everybody who fits, the overdue first."""
        return in_order([each for each in self.every if self._fits(each)], self.today)

    @property
    def shown(self) -> list[Standing]:
        return self.found[(self.number - 1) * PER_PAGE : self.number * PER_PAGE]

    @property
    def pages(self) -> int:
        return -(-len(self.found) // PER_PAGE)

    def _fits(self, each: Standing) -> bool:
        chosen, state = self.chosen, each.state(self.today)
        return (
            chosen.get("store", str(each.employee.store_id)) == str(each.employee.store_id)
            and chosen.get("position", each.employee.position) == each.employee.position
            and (chosen.get("state", state) == state or (chosen["state"] == LEFT and not each.done))
        )


def position_titles(syllabus: Syllabus) -> dict[str, str]:
    """The positions of the version in force by code, in the reader's language."""
    current = syllabus.current
    return {each.code: words(each.title) for each in current.document.positions} if current else {}


def reminder_for(viewer: User) -> Standing | None:
    """What an employee has to read and sign; None if nothing."""
    if viewer.role != EMPLOYEE or viewer.employee is None or has_left(viewer.employee, today()):
        return None
    standing = queries.syllabus().standing(viewer.employee, queries.signed_by(viewer.employee))
    return None if standing.done else standing
