"""Alembic's door to the database: the tables of the models, every migration whole or not at all."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from logging.config import fileConfig

from alembic import context
from flask import current_app
from sqlalchemy import Connection

fileConfig(context.config.config_file_name, disable_existing_loggers=False)
logger = logging.getLogger("alembic.env")


class BrokenReferences(RuntimeError):
    """After the migration a row would refer to one that is not there; nothing was changed."""


def migrate_online() -> None:
    """Run the migrations on the app's database."""
    extension = current_app.extensions["migrate"]
    options = {"process_revision_directives": write_nothing_when_nothing_changed, **extension.configure_args}
    with extension.db.engine.connect() as connection, tables_may_be_rebuilt(connection):
        context.configure(
            connection=connection,
            target_metadata=extension.db.metadata,
            transactional_ddl=True,  # app.db begins every transaction itself, on SQLite too
            **options,
        )
        with context.begin_transaction():
            context.run_migrations()
            refuse_broken_references(connection)


@contextmanager
def tables_may_be_rebuilt(connection: Connection) -> Iterator[None]:
    """On SQLite a table changes by being made anew, and meanwhile others refer to nothing: that is looked at in the end."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection  # inside a transaction the switch would do nothing
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def refuse_broken_references(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise BrokenReferences(f"{len(broken)} rows refer to nothing, the first in {broken[0][0]}")


def write_nothing_when_nothing_changed(_context, _revision, directives) -> None:
    """`flask db migrate` without a change of the models makes no file."""
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []
        logger.info("No changes in the tables.")


def print_offline() -> None:
    """Write the statements instead of running them (`flask db upgrade --sql`)."""
    extension = current_app.extensions["migrate"]
    url = extension.db.engine.url.render_as_string(hide_password=False)
    context.configure(url=url, target_metadata=extension.db.metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    print_offline()
else:
    migrate_online()
