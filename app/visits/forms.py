"""What is typed about visits: to find, to assign or to cancel them, and to say that one cannot be made."""

from datetime import datetime, time, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import DateField, RadioField, SelectField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from app.checklists import queries as checklist_queries
from app.clock import now, today, zone
from app.db import db
from app.people import queries as people_queries
from app.people.models import User
from app.people.roles import TITLES as ROLE_TITLES
from app.standards.document import Document
from app.standards.queries import current_standard
from app.standards.scenario import DIFFICULTIES
from app.stores.models import Store
from app.stores.queries import competitor_stores, stores, stores_visible_to
from app.visits import states
from app.visits.models import AUDIT, COMPETITOR, MYSTERY
from app.visits.queries import ALL_VISITS, SEE_COMPETITORS
from app.waves import queries as wave_queries
from app.web.filters import day, words
from app.web.forms import Form, choices

KINDS = {
    AUDIT: _l("Open audit: staff know"),
    MYSTERY: _l("Mystery visit: staff do not know"),
    COMPETITOR: _l("Visit to a competitor: its staff do not know"),
}
WITHOUT_SCENARIO = {
    MYSTERY: _l("A mystery visit needs a scenario: what to do and say."),
    COMPETITOR: _l("A visit to a competitor needs a scenario: what to do and say."),
}
OF_OURS = {MYSTERY: _l("Mystery visit"), AUDIT: _l("Audit")}
OF_COMPETITORS = {COMPETITOR: _l("Visit to a competitor")}
ALL = {"": _l("All")}


class VisitFilter(Form):
    store = SelectField(_l("Store"), default="")
    state = SelectField(_l("State"), default="", choices=choices(ALL | states.TITLES))
    kind = SelectField(_l("Kind"), default="")

    @classmethod
    def of(cls, viewer: User, address: MultiDict[str, str]) -> "VisitFilter":
        """The filter as the address has it, without the lists that leave this viewer nothing to choose."""
        form = cls(address)
        theirs = OF_COMPETITORS if viewer.role in SEE_COMPETITORS else {}
        form.kind.choices = choices(ALL | OF_OURS | theirs)
        shops = {str(store.id): store.name for store in db.session.scalars(stores_visible_to(viewer))}
        form.store.choices = choices(ALL | shops)
        if len(shops) < 2:
            del form.store
        if viewer.role not in ALL_VISITS:
            del form.state
        return form

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen, by the names in the address; what no list offers is as if it were not there."""
        return {
            field.name: field.data
            for field in self
            if field.data and field.data in {choice.value for choice in field.choices}
        }


class AssignForm(Form):
    kind = RadioField(_l("Kind of visit"), [InputRequired()], choices=choices(KINDS), default=AUDIT)
    store_id = SelectField(_l("Store"), [InputRequired()], coerce=int)
    checklist_id = SelectField(_l("Checklist"), [InputRequired()], coerce=int)
    assessor_id = SelectField(_l("Assessor"), [InputRequired()], coerce=int)
    employee_id = SelectField(_l("Employee (open audits, if one is assessed)"))
    wave_id = SelectField(_l("Wave (mystery visits need one)"))
    deadline = DateField(_l("To be done by"), [InputRequired()], default=lambda: today() + timedelta(days=7))
    scenario_code = SelectField(
        _l("Scenario of the standards"),
        default="",
        description=_l(
            "The assessor is told it before the words below; only those that fit the checklist are taken."
        ),
    )
    scenario = TextAreaField(_l("Scenario: what to do and say"), [Length(max=5000)], render_kw={"rows": 5})

    def offer(self) -> "AssignForm":
        """Fill the lists to choose from."""
        self.store_id.choices = _places(stores()) + _places(competitor_stores(), _("Competitors"))
        self.checklist_id.choices = [
            SelectChoice(each.id, words(each.checklist.title), {"data-of": f"{each.position} {each.channel}"})
            for each in checklist_queries.current_checklists()
        ]
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
        self.scenario_code.choices = _scenarios(standard.document) if standard else choices({}, or_none=True)
        self.waves = wave_queries.covert_waves_open_on(today())
        waves = {each.id: f"{each.name} · {day(each.starts_on)} — {day(each.ends_on)}" for each in self.waves}
        self.wave_id.choices = choices(waves, or_none=True)
        return self

    def validate_deadline(self, field: DateField) -> None:
        if field.data and field.data < today():
            raise ValidationError(_("This day has passed."))
        wave = next((each for each in self.waves if str(each.id) == self.wave_id.data), None)
        if wave and field.data and self.kind.data == MYSTERY and not wave.includes(field.data):
            first, last = day(wave.starts_on), day(wave.ends_on)
            raise ValidationError(_("The wave runs from %(first)s to %(last)s.", first=first, last=last))

    def validate_scenario(self, field: TextAreaField) -> None:
        told = self.scenario_code.data or (field.data or "").strip()
        if self.kind.data in WITHOUT_SCENARIO and not told:
            raise ValidationError(WITHOUT_SCENARIO[self.kind.data])

    def end_of_deadline(self) -> datetime:
        """The last second of the chosen day in the company's time zone."""
        return datetime.combine(self.deadline.data or today(), time(23, 59, 59), zone())


def _places(offered: list[Store], of: str | None = None) -> list[SelectChoice]:
    """Stores with their regions; `of` is the heading they stand under."""
    return [SelectChoice(each.id, f"{each.name} · {each.region.name}", optgroup=of) for each in offered]


def _scenarios(document: Document) -> list[SelectChoice]:
    """The scenarios by channel; each knows which checklists it may be played to."""
    channels = {each.code: words(each.title) for each in document.channels}
    fitting = [
        SelectChoice(
            each.code,
            f"{words(each.title)} · {words(DIFFICULTIES[each.difficulty])}",
            {"data-of": "|".join(f"{position} {each.channel}" for position in each.positions)},
            channels[each.channel],
        )
        for each in sorted(document.scenarios, key=lambda each: list(channels).index(each.channel))
    ]
    return choices({}, or_none=True) + fitting


class CancellationForm(Form):
    note = TextAreaField(_l("Why it is cancelled"), [DataRequired(), Length(max=500)], render_kw={"rows": 2})


class ImpossibleForm(Form):
    reason = SelectField(_l("Why the visit cannot be made"), choices=choices(states.IMPOSSIBLE_REASONS))
    note = TextAreaField(_l("What happened"), [DataRequired(), Length(max=2000)], render_kw={"rows": 3})
