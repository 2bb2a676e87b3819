"""`flask standards`: are the files right, what shape they have, publishing them; `flask checklists`: what came of it.

Both stand here, above standards, because a document is only right if its checklists are.
"""

import json
from pathlib import Path

import click
from flask.cli import AppGroup

from app.checklists import operations, queries
from app.checklists.checklist import Checklist
from app.checklists.comparison import compare_checklists
from app.checklists.derivation import derive_all
from app.checklists.matrix import Matrix, matrix
from app.checklists.reading import read_standards
from app.checklists.schema import schemas
from app.checklists.telling import lines, plain_comparison
from app.config import ROOT
from app.db import db, needs_tables
from app.standards.checks import told, vanished_codes
from app.standards.comparing import compare
from app.standards.document import Document
from app.standards.ledger import read_ledger, record
from app.standards.lint import advised
from app.standards.queries import current_standard, standard_version
from app.standards.reading import Refused

commands = AppGroup("standards", help="The files of the standards document.")

folder_argument = click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT / "checklists"
)


@commands.command()
@click.option(
    "--record", "recording", is_flag=True, help="Add new codes to standards/codes.txt if all else is right."
)
@click.option("--advice", is_flag=True, help="Say too what an assessor would stumble over.")
@folder_argument
def check(folder: Path, recording: bool, advice: bool) -> None:
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
    if advice:
        for line in advised(document):
            click.echo(line)
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
    in_force = current_standard()
    lost = told(vanished_codes(document, in_force.document.ledger()), None) if in_force else []
    if lost:
        click.echo(Refused(lost))
        raise click.exceptions.Exit(1)
    standard = operations.publish(document, selections, reason=reason)
    db.session.commit()
    click.echo(f"version {standard.number}, {len(queries.current_checklists())} checklists in force")


FILES = "files"
VERSION = "VERSION|files"


@commands.command()
@needs_tables
@click.argument("before", metavar=VERSION, required=False)
@click.argument("after", metavar=VERSION, default=FILES)
@click.option(
    "--folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT / "checklists"
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value instead of lines.")
def diff(before: str | None, after: str, folder: Path, as_json: bool) -> None:
    """Print what differs between two versions, or a version and the `files`, and what it changes in which checklist.

    Unless told, what is in force is compared with the files.
    """
    in_force = current_standard()
    was, asked_before = _version(before or str(in_force.number if in_force else 0), folder)
    now, asked_after = _version(after, folder)
    comparison, checklists = compare(was, now), compare_checklists(asked_before, asked_after)
    if as_json:
        click.echo(json.dumps(plain_comparison(comparison, checklists), ensure_ascii=False))
        return
    for line in [*lines(comparison, checklists)] or ["nothing differs"]:
        click.echo(line)


def _version(name: str, folder: Path) -> tuple[Document, list[Checklist]]:
    """A version by its number, or the files; the command ends with one sentence where there is no such thing."""
    if name == FILES:
        try:
            document, selections = read_standards(folder.resolve(), new_codes=True)
        except Refused as wrong:
            click.echo(wrong)
            raise click.exceptions.Exit(1) from None
        return document, derive_all(document, selections)
    version = standard_version(int(name)) if name.isdecimal() else None
    if version is None:
        raise click.ClickException(
            f"There is no version {name}: give the number of a published one, or `files`."
        )
    return version.document, [each.checklist for each in queries.checklists_of(version.number)]


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


@checklists_commands.command("matrix")
@needs_tables
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value instead of lines.")
def show_matrix(as_json: bool) -> None:
    """Print position by channel: questions, critical ones, human share, minutes; then what nobody asks."""
    standard = current_standard()
    if standard is None:
        raise click.ClickException("Nothing is published yet: run `flask standards publish` first.")
    found = matrix(standard.document, [each.checklist for each in queries.current_checklists()])
    gaps = _gaps(found)
    if as_json:
        cells = [{**each._asdict(), "human_share": float(each.human_share)} for each in found.cells.values()]
        click.echo(json.dumps({"cells": cells, "gaps": gaps}, ensure_ascii=False))
        return
    for cell in found.cells.values():
        click.echo(
            f"{cell.position:16} {cell.channel:10} {cell.questions:3} questions {cell.critical} critical "
            f"{float(cell.human_share):4.0%} human {cell.minutes:3} min"
        )
    for name, codes in gaps.items():
        click.echo(f"{name.replace('_', ' ')}: {', '.join(codes) or 'none'}")


def _gaps(found: Matrix) -> dict[str, list[str]]:
    gaps = found.gaps
    return {
        "criteria_nobody_asks": [each.code for each in gaps.never_asked],
        "positions_without_a_checklist": [each.code for each in gaps.positions],
        "checklists_without_a_question": [" ".join(each) for each in gaps.cells],
        "dimensions_not_covered": [f"{framework.code} {code}" for framework, code in gaps.dimensions],
        "chapters_without_criteria": [each.code for each in gaps.chapters],
        "less_human_than_wanted": [f"{each.position} {each.channel}" for each in gaps.unbalanced],
    }
