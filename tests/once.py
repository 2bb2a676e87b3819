"""What every new app would work out again and what depends on nothing of its own: worked out once in a test process.

Nearly every test makes the app anew, with a database of its own. Without this a fifth of the time of such tests goes
into the same words of SQL, the same code of templates and the same patterns of addresses.
"""

import hashlib
import os
import pickle
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy.engine import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from app.standards import reading
from app.standards.source import Source, read_source


class Templates(BytecodeCache):
    """The code of templates, by what they say."""

    def __init__(self) -> None:
        self.code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[bucket.key, bucket.checksum] = bucket.code


def share() -> None:
    """Let all apps of this process share it."""
    Flask.jinja_options = {"bytecode_cache": Templates()}
    _share_sql()
    _share_addresses()


def share_reading(folder: Path) -> None:
    """Let each YAML file be read once in all processes of this run: the standards take a process five seconds."""

    @lru_cache(300)
    def read_once(content: bytes, file: str) -> Source:
        kept = folder / f"{hashlib.sha256(file.encode() + content).hexdigest()}.read"
        if kept.exists():
            source: Source = pickle.loads(kept.read_bytes())
            return source
        source = read_source(content, file)
        writing = kept.with_suffix(f".{os.getpid()}")
        writing.write_bytes(pickle.dumps(source))
        writing.rename(kept)
        return source

    folder.mkdir(exist_ok=True)
    reading.read_source = read_once


def _share_sql() -> None:
    """An engine keeps what a query is in SQL under its own dialect: those of one database are taken for one."""
    sql: LRUCache[Any, Any] = LRUCache(5000)

    def kind(dialect: DefaultDialect) -> tuple[object, ...]:
        return type(dialect), dialect.server_version_info

    Engine._compiled_cache = property(lambda engine: sql, lambda engine, own: None)  # type: ignore[assignment]
    DefaultDialect.__hash__ = lambda self: hash(kind(self))  # type: ignore[method-assign]
    DefaultDialect.__eq__ = lambda self, other: kind(self) == kind(other)  # type: ignore[method-assign,assignment]


def _share_addresses() -> None:
    made: dict[tuple[Any, ...], dict[str, Any]] = {}
    make = Rule.compile

    def make_once(rule: Rule) -> None:
        key = (rule.rule, rule.endpoint, repr(rule.defaults), rule.subdomain, rule.merge_slashes)
        if key not in made:
            make(rule)
            made[key] = {name: of for name, of in vars(rule).items() if name[0] == "_" or name == "arguments"}
        vars(rule).update(made[key])

    Rule.compile = make_once  # type: ignore[method-assign]
