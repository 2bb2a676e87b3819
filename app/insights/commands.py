"""`flask insights`: explain the statistics of the pages, write facts anew, look for causes."""

import logging

import click
from flask.cli import AppGroup

from app.db import db, needs_tables
from app.insights import causing
from app.insights.explaining import answer
from app.insights.rebuild import operations as rebuilding
from app.insights.rebuild.queries import is_behind
from app.scoring.commands import answer_cases
from app.tasks import nightly

log = logging.getLogger(__name__)

MOST_SAID = 100  # differences told one by one

commands = AppGroup("insights", help="Scores brought together, and how sure they are.")


@commands.command("explain")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
def explain(file: str) -> None:
    """Work out the case in FILE, or of every line of `-`, one answer a line.

    Kinds: mean, share, difference, agreement, cause. A malformed case is answered with its error; the exit code is
    then 2.
    """
    answer_cases(file, answer)


@commands.command("rebuild")
@needs_tables
@click.option(
    "--check", is_flag=True, help="Write nothing: say what differs from the submissions, exit with 1."
)
@click.option(
    "--if-missing", is_flag=True, help="Only where visits were approved and no facts are there at all."
)
def rebuild(check: bool, if_missing: bool) -> None:
    """Write the facts of every approved visit anew from its submission."""
    if check:
        _check()
        return
    if if_missing and not is_behind():
        return
    for _month in rebuilding.rebuild(click.echo):
        db.session.commit()
    click.echo("The facts are written anew.")


@commands.command("causes")
@needs_tables
def causes() -> None:
    """Look for the cause of every criterion below its target, over the last months."""
    found = causing.find_all(click.echo)
    db.session.commit()
    click.echo(f"The causes of {found} criteria are found.")


@nightly
def work_out_at_night() -> None:
    """What the worker does: the facts of a database older than they are, and the causes up to today."""
    if is_behind():
        for _month in rebuilding.rebuild(log.info):
            db.session.commit()
    causing.find_all(log.debug)
    db.session.commit()


def _check() -> None:
    found = 0
    for sentence in rebuilding.differences(lambda said: click.echo(said, err=True)):
        found += 1
        if found <= MOST_SAID:
            click.echo(sentence)
    if found:
        click.echo(f"{found} rows differ: run `flask insights rebuild`.", err=True)
        raise click.exceptions.Exit(1)
    click.echo("Every fact is what the submissions give.")
