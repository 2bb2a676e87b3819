"""The database: one declarative base, exact and UTC column types, and safe transactions on SQLite.

On SQLite every transaction that may write begins IMMEDIATE behind one in-process lock: a deferred one is
refused the moment it turns from reading to writing while another writer is at work, and the sleeping
busy handler makes the tail of waiting times long.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from functools import wraps
from typing import Annotated, Any, ParamSpec, TypeVar

import click
import pysqlite3.dbapi2
from flask import Flask, g, has_request_context, request
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    ForeignKey,
    MetaData,
    String,
    event,
    inspect,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import JSON, TypeDecorator

# Versions before this one can lose commits when a checkpoint races a writer (sqlite.org/wal.html#walresetbug).
OLDEST_SAFE_SQLITE = (3, 51, 3)
BUSY_TIMEOUT_SECONDS = 10

P = ParamSpec("P")
R = TypeVar("R")


class WritersBusy(RuntimeError):
    """No turn to write came in time; the caller may try again."""


class Base(DeclarativeBase):
    """Every table of the product; constraints are named so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; an aware datetime goes in and comes out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Exact(TypeDecorator[Fraction]):
    """An exact rational, stored as the text "numerator/denominator" so that no digit drifts."""

    impl = String(200)
    cache_ok = True

    def process_bind_param(self, value: Fraction | None, dialect: Dialect) -> str | None:
        return None if value is None else str(Fraction(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Fraction | None:
        return None if value is None else Fraction(value)


Id = Annotated[int, mapped_column(primary_key=True)]
Code = Annotated[str, mapped_column(String(40))]
Name = Annotated[str, mapped_column(String(200))]
Words = Annotated[str, mapped_column(String(10_000))]
Hash = Annotated[str, mapped_column(String(64))]
Uuid = Annotated[str, mapped_column(String(36))]
Json = Annotated[dict[str, Any], mapped_column(JSON)]
Time = Annotated[datetime, mapped_column(Moment)]


def reference(column: str, **options: Any) -> Any:
    """A foreign key column with its index; reading along it is what pages do."""
    return mapped_column(ForeignKey(column), index=True, **options)


db = SQLAlchemy(model_class=Base, disable_autonaming=True)
migrate = Migrate(db=db, directory="migrations", render_as_batch=True, compare_type=True)

ONLY_LOOKING = {"GET", "HEAD", "OPTIONS"}  # requests that take no turn to write
_write_lock = threading.Lock()


def init_app(app: Flask) -> None:
    """Bind the database to the app, on SQLite with the driver that carries a safe library."""
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        app.config.setdefault(
            "SQLALCHEMY_ENGINE_OPTIONS",
            {"module": pysqlite3.dbapi2, "connect_args": {"timeout": BUSY_TIMEOUT_SECONDS}},
        )
    else:
        app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", {"pool_pre_ping": True})
    db.init_app(app)
    migrate.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _make_sqlite_safe(db.engine)


def look_only() -> None:
    """From now on this request takes no turn to write: of a phone it is not known yet whether its body ever arrives."""
    g.only_looks = True


def may_write() -> None:
    """From the next transaction on this request takes its turn to write. Only while no transaction is open."""
    g.only_looks = False


def needs_tables(command: Callable[P, R]) -> Callable[P, R]:
    """A terminal command that ends with one sentence when the database was not brought up to the models."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except DBAPIError:
            db.session.rollback()  # on SQLite its open transaction would keep the next look waiting
            if is_migrated():
                raise
            raise click.ClickException(
                "The database is empty or older than this program: run `flask db upgrade` first."
            ) from None

    return run


def is_migrated() -> bool:
    """Whether the database has every table and column of the models."""
    found = {
        name: {column["name"] for column in columns}
        for (_schema, name), columns in inspect(db.engine).get_multi_columns().items()
    }
    wanted = Base.metadata.tables.values()
    return all(set(table.columns.keys()) <= found.get(table.name, set()) for table in wanted)


def insert_many(
    model: type[Base], rows: Iterable[Sequence[Any]], columns: Sequence[str] | None = None
) -> None:
    """Insert rows by the thousand in the running transaction, the quickest way the engine has.

    A row holds a value for each of the columns, all that there are if none are named; no default is filled in.
    """
    table = Base.metadata.tables[model.__tablename__]
    connection = db.session.connection()
    dialect, preparer = connection.dialect, connection.dialect.identifier_preparer
    filled = [table.columns[name] for name in columns or table.columns.keys()]
    processors = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in filled]
    into = f"{preparer.format_table(table)} ({', '.join(map(preparer.format_column, filled))})"
    bound = (
        [process(value) if process else value for process, value in zip(processors, row, strict=True)]
        for row in rows
    )
    cursor: Any = connection.connection.cursor()
    if connection.dialect.name == "postgresql":
        with cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for each in bound:
                copy.write_row(each)
    else:
        statement = f"INSERT INTO {into} VALUES ({', '.join('?' * len(filled))})"  # noqa: S608  (our own names)
        cursor.executemany(statement, bound if any(processors) else rows)


def _make_sqlite_safe(engine: Engine) -> None:
    if pysqlite3.dbapi2.sqlite_version_info < OLDEST_SAFE_SQLITE:
        raise RuntimeError(
            f"SQLite {pysqlite3.dbapi2.sqlite_version} can lose commits; install pysqlite3 with "
            f"{'.'.join(map(str, OLDEST_SAFE_SQLITE))} or newer"
        )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if has_request_context() and g.get("only_looks", request.method in ONLY_LOOKING):
            connection.exec_driver_sql("BEGIN")
            return
        if not _write_lock.acquire(timeout=BUSY_TIMEOUT_SECONDS):
            raise WritersBusy("another writer has held the database for too long")
        connection.info["holds_write_lock"] = True
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except BaseException:
            _release(connection)
            raise

    event.listen(engine, "commit", _release_after_commit)
    event.listen(engine, "rollback", _release)


def _release(connection: Connection) -> None:
    if connection.info.pop("holds_write_lock", False):
        _write_lock.release()


def _release_after_commit(connection: Connection) -> None:
    # The event comes just before COMMIT itself: the database's own lock covers that instant.
    _release(connection)
