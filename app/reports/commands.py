"""Reports from the command line."""

from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import force_locale

from app.db import db, needs_tables
from app.reports.gathering import NotScored, gather
from app.visits.models import Visit
from app.web.languages import LANGUAGES

commands = AppGroup("reports", help="Reports as PDF.")


@commands.command("visit")
@needs_tables
@click.argument("number", type=int)
@click.option(
    "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where to write."
)
@click.option(
    "--lang", "language", default="ru", type=click.Choice(list(LANGUAGES)), help="In which language."
)
def visit_report(number: int, output: Path, language: str) -> None:
    """Write the report of the visit NUMBER as a PDF."""
    visit = db.session.get(Visit, number)
    if visit is None:
        raise click.ClickException(f"There is no visit {number}.")
    with force_locale(language):
        try:
            report = gather(visit)
        except NotScored:
            raise click.ClickException(f"Visit {number} has no score yet: nothing was submitted.") from None
        from app.reports.pdf import visit_pdf  # seconds to import

        pdf = visit_pdf(report)
    try:
        output.write_bytes(pdf)
    except OSError as problem:
        raise click.ClickException(f"{output} could not be written: {problem.strerror}.") from None
    click.echo(f"{output}: {len(pdf)} bytes")
