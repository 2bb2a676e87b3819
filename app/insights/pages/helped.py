"""Whether what was done about a criterion helped: before and after in one store, with the others as a control."""

from dataclasses import replace
from datetime import date, datetime, time
from fractions import Fraction
from functools import cached_property

from flask_babel import gettext as _

from app.clock import today, zone
from app.db import db
from app.insights.answers.queries import around
from app.insights.pages.page import Address, told_share
from app.insights.periods import Period
from app.insights.selection import Selection, month_after, month_of
from app.insights.tally import Tally
from app.people.models import User
from app.scoring.change import Change, change
from app.scoring.intervals import Share
from app.stores.models import Store
from app.stores.queries import stores_visible_to
from app.web.filters import decimal

LONGEST_LIST = 200  # stores to choose from
AROUND = 6  # months looked at on either side of a day something was done


class Done:
    """Where and when something was done, as an address says: `where` is the code of a store, `done` a day."""

    def __init__(self, viewer: User, address: Address) -> None:
        self.viewer, self.address = viewer, address

    @cached_property
    def places(self) -> list[Store]:
        """The stores where something may have been done; none where they are too many to choose from a list."""
        found = list(db.session.scalars(stores_visible_to(self.viewer).limit(LONGEST_LIST + 1)))
        return found if len(found) <= LONGEST_LIST else []

    @cached_property
    def store(self) -> Store | None:
        """The store."""
        code = self.address.get("where")
        return db.session.scalar(stores_visible_to(self.viewer).where(Store.code == code)) if code else None

    @property
    def day(self) -> date | None:
        """The day."""
        try:
            return date.fromisoformat(self.address.get("done", ""))
        except ValueError:
            return None


class Helped:
    """Before and after a day: the store where something was done, and the other stores of the chain."""

    def __init__(self, selection: Selection, code: str, store: int, day: date) -> None:
        month = month_of(day)
        self.period = Period(
            month_after(month, -AROUND), min(month_after(month, AROUND), month_of(today()))
        )  # the months it is looked at in
        wide = replace(selection.of_chain(), first=self.period.first, last=self.period.last)
        midnight = datetime.combine(day, time(), zone())
        self.tallies = around(wide, code, store, midnight)
        self.before, self.after = told_share(self._met(True, False)), told_share(self._met(True, True))

    def _met(self, here: bool, later: bool) -> Share:
        return self.tallies.get((here, later), Tally()).met

    @cached_property
    def change(self) -> Change:
        """The change here, elsewhere, and what is left."""
        return change(*(self._met(here, later) for here in (True, False) for later in (False, True)))

    @property
    def told(self) -> str:
        """What can be said of it."""
        if not self.change.enough:
            return _("There are too few visits before or after to say whether it helped.")
        if not self.change.shown:
            return _("Not shown: what is left without the change of the other stores may be chance.")
        effect = self.change.effect
        points = decimal(abs(effect.difference or Fraction(0)))
        if effect.rose:
            return _("It helped: %(points)s points more than the other stores gained.", points=points)
        return _("It did not help: %(points)s points less than the other stores gained.", points=points)
