"""A form as an .xlsx file that survey programmes take: text in every cell, no formula, no address."""

from __future__ import annotations

import io
from datetime import datetime

from app.exchange.xlsform.columns import headings
from app.exchange.xlsform.form import Form
from app.exchange.xlsform.rows import sheets

LONGEST_CELL = 32_767  # what a spreadsheet keeps
WIDTH = 24
ALWAYS = datetime(2000, 1, 1)  # noqa: DTZ001 - the file says no time of its own, so the same form is the same bytes


class Unwritable(ValueError):
    """The form does not go into a spreadsheet; the sentence says why."""


def write_xlsform(form: Form) -> bytes:
    """Give the form as XLSForm; the same form always gives the same bytes. Raises Unwritable."""
    from xlsxwriter import Workbook  # takes long to load: only where a workbook is written

    written = io.BytesIO()
    book = Workbook(written, {"in_memory": True})
    book.set_properties({"title": form.title.en, "created": ALWAYS})
    bold = book.add_format({"bold": True})
    for name, rows in sheets(form).items():
        sheet = book.add_worksheet(name)
        columns = headings(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns) - 1, WIDTH)
        for place, heading in enumerate(columns):
            sheet.write_string(0, place, heading, bold)
        for number, row in enumerate(rows, 1):
            for heading, words in row.items():
                if len(words) > LONGEST_CELL:
                    raise Unwritable(
                        f"{row['name']}: {heading} has {len(words)} characters, more than a cell holds"
                    )
                if words:
                    sheet.write_string(number, columns.index(heading), words)
    book.close()
    return written.getvalue()
