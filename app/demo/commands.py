"""`flask demo load`: fill an empty database with the demo chain, and say who can sign in."""

import click
from flask.cli import AppGroup

from app.db import db, needs_tables
from app.demo import operations
from app.demo.people import PASSWORD
from app.insights import causing
from app.standards.reading import Refused

commands = AppGroup("demo", help="A believable chain to look at.")


@commands.command()
@needs_tables
@click.option("--if-empty", is_flag=True, help="Be content with a database that already holds something.")
@click.option(
    "--stores",
    type=click.IntRange(1, 100_000),
    help="Instead: a large chain of so many stores, for measuring.",
)
@click.option(
    "--visits", type=click.IntRange(100), default=25_000, help="How many visits the large chain has."
)
def load(if_empty: bool, stores: int | None, visits: int) -> None:
    """Fill an EMPTY database with the demo chain: 12 stores and three months of visits up to today."""
    try:
        if stores:
            for _done in operations.load_large(stores, visits, click.echo):
                db.session.commit()
        else:
            operations.load(click.echo)
            db.session.commit()
            causing.find_all(lambda said: None)  # at night on a large chain: there it takes an hour
    except operations.NotEmpty:
        if if_empty:
            click.echo("The database holds data already: it is kept as it is.")
            _tell_accounts()
            return
        click.echo(
            "The database is not empty, and the demo is loaded only into an empty one: nothing was changed.",
            err=True,
        )
        raise click.exceptions.Exit(1) from None
    except Refused as wrong:
        click.echo(f"The built-in standards are not right, nothing was loaded:\n{wrong}", err=True)
        raise click.exceptions.Exit(1) from None
    db.session.commit()
    _tell_accounts()


def _tell_accounts() -> None:
    """Say who can sign in: one account of each role; nothing when this is not the demo chain."""
    users = operations.accounts()
    if users:
        click.echo(f"\nSign in with the password {PASSWORD} as")
        for user in users:
            click.echo(f"  {user.email:26} {user.role:14} {user.name}")
        click.echo()
