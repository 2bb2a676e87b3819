"""What a planner types to assign a visit, and an assessor to say that it cannot be made."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length

from app.checklists import queries as checklist_queries
from app.clock import now, today
from app.people import queries as people_queries
from app.people.roles import TITLES as ROLE_TITLES
from app.standards.queries import current_standard
from app.stores.queries import stores
from app.visits.models import AUDIT, MYSTERY
from app.visits.states import IMPOSSIBLE_REASONS
from app.waves import queries as wave_queries
from app.web.filters import words
from app.web.forms import Form, choices

KINDS = {AUDIT: _l("Open audit: staff know"), MYSTERY: _l("Mystery visit: staff do not know")}


class AssignForm(Form):
    kind = RadioField(_l("Kind of visit"), [InputRequired()], choices=choices(KINDS), default=AUDIT)
    store_id = SelectField(_l("Store"), [InputRequired()], coerce=int)
    checklist_id = SelectField(_l("Checklist"), [InputRequired()], coerce=int)
    assessor_id = SelectField(_l("Assessor"), [InputRequired()], coerce=int)
    employee_id = SelectField(_l("Employee (open audits, if one is assessed)"))
    wave_id = SelectField(_l("Wave (mystery visits need one)"))
    deadline = DateField(_l("To be done by"), [InputRequired()], default=lambda: today() + timedelta(days=7))
    scenario = TextAreaField(_l("Scenario: what to do and say"), [Length(max=5000)], render_kw={"rows": 5})

    def offer(self) -> "AssignForm":
        """Fill the lists to choose from."""
        self.store_id.choices = choices({each.id: f"{each.name} · {each.region.name}" for each in stores()})
        self.checklist_id.choices = choices(
            {version.id: words(version.checklist.title) for version in checklist_queries.current_checklists()}
        )
        self.assessor_id.choices = choices(
            {user.id: f"{user.name} · {ROLE_TITLES[user.role]}" for user in people_queries.assessors()}
        )
        standard = current_standard()
        titles = {each.code: words(each.title) for each in standard.document.positions} if standard else {}
        employees = {
            each.id: f"{each.store.name} · {titles.get(each.position, each.position)} · {each.name}"
            for each in people_queries.employees_at_work(now())
        }
        self.employee_id.choices = choices(employees, or_none=True)
        waves = {wave.id: wave.name for wave in wave_queries.waves_open_on(today())}
        self.wave_id.choices = choices(waves, or_none=True)
        return self

    def validate_deadline(self, field: DateField) -> None:
        if field.data and field.data < today():
            raise ValidationError(_("This day has passed."))

    def end_of_deadline(self) -> datetime:
        """The last second of the chosen day in the company's time zone."""
        zone = ZoneInfo(current_app.config["TIMEZONE"])
        return datetime.combine(self.deadline.data or today(), time(23, 59, 59), zone)


class ImpossibleForm(Form):
    reason = SelectField(_l("Why the visit cannot be made"), choices=choices(IMPOSSIBLE_REASONS))
    note = TextAreaField(_l("What happened"), [DataRequired(), Length(max=2000)], render_kw={"rows": 3})
