"""`flask standards export` and `flask checklists export`: a published version as files of ours or of other programmes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import IO

import click

from app.checklists.commands import checklists_commands
from app.checklists.commands import commands as standards_commands
from app.checklists.models import ChecklistVersion
from app.checklists.queries import current_checklists, selections_of
from app.db import needs_tables
from app.exchange.folder import Unwritable, files_of, write_files
from app.exchange.xlsform import writing
from app.exchange.xlsform.form import form_of
from app.exchange.yaml_text import yaml_text
from app.standards.models import StandardVersion
from app.standards.queries import current_standard, standard_version

__all__ = ["checklists_commands", "standards_commands"]


@standards_commands.command("export")
@needs_tables
@click.option("--version", "number", type=int, help="The version to write; the one in force unless said.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export_standards(number: int | None, folder: Path) -> None:
    """Write a version of the standards into FOLDER, which must be new or empty, as `flask standards check` reads it."""
    version = standard_version(number) if number else current_standard()
    if version is None:
        raise click.ClickException(f"there is no version {number} of the standards" if number else NOTHING)
    try:
        files = files_of(version.document, selections_of(version), _ledger(version))
        if folder.exists() and any(folder.iterdir()):
            raise click.ClickException(f"{folder} is not empty, and nothing in it is overwritten")
        write_files(folder, files)
    except (Unwritable, OSError) as wrong:
        raise click.ClickException(str(wrong)) from None
    click.echo(f"version {version.number}, {len(files)} files")


@checklists_commands.command("export")
@needs_tables
@click.option("--format", "name", type=click.Choice(["xlsform", "yaml", "json"]), default="xlsform")
@click.option("--output", type=click.File("wb"), required=True, help="The file to write; - is the screen.")
@click.argument("position")
@click.argument("channel")
def export_checklist(name: str, output: IO[bytes], position: str, channel: str) -> None:
    """Write the checklist in force of POSITION on CHANNEL."""
    for version in current_checklists():
        if (version.position, version.channel) == (position, channel):
            break
    else:
        raise click.ClickException(f"there is no checklist {position} {channel}")
    try:
        output.write(FORMATS[name](version))
    except writing.Unwritable as wrong:
        raise click.ClickException(str(wrong)) from None


NOTHING = "no version of the standards is published yet"
FORMATS: dict[str, Callable[[ChecklistVersion], bytes]] = {
    "xlsform": lambda version: writing.write_xlsform(form_of(version.checklist, version.number)),
    "yaml": lambda version: yaml_text(version.checklist.model_dump(exclude_none=True)).encode(),
    "json": lambda version: _json(version),
}


def _json(version: ChecklistVersion) -> bytes:
    plain = version.checklist.model_dump(mode="json")
    return (json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode()


def _ledger(version: StandardVersion) -> list[str]:
    """Every code published up to a version, in the order they came."""
    earlier = [standard_version(number) for number in range(1, version.number + 1)]
    asked = [each.code for one in earlier if one for each in one.document.criteria()]
    return list(dict.fromkeys([*asked, *version.document.retired]))
