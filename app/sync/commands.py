"""`flask doctor` compares what is kept with what should be; `flask sync import` reads the copy a phone saved."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext
from flask_babel import force_locale

from app.db import db, needs_tables
from app.sync import doctor, rescue
from app.sync.archive import Refused
from app.web.languages import LANGUAGES

MOST_SHOWN = 100  # sentences in a terminal; --json gives all

sync_commands = AppGroup("sync", help="What phones bring back.")


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list instead of sentences.")
@click.option("--deep", is_flag=True, help="Read every photo again: finds damage that kept the length.")
@click.option("--sweep", is_flag=True, help="Remove photos that no row has named for a day.")
@with_appcontext
def doctor_command(as_json: bool, deep: bool, sweep: bool) -> None:
    """Compare database, photo store and receipts; exit 1 when something is wrong."""
    swept = doctor.sweep() if sweep else []
    found = [*swept, *doctor.examine(deep=deep)]
    if as_json:
        click.echo(json.dumps([asdict(each) for each in found], ensure_ascii=False))
    else:
        _say(found)
    if any(each.wrong for each in found):
        sys.exit(1)


def _say(found: list[doctor.Finding]) -> None:
    for each in found[:MOST_SHOWN]:
        click.echo(f"{'WRONG' if each.wrong else 'note'}: {each.sentence}")
    if len(found) > MOST_SHOWN:
        click.echo(f"… and {len(found) - MOST_SHOWN} more: --json gives everything.")
    if not found:
        click.echo("Database, photos and receipts agree.")


@sync_commands.command("import")
@needs_tables
@click.argument("copy", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--finish", is_flag=True, help="Also submit drafts that were not finished, as they are.")
@click.option(
    "--lang", "language", default="en", type=click.Choice(list(LANGUAGES)), help="In which language."
)
def import_copy(copy: Path, finish: bool, language: str) -> None:
    """Take in the zip COPY that a phone saved: what is not here yet goes in, the rest is left as it is."""
    with force_locale(language), copy.open("rb") as file:
        try:
            for outcome in rescue.bring_in(file, finish=finish, by="the terminal"):
                db.session.commit()
                click.echo(f"{outcome.id:36}  visit {outcome.visit or '?'}  {outcome.sentence}")
        except Refused as reason:
            raise click.ClickException(str(reason)) from None
