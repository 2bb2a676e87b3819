"""`flask insights explain`: the statistics of the pages, for whoever wants to check them."""

import click
from flask.cli import AppGroup

from app.insights.explaining import answer
from app.scoring.commands import answer_cases

commands = AppGroup("insights", help="Scores brought together, and how sure they are.")


@commands.command("explain")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
def explain(file: str) -> None:
    """Work out the case in FILE, or of every line of `-`, one answer a line.

    Kinds: mean, share, difference, agreement, cause. A malformed case is answered with its error; the exit code is
    then 2.
    """
    answer_cases(file, answer)
