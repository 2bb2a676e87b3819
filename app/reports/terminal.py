"""Reports of figures from the command line, as the quality manager sees them; who has a person's sheet is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click
from flask_babel import force_locale

from app.db import db, needs_tables
from app.insights.selection import NotForViewer
from app.people.models import User
from app.people.queries import user_by_email
from app.people.roles import QUALITY
from app.reports import archive, bulk
from app.reports.commands import base_of, commands, language_option, output_option, write
from app.reports.coverage import CoverageReport
from app.reports.person import PersonSheet
from app.reports.region import RegionReport
from app.reports.report import Report, made
from app.reports.store import StoreReport
from app.reports.wave import WaveSummary
from app.storage import storage
from app.stores.models import Store
from app.stores.queries import regions, stores_visible_to

__all__ = ["commands"]

MONTH = click.DateTime(["%Y-%m"])


@dataclass(frozen=True)
class Wanted:
    """What every report is told: where to write it, in which language, and `asked` of the page's own address."""

    output: Path
    language: str
    address: str | None
    asked: dict[str, str]

    @property
    def base(self) -> str:
        """Where people reach the product."""
        return base_of(self.address)

    def within(self, place: dict[str, str]) -> Wanted:
        """The same, of a part of the chain."""
        return replace(self, asked=self.asked | place)


def on_paper(command: Callable[..., None]) -> Callable[..., None]:
    """Options of every report; the command is given them as one."""

    @output_option
    @language_option
    @click.option("--address", help="Where people reach Etalon, for the QR code.")
    @wraps(command)
    def run(output: Path, language: str, address: str | None, **own: Any) -> None:
        months = _months(own.pop("first", None), own.pop("last", None))
        command(wanted=Wanted(output, language, address, months), **own)

    return run


def over_months(command: Callable[..., None]) -> Callable[..., None]:
    """Options of a report over a period."""
    first = click.option("--from", "first", type=MONTH, help="The first month, such as 2026-08.")
    last = click.option(
        "--to", "last", type=MONTH, help="The last month; the last three months if none is given."
    )
    return first(last(on_paper(command)))


@commands.command("store")
@needs_tables
@click.argument("store")
@over_months
def store(store: str, wanted: Wanted) -> None:
    """Write the report of a STORE, given by its code or number, over some months."""
    _make(StoreReport, _store(store).id, wanted)


@commands.command("region")
@needs_tables
@click.argument("region", required=False)
@over_months
def region(region: str | None, wanted: Wanted) -> None:
    """Write the report of a REGION, given by its name or number, or of the whole chain."""
    _make(RegionReport, 0, wanted.within(_region(region)))


@commands.command("person")
@needs_tables
@click.argument("employee", type=int)
@click.option(
    "--by", "email", required=True, help="Who reads it: the e-mail address of an account; it is written down."
)
@over_months
def person(employee: int, email: str, wanted: Wanted) -> None:
    """Write the sheet of an EMPLOYEE, given by number, for the talk."""
    reader = user_by_email(email)
    if reader is None:
        raise click.ClickException(f"There is no account {email}.")
    _make(PersonSheet, employee, wanted, reader)


@commands.command("wave")
@needs_tables
@click.argument("number", type=int)
@on_paper
def wave(number: int, wanted: Wanted) -> None:
    """Write the summary of the wave NUMBER."""
    _make(WaveSummary, number, wanted)


@commands.command("coverage")
@needs_tables
@on_paper
def coverage(wanted: Wanted) -> None:
    """Write who has signed which version of the standards."""
    _make(CoverageReport, 0, wanted)


@commands.command("all-stores")
@needs_tables
@click.option("--region", help="Only the stores of this region, given by its name or number.")
@over_months
def all_stores(region: str | None, wanted: Wanted) -> None:
    """Write the reports of all stores as one ZIP; begun again, it takes what was made from the storage."""
    viewer, wanted = _anybody(), wanted.within(_region(region))
    with force_locale(wanted.language):
        try:
            whole = bulk.drawn_up(viewer, wanted.asked, wanted.language, base=wanted.base)
        except bulk.NothingToReport:
            raise click.ClickException("No store was visited in these months.") from None
        for number, report in enumerate(whole.reports, 1):
            report.key, report.problem = bulk.attempt(report, viewer)
            click.echo(f"{number}/{len(whole.reports)} {report.store.code} {report.problem or 'made'}")
        with wanted.output.open("wb") as file:
            archive.pack(whole, file)
    click.echo(f"{wanted.output}: {len(whole.made)} reports, {len(whole.broken)} broken")
    if whole.broken:
        raise click.exceptions.Exit(1)


def _make(kind: type[Report], of: int, wanted: Wanted, reader: User | None = None) -> None:
    try:
        report = kind(reader or _anybody(), of, wanted.asked)
        pdf = storage().get(made(report.sheet(wanted.language, wanted.base)))
    except NotForViewer as problem:
        raise click.ClickException(f"There is no such {problem}, or it is not for them to see.") from None
    report.looked_at()
    db.session.commit()
    write(wanted.output, pdf)


def _anybody() -> User:
    """Nobody in particular at the terminal, who sees what the quality manager does."""
    return User(role=QUALITY)


def _months(first: datetime | None, last: datetime | None) -> dict[str, str]:
    if first is None and last is None:
        return {}
    if first is None or last is None or first > last:
        raise click.ClickException("Give both months, the earlier one first: --from 2026-08 --to 2026-10")
    return {"from": f"{first:%Y-%m}", "to": f"{last:%Y-%m}"}


def _store(asked: str) -> Store:
    every = stores_visible_to(_anybody())
    found = db.session.scalar(every.where(Store.code == asked))
    if found is None and asked.isdecimal():
        found = db.session.scalar(every.where(Store.id == int(asked)))
    if found is None:
        raise click.ClickException(f"There is no store {asked}.")
    return found


def _region(asked: str | None) -> dict[str, str]:
    if asked is None:
        return {}
    known = regions()
    found = next((each for each in known if asked in (each.name, str(each.id))), None)
    if found is None:
        names = ", ".join(each.name for each in known)
        raise click.ClickException(f"There is no region {asked}. There are: {names}.")
    return {"region": str(found.id)}
