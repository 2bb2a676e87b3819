"""What on a phone could cost its owner work in the field, and from where on it does."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l

LOW_SPACE = 200 * 1024 * 1024  # bytes; the same as in static/js/lib/phone.js
CLOCK_OFF = 5 * 60_000  # ms
SILENT = timedelta(days=2)
GONE = timedelta(days=30)  # a phone that was silent for so long is not in use any more

TITLES = {
    "not_installed": _l("Not installed as an app"),
    "not_persistent": _l("The phone may clear its storage"),
    "low_space": _l("Little space is left"),
    "clock_off": _l("The clock is off"),
}


def of(*, installed: bool, persistent: bool, free: int | None, skew_ms: int) -> list[str]:
    """The troubles of a phone, as codes; `free` in bytes, None where the browser does not say."""
    found = {
        "not_installed": not installed,
        "not_persistent": not persistent,
        "low_space": free is not None and free < LOW_SPACE,
        "clock_off": abs(skew_ms) > CLOCK_OFF,
    }
    return [code for code, is_so in found.items() if is_so]
