"""The ZIP of a bulk: how its reports are called in it, and the list that says what is in it and what is not."""

import hashlib
from typing import IO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from flask_babel import gettext as _
from flask_babel import ngettext

from app.clock import today
from app.db import db
from app.insights.periods import Period
from app.reports.models import Bulk, BulkReport
from app.storage import storage

YEAR_ZERO = (1980, 1, 1, 0, 0, 0)  # what a ZIP can hold at the earliest: the same reports are the same bytes


def listing(bulk: Bulk) -> str:
    """What is in the ZIP and what is not, and why, in words."""
    made_ones, broken = bulk.made, bulk.broken
    lines = [
        _("Reports of stores, %(period)s", period=_period(bulk).label),
        ngettext("%(num)s report is in this ZIP.", "%(num)s reports are in this ZIP.", len(made_ones)),
        "",
        *(f"{each.store.name}: {file_name(each)}" for each in made_ones),
    ]
    if broken:
        told = ngettext(
            "%(num)s report could not be made:", "%(num)s reports could not be made:", len(broken)
        )
        lines += ["", told, *(f"{each.store.name} ({each.store.code}): {each.problem}" for each in broken)]
    return "\r\n".join(lines) + "\r\n"


def file_name(report: BulkReport) -> str:
    """How the report is called in the ZIP."""
    period = "-".join(_period(report.bulk).address.values())
    return f"Etalon-store-{report.store.code}-{period}-{report.bulk.language}.pdf"


def zip_name(bulk: Bulk) -> str:
    """How the ZIP is called."""
    return f"Etalon-stores-{'-'.join(_period(bulk).address.values())}-{bulk.language}.zip"


def _period(bulk: Bulk) -> Period:
    return Period.of(bulk.arguments["address"], today())


def kept(bulk: Bulk) -> str:
    """Put the ZIP of a bulk into the storage; gives its key."""
    text, reports = listing(bulk), _packed(bulk)
    key = f"reports/{hashlib.sha256(repr((text, reports)).encode()).hexdigest()}.zip"
    db.session.rollback()  # no transaction stays open while the file is written
    with storage().writing(key) as file:
        _pack(file, text, reports)
    return key


def pack(bulk: Bulk, file: IO[bytes]) -> None:
    """Write the ZIP, one report at a time in memory."""
    _pack(file, listing(bulk), _packed(bulk))


def _packed(bulk: Bulk) -> list[tuple[str, str]]:
    return [(file_name(each), each.key or "") for each in bulk.made]


def _pack(file: IO[bytes], text: str, reports: list[tuple[str, str]]) -> None:
    with ZipFile(file, "w", ZIP_STORED) as packed:  # a PDF is pressed already
        packed.writestr(ZipInfo("list.txt", YEAR_ZERO), text.encode("utf-8-sig"))
        for name, key in reports:
            packed.writestr(ZipInfo(name, YEAR_ZERO), storage().get(key))
