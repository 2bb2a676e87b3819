"""Workbooks for the tests, as another programme would write them."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

Rows = Sequence[Sequence[Any]]
SURVEY = ("type", "name", "label")
CHOICES = (
    ("list_name", "name", "label"),
    ("mood", "calm", "Calm"),
    ("mood", "cross", "Cross"),
    ("answer", "yes", "Yes"),
    ("answer", "no", "No"),
    ("five", "1", "1 - Badly"),
    ("five", "2", "2"),
    ("five", "3", "3 - Well"),
)


def book(survey: Rows, choices: Rows = CHOICES, settings: Rows = (), **others: Rows) -> bytes:
    """An .xlsx file of the sheets, each a list of rows with the headings first."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in {"survey": survey, "choices": choices, "settings": settings, **others}.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()
