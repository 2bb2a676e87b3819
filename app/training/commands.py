"""Training from the command line."""

import click
from flask.cli import AppGroup

from app.db import needs_tables
from app.training import queries

commands = AppGroup("training", help="What staff read and signed.")


@commands.command("verify")
@needs_tables
def verify() -> None:
    """Say whether every text that was signed still has the hash under which it was signed."""
    texts, broken = 0, []
    for text in queries.kept_texts():
        texts += 1
        if not text.is_whole:
            broken.append(text.digest)
    signatures = queries.signatures_count()
    for digest in broken:
        click.echo(f"changed: {digest}, under {queries.signatures_under(digest)} signatures")
    if broken:
        raise click.ClickException(f"{len(broken)} of {texts} signed texts do not have their hash any more.")
    click.echo(f"{texts} signed texts under {signatures} signatures: every one has its hash.")
