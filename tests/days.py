"""The day it is for the chain of the tests, also where no app is at hand."""

import os
from datetime import date
from zoneinfo import ZoneInfo

from app.clock import now


def today() -> date:
    """Today's date where the company is, as `app.clock.today` tells it inside an app."""
    return now().astimezone(ZoneInfo(os.environ.get("TIMEZONE", "Europe/Moscow"))).date()
