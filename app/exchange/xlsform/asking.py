"""One question of an XLSForm as a proposed criterion: what its row and its list of choices say, and what is assumed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, get_args

from flask_babel import lazy_gettext as _l
from pydantic import ValidationError

from app.exchange.xlsform import cells, lists
from app.exchange.xlsform.columns import OURS
from app.exchange.xlsform.form import Proposed
from app.exchange.xlsform.row import Amiss, Row
from app.exchange.xlsform.rows import ASKED_APART
from app.scoring import Malformed, parse_checklist
from app.standards.criterion import KEYS_OF_KIND, SCORED_KINDS, Band, VisitKind

SELECT = re.compile(r"select[_ ](one|multiple)\s+(\S+)")
# The kinds that a type can be; the first is what it is where nobody says.
KINDS = {
    "select_one": ("yes_no", "scale", "choice", "recommendation"),
    "select_multiple": ("choices",),
    "integer": ("number", "duration", "found_of_sought"),
    "decimal": ("number",),
    "text": ("text",),
    "image": ("photo", "signature"),
    "photo": ("photo", "signature"),
    "date": ("date",),
    "time": ("time",),
}
ANY_NUMBER = (Band(points=Decimal(1)),)  # counts any answer as full until somebody says what it is worth
ONE_OF = {
    "nature": ("human", "conditions"),
    "evidence": ("optional", "none", "required"),
    "fails_on": ("", "yes", "no"),
}
COLUMNS_OF_KINDS = {"points": "options", "bands": "bands", "sought": "sought", "fails_on": "fails_on"}


@dataclass
class Asked:
    """A question's row with those of its parts, and what is known around it."""

    row: Row
    stage: str
    stage_said: bool
    code: str
    choices: Mapping[str, lists.Choices]
    language: str | None
    parts: dict[str, Row] = field(default_factory=dict)
    assumed: list[str] = field(default_factory=list)

    def proposed(self) -> Proposed:
        """Give the criterion, its condition still unread. Raises Amiss, lists.Unfit or cells.Unreadable."""
        base, name = self._type()
        choices = self._choices(name) if name else ()
        points = self._own("points", lambda words: cells.read_pairs(words, cells.Points), {})
        told, non_answers = lists.without_reserved(choices, points)
        if "non_answer" in self.parts:
            told, non_answers = lists.without_none(choices, points), True
        kind = self._kind(base, told)
        self._keep_to(kind)
        scored = kind in SCORED_KINDS
        found = {
            "name": self.row["name"],
            "row": self.row.number,
            "code": self.code,
            "kind": kind,
            "non_answers": non_answers,
            "whole": base == "integer" and kind == "number",
            **self._of_kind(kind, told, points),
            **self._texts(kind),
            "weight": self._own("weight", cells.read_number, Decimal(int(scored)), scored),
            "critical": self._own("critical", cells.truth, False),
            "required": self._required(),
            "nature": self._own("nature", str, "human", True),
            "stage": self._stage(),
            "visits": self._own("visits", cells.read_visits, get_args(VisitKind)),
            "evidence": self._own("evidence", str, "optional"),
            "dimensions": self._own("dimensions", lambda words: cells.read_pairs(words, cells.read_word), {}),
        }
        return self._sound({**found, "assumed": tuple(self.assumed)})

    def _type(self) -> tuple[str, str]:
        """Give the type and, where it chooses, the name of its list."""
        words = self.row["type"]
        select = SELECT.fullmatch(words)
        if select:
            return f"select_{select[1]}", select[2]
        if words not in KINDS or words.startswith("select"):
            raise Amiss("type", _l("the type “%(type)s” is not read", type=words[:60]))
        return words, ""

    def _choices(self, name: str) -> lists.Choices:
        if name not in self.choices:
            raise Amiss("type", _l("there is no list “%(name)s” on the sheet of choices", name=name))
        return self.choices[name]

    def _kind(self, base: str, choices: lists.Choices) -> str:
        kind = self.row[f"{OURS}kind"]
        if not kind and base == "select_one":
            kind = lists.kind_of(choices)
        elif not kind and "signature" in self.row["appearance"].split():
            kind = "signature"
        kind = kind or KINDS[base][0]
        if kind not in KINDS[base]:
            raise Amiss(f"{OURS}kind", _l("“%(kind)s” is no kind of this type", kind=kind[:60]))
        if ("sought" in self.parts) != (kind == "found_of_sought"):
            raise Amiss("type", _l("how many were sought is asked after how many were found, and only there"))
        if "non_answer" in self.parts and kind not in ASKED_APART:
            raise Amiss("type", _l("why there is no answer is one of the choices here, not a question"))
        return kind

    def _keep_to(self, kind: str) -> None:
        """Refuse what belongs to another kind of question."""
        for column, key in COLUMNS_OF_KINDS.items():
            if self.row[OURS + column] and key not in KEYS_OF_KIND.get(kind, ()):
                raise Amiss(OURS + column, _l("a question of the kind %(kind)s has none", kind=kind))

    def _of_kind(self, kind: str, choices: lists.Choices, points: dict[str, cells.Points]) -> dict[str, Any]:
        """Give the keys of the kind."""
        match kind:
            case "yes_no":
                if lists.kind_of(choices) != "yes_no":
                    raise Amiss("type", _l("the choices are not yes and no with their usual labels"))
                return {"fails_on": self._own("fails_on", str, None)}
            case "recommendation":
                if lists.steps(choices) != {"min": 0, "max": 10, "labels": None}:
                    raise Amiss("type", _l("a recommendation is a number from 0 to 10, without words"))
                return {}
            case "scale":
                return lists.steps(choices)
            case "choice" | "choices":
                if not points:
                    self.assumed.append("points")
                return {"options": lists.options(choices, points)}
            case "number" | "duration":
                return {"bands": self._own("bands", cells.read_bands, ANY_NUMBER, True)}
            case "found_of_sought":
                return {"sought": self._own("sought", cells.read_whole, None)}
        return {}

    def _texts(self, kind: str) -> dict[str, Any]:
        found = {"question": self._text("question", "label")}
        if found["question"] is None:
            raise Amiss("label", _l("the question has no words"))
        found["expected"] = self._text("expected", "guidance_hint")
        if not self.row[f"{OURS}kind"]:
            found["expected"] = found["expected"] or self._text("expected", "hint")
        elif kind == "number":
            found["unit"] = self._text("unit", "hint")
        return found | {key: self._text(key, OURS + key) for key in ("why", "good", "bad", "playbook")}

    def _text(self, name: str, key: str) -> Any:
        told = self.row.text(key, self.language)
        if told is None:
            return None
        self.assumed += [f"{name}.{language}" for language in told.missing]
        return told.text

    def _required(self) -> bool:
        words = self.row["required"]
        if "non_answer" in self.parts and words == f"${{{self.row['name']}_none}} = ''":
            return True
        return self._read("required", cells.truth)

    def _stage(self) -> str:
        if not self.stage_said and not self.row[f"{OURS}stage"]:
            self.assumed.append("stage")
        return self._own("stage", cells.read_word, self.stage)

    def _own(self, key: str, read: Any, default: Any, assume: bool = False) -> Any:
        """Read a cell of ours; give the default where it is empty, and remember it as assumed if `assume`."""
        if not self.row[OURS + key]:
            if assume:
                self.assumed.append(key)
            return default
        return self._read(OURS + key, read)

    def _read(self, column: str, read: Any) -> Any:
        try:
            value = read(self.row[column])
        except cells.Unreadable as wrong:
            raise Amiss(column, _l("“%(part)s” cannot be read here", part=wrong.part)) from None
        if value not in ONE_OF.get(column.removeprefix(OURS), (value,)):
            raise Amiss(column, _l("“%(part)s” cannot be read here", part=str(value)[:60]))
        return value

    def _sound(self, found: dict[str, Any]) -> Proposed:
        """Give the criterion if it can be scored."""
        try:
            question = Proposed(**found)
            plain = {**question.model_dump(mode="json"), "id": question.code}
            parse_checklist({"sections": [{"id": "only", "questions": [plain]}]})
        except (ValidationError, Malformed):
            raise Amiss(
                f"{OURS}kind", _l("nothing that could be scored comes of what is said here")
            ) from None
        return question
