"""Asking `flask doctor`, and changing what it looks at behind the product's back."""

import json
from contextlib import closing

import pysqlite3.dbapi2 as sqlite
from flask import Flask


def told(app: Flask, *options: str) -> tuple[int, list[dict]]:
    """The exit code, and what is said."""
    done = app.test_cli_runner().invoke(args=["doctor", "--json", *options])
    return done.exit_code, json.loads(done.output)


def sentences(app: Flask, *options: str, about: str) -> list[str]:
    """What is said to be wrong about something; nothing else is."""
    code, found = told(app, *options)
    assert {each["about"] for each in found} == {about}, found
    assert (code, found[0]["wrong"]) in {(1, True), (0, False)}
    return [each["sentence"] for each in found]


def changed(app: Flask, statement: str, *values: str) -> None:
    """Something was changed behind the back of the product."""
    with closing(sqlite.connect(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))) as other:
        other.execute(statement, values)
        other.commit()
