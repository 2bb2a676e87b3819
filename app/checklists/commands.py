"""`flask standards`: are the files right, what shape they have, publishing them; `flask checklists`: what came of it.

Both stand here, above standards, because a document is only right if its checklists are.
"""

import json
from pathlib import Path

import click
from flask.cli import AppGroup

from app.checklists import operations, queries
from app.checklists.derivation import derive_all
from app.checklists.reading import read_standards
from app.checklists.schema import schemas
from app.config import ROOT
from app.db import db, needs_tables
from app.standards.ledger import read_ledger, record
from app.standards.reading import Refused

commands = AppGroup("standards", help="The files of the standards document.")

folder_argument = click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT / "checklists"
)


@commands.command()
@click.option(
    "--record", "recording", is_flag=True, help="Add new codes to standards/codes.txt if all else is right."
)
@folder_argument
def check(folder: Path, recording: bool) -> None:
    """Name the file, line and code of whatever is wrong in FOLDER."""
    folder = folder.resolve()
    try:
        document, selections = read_standards(folder, new_codes=recording)
    except Refused as wrong:
        click.echo(wrong)
        raise click.exceptions.Exit(1) from None
    if recording:
        published = read_ledger(folder)
        record(folder, [each.code for each in document.criteria() if each.code not in published])
    clauses = sum(1 for _ in document.references())
    criteria = sum(1 for _ in document.criteria())
    checklists = len(derive_all(document, selections))
    click.echo(
        f"{len(document.chapters)} chapters, {clauses} clauses, {criteria} criteria, {checklists} checklists: no problems"
    )


@commands.command()
@folder_argument
def schema(folder: Path) -> None:
    """Write the JSON Schema of each file of FOLDER into FOLDER/schema."""
    (folder / "schema").mkdir(exist_ok=True)
    for name, text in schemas().items():
        (folder / "schema" / name).write_text(text, encoding="utf-8")
        click.echo(name)


@commands.command()
@needs_tables
@click.option("--reason", required=True, help="Why this version is published, as staff will read it.")
@folder_argument
def publish(folder: Path, reason: str) -> None:
    """Publish FOLDER as the next version of the standards and of every checklist that it changes."""
    try:
        document, selections = read_standards(folder.resolve())
    except Refused as wrong:
        click.echo(wrong)
        raise click.exceptions.Exit(1) from None
    standard = operations.publish(document, selections, reason=reason)
    db.session.commit()
    click.echo(f"version {standard.number}, {len(queries.current_checklists())} checklists in force")


checklists_commands = AppGroup("checklists", help="The checklists in force.")


@checklists_commands.command("list")
@needs_tables
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list instead of lines.")
def list_checklists(as_json: bool) -> None:
    """Print every checklist in force: position, channel, version, how many questions and critical ones."""
    rows = [
        {
            "position": version.position,
            "channel": version.channel,
            "version": version.number,
            "questions": version.checklist.asked,
            "critical": version.checklist.critical,
        }
        for version in queries.current_checklists()
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        click.echo(
            "{position:16} {channel:10} v{version} {questions:3} questions {critical} critical".format(**row)
        )
