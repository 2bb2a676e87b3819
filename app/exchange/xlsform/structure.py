"""How an XLSForm is put together: who it is, its lists of choices, its groups, and which rows belong to one question."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l

from app.exchange.xlsform import cells, lists
from app.exchange.xlsform.asking import Asked
from app.exchange.xlsform.columns import OURS, column
from app.exchange.xlsform.row import Amiss, Row
from app.exchange.xlsform.sheets import Troubles
from app.standards.conditions import WORD
from app.standards.noun import Text

MOST_QUESTIONS = 500
NAME = re.compile(r"[^\W\d][\w.-]{0,99}")
CRITERION_NAME = re.compile(r"([A-Z]{2,4})[-_]([0-9]{2,3})")
NEW = "NEW"  # the prefix of codes that stand for those the author will give
MOMENTS = frozenset({"start", "end"})  # a visit knows itself when it began and ended
PARTS = frozenset({"sought", "non_answer"})
UNTITLED = Text(ru="Форма", en="Form")
MAIN = "main"  # the stage of questions outside any group


@dataclass
class Group:
    """A group of the form as its row opens it."""

    name: str
    number: int
    row: Row | None = None
    asked: list[Asked] = field(default_factory=list)


@dataclass
class Structure:
    """What the sheets of a form hold: its lists of choices, and its questions with their parts, group by group."""

    troubles: Troubles = field(default_factory=Troubles)
    language: str | None = None
    offered: dict[str, lists.Choices] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    title: Text = UNTITLED

    def refuse(self, row: Row, wrong: Amiss) -> None:
        self.troubles.add(row.sheet, row.number, wrong.column, wrong.reason)

    def settings(self, rows: list[Row]) -> dict[str, Any]:
        """Read the settings: who the form is."""
        row = rows[0] if rows else Row("settings", 2, {})
        if rows[1:]:
            self.refuse(rows[1], Amiss("form_id", _l("settings stand in one row")))
        try:
            return self._settings(row)
        except Amiss as wrong:
            self.refuse(row, wrong)
            return {}

    def _settings(self, row: Row) -> dict[str, Any]:
        if row["default_language"]:
            named = column(f"label::{row['default_language']}")
            if named is None:
                raise Amiss("default_language", _l("texts are read in Russian and in English only"))
            self.language = named.language
        title = row.text(f"{OURS}title", None) or row.text("form_title", self.language)
        self.title = title.text if title else UNTITLED
        return {
            "form_id": row["form_id"] or "form",
            "version": row["version"],
            "title": self.title,
            **{key: cell(row, OURS + key, cells.read_word) for key in ("position", "channel")},
            **{key: cell(row, OURS + key, cells.read_number) for key in ("minimum_coverage", "pass_mark")},
        }

    def choices(self, rows: list[Row]) -> None:
        """Read the lists of choices."""
        for row in rows:
            try:
                name, choice = row["list_name"], row["name"]
                if not name or not choice:
                    raise Amiss("list_name" if not name else "name", _l("a choice has a list and a name"))
                label = row.text("label", self.language)
                if label is None:
                    raise Amiss("label", _l("the choice has no words"))
                before = self.offered.get(name, ())
                if choice in {each.name for each in before}:
                    raise Amiss("name", _l("the list has a choice of this name already"))
                if len(before) == lists.MOST_CHOICES:
                    raise Amiss(
                        "name", _l("the list has more than %(most)s choices", most=lists.MOST_CHOICES)
                    )
                self.offered[name] = (*before, lists.Choice(choice, label.text, row.number))
            except Amiss as wrong:
                self.refuse(row, wrong)

    def survey(self, rows: list[Row]) -> None:
        """Sort the rows of the survey into groups, and parts to their questions."""
        inside: Group | None = None
        for row in rows:
            try:
                match "_".join(row["type"].split()):
                    case kind if kind in MOMENTS:
                        continue
                    case "end_group":
                        if inside is None:
                            raise Amiss("type", _l("no group is open here"))
                        inside = None
                    case "begin_group":
                        if inside is not None:
                            raise Amiss("type", _l("a group within a group is not read"))
                        inside = self._group(row)
                    case _:
                        self._question(row, inside)
            except Amiss as wrong:
                self.refuse(row, wrong)
        if inside is not None and inside.row:
            self.refuse(inside.row, Amiss("type", _l("the group is never closed")))

    def _group(self, row: Row) -> Group:
        for key in ("relevant", "required", "constraint"):
            if row[key]:
                raise Amiss(key, _l("this is read of questions, not of groups"))
        return self._open(self._name(row), row)

    def _open(self, name: str, row: Row | None = None) -> Group:
        self.groups.append(Group(name, len(self.groups) + 1, row))
        return self.groups[-1]

    def _question(self, row: Row, inside: Group | None) -> None:
        name = self._name(row)
        last = self.groups[-1] if self.groups else None
        group = inside or (last if last and not last.row else self._open(""))
        part = row[f"{OURS}part"]
        if part:
            if not group.asked or part in group.asked[-1].parts or part not in PARTS:
                raise Amiss(f"{OURS}part", _l("there is no question above that has such a part"))
            group.asked[-1].parts[part] = row
            return
        if sum(len(each.asked) for each in self.groups) == MOST_QUESTIONS:
            raise Amiss("name", _l("there are more than %(most)s questions", most=MOST_QUESTIONS))
        stage, said = self.stage(group)
        group.asked.append(Asked(row, stage, said, self._code(row, name), self.offered, self.language))

    def _name(self, row: Row) -> str:
        name = row["name"]
        if not NAME.fullmatch(name):
            raise Amiss("name", _l("a name begins with a letter and holds letters, digits, _ . and -"))
        if name in self.names:
            raise Amiss("name", _l("the name is there twice"))
        self.names.add(name)
        return name

    def stage(self, group: Group) -> tuple[str, bool]:
        """Give the stage of a group, and whether the form says it."""
        said = group.row[f"{OURS}stage"] if group.row else ""
        if said:
            if not WORD.fullmatch(said) and group.row:
                raise Amiss(f"{OURS}stage", _l("“%(part)s” cannot be read here", part=said[:60]), group.row)
            return said, True
        plain = group.name.lower() or MAIN
        return (plain if WORD.fullmatch(plain) else f"section_{group.number}"), False

    def _code(self, row: Row, name: str) -> str:
        """Give the criterion's code: as it is said, as the name says it, or one that stands for a code to come."""
        said = row[f"{OURS}code"]
        known = CRITERION_NAME.fullmatch(said or name)
        if said and (not known or "_" in said or said in self.codes):
            raise Amiss(f"{OURS}code", _l("a code is like COU-01, and stands once"))
        code = f"{known[1]}-{known[2]}" if known else ""
        number = 1
        while not code or code in self.codes:
            code, number = f"{NEW}-{number:02}", number + 1
        self.codes.add(code)
        return code


def cell(row: Row, key: str, read_as: Any) -> Any:
    """Read a cell; None where it is empty. Raises Amiss."""
    try:
        return read_as(row[key]) if row[key] else None
    except cells.Unreadable as wrong:
        raise Amiss(key, _l("“%(part)s” cannot be read here", part=wrong.part)) from None
