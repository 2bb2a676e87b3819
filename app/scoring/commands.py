"""`flask scoring explain`: the one place where scoring meets the command line."""

import json
import sys
from collections.abc import Callable
from typing import Any

import click
from flask.cli import AppGroup

from app.scoring.cases import answer, cases_in_file, cases_in_lines

commands = AppGroup("scoring", help="Scores and the sums behind them.")


@commands.command("explain")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
def explain(file: str) -> None:
    """Explain the score of the case in FILE, or of every line of `-`, one answer a line.

    A malformed case is answered with its error; the exit code is then 2.
    """
    answer_cases(file, answer)


def answer_cases(file: str, answering: Callable[[bytes], dict[str, Any]]) -> None:
    """Answer the case in the file, or every line of `-`, one line of JSON each; exit with 2 if one was malformed."""
    malformed = False
    with click.open_file(file, "rb") as content:
        for case in cases_in_lines(content) if file == "-" else cases_in_file(content.read()):
            found = answering(case)
            malformed = malformed or "error" in found
            sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
    if malformed:
        raise click.exceptions.Exit(2)
