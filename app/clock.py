"""The one clock: every time the product stores or compares comes from here, in UTC; days are the company's."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import current_app


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def zone() -> ZoneInfo:
    """Where the company is: its days, months and evenings are counted there (setting `TIMEZONE`)."""
    return ZoneInfo(current_app.config["TIMEZONE"])


def day_of(moment: datetime) -> date:
    """The date of an aware moment where the company is: in Vladivostok a day begins ten hours before UTC's."""
    return moment.astimezone(zone()).date()


def today() -> date:
    """Today's date where the company is, as the pages print it."""
    return day_of(now())
