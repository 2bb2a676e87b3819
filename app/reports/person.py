"""The sheet of a person for the talk about open audits: trend, strengths, gaps, room for notes and two signatures."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from app.clock import today
from app.db import db
from app.insights.periods import Period
from app.insights.selection import NotForViewer
from app.insights.staff import operations
from app.insights.staff.card import CardPage
from app.people.models import Employee, User
from app.people.queries import employees_visible_to
from app.reports.papers import Paper
from app.reports.report import Report


class PersonSheet(Report):
    kind, template = "person_sheet", "reports/person.html"

    def __init__(self, viewer: User, of: int, address: Mapping[str, str]) -> None:
        super().__init__(viewer, of, address)
        employee = db.session.scalar(employees_visible_to(viewer).where(Employee.id == of))
        if employee is None:
            raise NotForViewer("employee")
        self.employee = employee

    def shown(self) -> dict[str, Any]:
        return {"page": CardPage(self.viewer, self.employee, self.address)}

    @property
    def paper(self) -> Paper:
        period = Period.of(self.address, today())
        page = self.screen("staff.show", employee_id=self.employee.id)
        return Paper(
            title=_("Sheet for the talk"),
            lead=f"{self.employee.name} · {period.label}",
            file=f"person-{self.employee.id}-{'-'.join(period.address.values())}",
            above=((self.employee.name, page),),
            again=self.again("summaries.person", employee_id=self.employee.id),
            fields=self.address,
            opened=self.looked_at,
        )

    def looked_at(self) -> None:
        """Write down that the viewer reads it, as the page of the person does."""
        operations.look(self.employee, by=self.viewer)
