"""Papers from the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import force_locale

from app.checklists.queries import checklists_of
from app.db import db, needs_tables
from app.reports.extract import Extract
from app.reports.gathering import NotScored, gather
from app.reports.pen import PenForm
from app.reports.standards import StandardsPaper
from app.standards.models import StandardVersion
from app.standards.queries import current_standard, standard_version
from app.visits.models import Visit
from app.web.languages import LANGUAGES

Command = TypeVar("Command", bound=Callable[..., Any])

commands = AppGroup("reports", help="Reports, standards and forms as PDF.")

output_option = click.option(
    "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where to write."
)
language_option = click.option(
    "--lang", "language", default="ru", type=click.Choice(list(LANGUAGES)), help="In which language."
)


def of_a_version(command: Command) -> Command:
    """Options that every paper made from the standards has."""
    for option in (
        output_option,
        language_option,
        click.option(
            "--version", "number", type=int, help="Of which version; the one in force if not given."
        ),
        click.option("--address", help="Where people reach Etalon, for the QR codes."),
    ):
        command = option(command)
    return command


@commands.command("visit")
@needs_tables
@click.argument("number", type=int)
@output_option
@language_option
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

        write(output, visit_pdf(report))


@commands.command("standards")
@needs_tables
@of_a_version
def standards(number: int | None, address: str | None, output: Path, language: str) -> None:
    """Write a version of the standards as a PDF."""
    with force_locale(language):
        paper = StandardsPaper.of(_version(number), language, base_of(address))
        from app.reports.printing import standards_pdf

        write(output, standards_pdf(paper))


@commands.command("extract")
@needs_tables
@click.argument("position")
@of_a_version
def extract(position: str, number: int | None, address: str | None, output: Path, language: str) -> None:
    """Write what concerns a POSITION, such as cashier, on one sheet to fold."""
    version = _version(number)
    _known(position, [each.code for each in version.document.positions], "position")
    with force_locale(language):
        told = Extract.of(version, position, language, base_of(address))
        from app.reports.folding import Overfull, extract_pdf

        try:
            write(output, extract_pdf(told))
        except Overfull:
            raise click.ClickException(
                f"The critical criteria of {position} alone do not fit on one sheet."
            ) from None


@commands.command("form")
@needs_tables
@click.argument("position")
@click.argument("channel")
@click.option("--kind", default="audit", type=click.Choice(["audit", "mystery"]), help="Of which visit.")
@of_a_version
def pen_form(
    position: str,
    channel: str,
    kind: str,
    number: int | None,
    address: str | None,
    output: Path,
    language: str,
) -> None:
    """Write the checklist of a POSITION on a CHANNEL as a form to fill in by pen."""
    found = {(each.position, each.channel): each for each in checklists_of(_version(number).number)}
    _known(f"{position} {channel}", [" ".join(each) for each in found], "checklist")
    with force_locale(language):
        form = PenForm.of(found[position, channel], kind, language, base_of(address))
        from app.reports.printing import pen_form_pdf

        write(output, pen_form_pdf(form))


def _version(number: int | None) -> StandardVersion:
    version = current_standard() if number is None else standard_version(number)
    if version is None:
        raise click.ClickException(
            "No standards are published yet." if number is None else f"There is no version {number}."
        )
    return version


def _known(asked: str, known: list[str], what: str) -> None:
    if asked not in known:
        raise click.ClickException(f"There is no {what} {asked}. There are: {', '.join(known)}.")


def base_of(address: str | None) -> str:
    """Where people reach the product: as said, or the first host it answers to."""
    if address is None:
        hosts = current_app.config["TRUSTED_HOSTS"]
        if not hosts:
            raise click.ClickException("Say where people reach Etalon: --address https://etalon.example.com")
        address = f"https://{hosts[0].removeprefix('.')}"
    if not address.startswith(("http://", "https://")):
        raise click.ClickException(f"{address} is no address: it begins with https:// or http://.")
    return f"{address.rstrip('/')}/"


def write(output: Path, pdf: bytes) -> None:
    """Write a file and say how large it is."""
    try:
        output.write_bytes(pdf)
    except OSError as problem:
        raise click.ClickException(f"{output} could not be written: {problem.strerror}.") from None
    click.echo(f"{output}: {len(pdf)} bytes")
