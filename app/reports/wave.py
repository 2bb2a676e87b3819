"""The summary of a wave for management: what it was for, what was done, what came out; nobody is named in it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.db import db
from app.insights import queries, telling
from app.insights.figures import Figure, ordered
from app.insights.pages.page import Address, Page, told_share
from app.insights.pages.shortlist import Shortlist
from app.insights.pages.weak import Weak, weak_of
from app.insights.selection import EARLIEST, LATEST, NotForViewer
from app.insights.tables import Table, figures_table
from app.people.models import User
from app.people.roles import HR, QUALITY
from app.reports.papers import Paper
from app.reports.queries import states_of_wave
from app.reports.report import Report
from app.stores.models import Store
from app.stores.queries import stores_visible_to
from app.visits import states
from app.waves.models import Wave
from app.waves.queries import wave as wave_by_id
from app.web.filters import decimal, percent

READERS = (QUALITY, HR)
NAMES_PEOPLE = "individual"  # the only answer to "why" that names anybody


class WavePage(Page):
    """Every approved visit of a wave, whenever it was approved."""

    without = ("kind", "position", "channel", "region")

    def __init__(self, viewer: User, wave: Wave) -> None:
        super().__init__(viewer, Address(), wave=wave.id)
        self.selection = replace(self.selection, first=EARLIEST, last=LATEST)
        self.wave = wave

    @cached_property
    def states(self) -> list[tuple[str, int]]:
        """How many visits stand where: (title, number)."""
        found = states_of_wave(self.wave.id)
        return [(str(states.TITLES[each]), found[each]) for each in states.STATES if each in found]

    @cached_property
    def planned(self) -> int:
        """Visits that were to be made: all but the cancelled."""
        found = states_of_wave(self.wave.id)
        return sum(n for state, n in found.items() if state != states.CANCELLED)

    @property
    def critical(self) -> str:
        """The share of visits in which a critical question failed."""
        return told_share(self.whole.tally.criticals)

    @cached_property
    def told(self) -> list[str]:
        """What was done and what came out."""
        done, tally = self.whole.n, self.whole.tally
        sentences = [
            ngettext(
                "%(done)s of %(num)s visit planned was approved.",
                "%(done)s of %(num)s visits planned were approved.",
                self.planned,
                done=done,
            )
        ]
        if done and not tally.few:
            mean = tally.mean
            sentences.append(
                _(
                    "The mean score is %(mean)s (95 %% interval: %(low)s–%(high)s).",
                    mean=percent(mean.mean),
                    low=decimal(mean.low),
                    high=decimal(mean.high),
                )
            )
        if self.weak:
            sentences.append(self.weak[0].told)
        return [each for each in (*sentences, telling.told_critical(tally)) if each]

    @cached_property
    def weak(self) -> list[Weak]:
        """The weakest criteria of visits enough, and why; an answer that would name somebody is left out."""
        return [
            replace(each, cause=None) if each.cause and each.cause.answer == NAMES_PEOPLE else each
            for each in weak_of(self)
        ]

    @cached_property
    def kinds(self) -> list[Figure]:
        """Mystery visits and audits apart."""
        return self.figures("kind", queries.by(self.selection, "kind"))

    @cached_property
    def positions(self) -> list[Figure]:
        return ordered(self.figures("position", queries.by(self.selection, "position")))

    @cached_property
    def stores(self) -> list[Figure]:
        """Store by store; of very many the weakest."""
        tallies = {int(store): tally for store, tally in queries.by(self.selection, "store").items()}
        seen = stores_visible_to(self.viewer).where(Store.id.in_(Shortlist(tallies).drawn))
        return ordered(Figure(store.name, tallies[store.id]) for store in db.session.scalars(seen))

    @cached_property
    def tables(self) -> dict[str, Table]:
        return {
            "positions": figures_table("positions", _("By position"), _("Position"), self.positions),
            "stores": figures_table("stores", _("Store by store"), _("Store"), self.stores),
        }


class WaveSummary(Report):
    kind, template = "wave_summary", "reports/wave.html"

    def __init__(self, viewer: User, of: int, address: Mapping[str, str]) -> None:
        super().__init__(viewer, of, {})
        wave = wave_by_id(of)
        if wave is None or viewer.role not in READERS:
            raise NotForViewer("wave")
        self.wave = wave

    def shown(self) -> dict[str, Any]:
        return {"page": WavePage(self.viewer, self.wave)}

    @property
    def paper(self) -> Paper:
        return Paper(
            title=_("Summary of the wave"),
            lead=self.wave.name,
            file=f"wave-{self.wave.id}",
            above=((self.wave.name, self.screen("waves.show", wave_id=self.wave.id)),),
            again=self.again("summaries.wave", wave_id=self.wave.id),
        )
