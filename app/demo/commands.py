"""`flask demo load`: fill an empty database with the demo chain, and say who can sign in."""

import click
from flask.cli import AppGroup

from app.db import db
from app.demo import operations
from app.demo.people import PASSWORD, Cast
from app.standards.reading import Refused

commands = AppGroup("demo", help="A believable chain to look at.")


@commands.command()
@click.option("--if-empty", is_flag=True, help="Be content with a database that already holds something.")
def load(if_empty: bool) -> None:
    """Fill an EMPTY database with the demo chain: 12 stores and three months of visits up to today."""
    try:
        cast = operations.load(click.echo)
    except operations.NotEmpty:
        if if_empty:
            click.echo("The database holds data already: it is kept as it is.")
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
    click.echo(accounts(cast))


def accounts(cast: Cast) -> str:
    """The table of accounts: one of each role first; the password is one for all."""
    by_use = sorted(cast.users.values(), key=lambda user: any(letter.isdigit() for letter in user.email))
    rows = [f"{user.role:14} {user.email:28} {user.name}" for user in by_use]
    return "\n".join((f"\nSign in with the password {PASSWORD} as", *rows))
