"""What a page of figures is asked for: its months and its filters, all of which stand in the address."""

from typing import Any

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import SelectField

from app.clock import today
from app.insights.periods import OFFERED, Period, named, written
from app.insights.selection import month_after, month_of
from app.people.models import User
from app.people.roles import HR, QUALITY
from app.standards.queries import current_standard
from app.stores.queries import regions
from app.visits.models import AUDIT, MYSTERY
from app.web.filters import words
from app.web.forms import Form, choices

ALL = {"": _l("All")}
KINDS = {MYSTERY: _l("Mystery visits"), AUDIT: _l("Open audits")}
SEE_REGIONS = {HR, QUALITY}


class PageFilter(Form):
    """The months and filters of a page; what a list does not offer is as if it were not there."""

    first = SelectField(_l("From"), name="from")
    last = SelectField(_l("To"), name="to")
    kind = SelectField(_l("Kind of visit"), default="", choices=choices(ALL | KINDS))
    position = SelectField(_l("Position"), default="")
    channel = SelectField(_l("Channel"), default="")
    region = SelectField(_l("Region"), default="")

    @classmethod
    def of(cls, viewer: User, address: MultiDict[str, str], *, without: tuple[str, ...] = ()) -> "PageFilter":
        """The filter as the address has it; `without` the lists that mean nothing on this page."""
        form = cls(address)
        form.period = Period.of(address, today())
        form._offer()
        if viewer.role not in SEE_REGIONS:
            without = (*without, "region")
        for name in set(without):
            del form[name]
        return form

    def _offer(self) -> None:
        standard = current_standard()
        document = standard.document if standard else None
        positions = {each.code: words(each.title) for each in document.positions} if document else {}
        channels = {each.code: words(each.title) for each in document.channels} if document else {}
        self.position.choices = choices(ALL | positions)
        self.channel.choices = choices(ALL | channels)
        self.region.choices = choices(ALL | {str(region.id): region.name for region in regions()})
        present = month_of(today())
        months = {month_after(present, -back) for back in range(OFFERED)} | {
            self.period.first,
            self.period.last,
        }
        offered = {written(month): named(month) for month in sorted(months, reverse=True)}
        self.first.choices = self.last.choices = choices(offered)
        self.first.data, self.last.data = self.period.address["from"], self.period.address["to"]

    period: Period

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen besides the months, by the names in the address."""
        return {
            field.name: field.data
            for field in self
            if field.name not in ("from", "to")
            and field.data
            and field.data in {choice.value for choice in field.choices}
        }

    @property
    def address(self) -> dict[str, Any]:
        """All of it, as an address has it."""
        return {**self.period.address, **self.chosen}

    @property
    def told(self) -> list[tuple[str, str]]:
        """The filters in words: (name, value)."""
        titles = [(field, {choice.value: str(choice.label) for choice in field.choices}) for field in self]
        return [
            (str(field.label.text), names[field.data]) for field, names in titles if field.name in self.chosen
        ]
