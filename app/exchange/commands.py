"""`flask standards import`: what a company's own document would become, printed and not kept."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path

import click
from sqlalchemy.exc import DBAPIError

from app.config import ROOT
from app.db import db
from app.exchange.export_commands import checklists_commands, standards_commands
from app.exchange.importing import MAX_BYTES, propose
from app.exchange.proposing.proposals import Proposals
from app.exchange.refusals import Refusal
from app.standards.document import Document
from app.standards.queries import current_standard
from app.standards.reading import read_document

__all__ = ["checklists_commands", "standards_commands"]


@standards_commands.command("import")
@click.option("--dry-run", is_flag=True, help="Print what would be proposed.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list instead of lines.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_document(file: Path, dry_run: bool, as_json: bool) -> None:
    """Read a company's own document (.docx, .xlsx, .csv, .md, .txt) and propose criteria.

    Nothing enters the standards from here: proposals are confirmed one by one on the page of the import.
    """
    if not dry_run:
        raise click.UsageError(
            "proposals are confirmed on the page of the import; add --dry-run to see them here"
        )
    with file.open("rb") as content:
        try:
            found = propose(content.read(MAX_BYTES + 1), file.name, _document())
        except Refusal as refusal:
            raise click.ClickException(str(refusal)) from None
    if as_json:
        click.echo(json.dumps([each.row() for each in found.proposals], ensure_ascii=False))
    else:
        _tell(found)
    for warning in found.warnings:
        place = f" ({warning.where})" if warning.where else ""
        click.echo(f"{warning.words}{place}", err=True)


def _document() -> Document:
    """The standards in force; the built-in ones where there is no database yet or nothing is published."""
    try:
        version = current_standard()
    except DBAPIError:
        db.session.rollback()
        version = None
    return version.document if version else read_document(ROOT / "checklists")


def _tell(found: Proposals) -> None:
    for (chapter, clause), group in groupby(found.proposals, key=lambda each: (each.chapter, each.clause)):
        click.echo(chapter if chapter == clause else f"{chapter} › {clause}")
        for each in group:
            whose = f"{', '.join(each.positions)} · {', '.join(each.channels)}"
            click.echo(f"  {each.criterion}\n    {whose} · {each.where} · {each.sure}")
    click.echo(f"{len(found.proposals)} proposals")
