"""`flask demo load`: fill an empty database with the demo chain."""

from flask.cli import AppGroup

commands = AppGroup("demo", help="A believable chain to look at.")
