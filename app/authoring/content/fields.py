"""The fields of each part as an author sees them: what they are called, how they are typed, what belongs in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.standards.criterion import KEYS_OF_KIND


@dataclass(frozen=True)
class Field:
    """One field: `sort` says how it is typed, `hint` what belongs in it."""

    name: str
    label: Any
    sort: str
    hint: Any = ""
    optional: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of question that have this field; empty when all have."""
        return tuple(sorted(kind for kind, keys in KEYS_OF_KIND.items() if self.name in keys))


TITLE = Field("title", _l("Title"), "line")
POSITIONS = Field("positions", _l("Positions"), "several")
DOCUMENT_FIELDS = (TITLE, Field("purpose", _l("Purpose"), "text", _l("What the standards are for.")))
CLAUSE_FIELDS = (
    TITLE,
    Field(
        "text",
        _l("Text"),
        "text",
        _l("The clause as staff read it: what is asked of them, in a sentence or two."),
    ),
)
ASKED = (
    Field("question", _l("Question"), "line", _l("One thing, seen or heard. At most 90 characters.")),
    Field("expected", _l("What is expected"), "text"),
    Field("kind", _l("Kind of answer"), "choice"),
    Field("fails_on", _l("Which answer is bad"), "choice", optional=True),
    Field("min", _l("Least"), "whole"),
    Field("max", _l("Most"), "whole"),
    Field("labels", _l("What the ends of the scale mean"), "labels", optional=True),
    Field(
        "options",
        _l("Options"),
        "options",
        _l("The code is made of the English title if you leave it empty."),
    ),
    Field(
        "bands", _l("What a number is worth"), "bands", _l("From the least up; the last band has no limit.")
    ),
    Field("unit", _l("Unit"), "line", optional=True),
    Field("sought", _l("How many are sought"), "whole", optional=True),
)
GUIDANCE = (
    Field("why", _l("Why"), "text"),
    Field("good", _l("Good"), "text"),
    Field("bad", _l("Bad"), "text"),
    Field("playbook", _l("What to do when it fails"), "text", optional=True),
)
COUNTED = (
    Field(
        "weight",
        _l("Weight"),
        "number",
        _l("1 detail, 2 ordinary, 3 important, 5 what customers leave for; 0 if it is not scored."),
    ),
    Field("critical", _l("Critical: a bad answer fails the visit"), "truth"),
    Field("required", _l("An answer is required"), "truth"),
    Field("nature", _l("What it is about"), "choice"),
    Field("evidence", _l("Photo"), "choice"),
)
ASKED_WHERE = (
    Field("stage", _l("Stage of the visit"), "choice"),
    POSITIONS,
    Field("channels", _l("Channels"), "several"),
    Field("visits", _l("Visits"), "several"),
    Field(
        "enable_when",
        _l("Asked only when"),
        "when",
        _l("The code of a question asked before, a comparison, a value: yes, 3, or several with commas."),
        optional=True,
    ),
    Field("dimensions", _l("Frameworks"), "dimensions"),
)
CRITERION_GROUPS = (
    (_l("The question"), ASKED),
    (_l("Guidance"), GUIDANCE),
    (_l("How it counts"), COUNTED),
    (_l("Whom it is asked about, and when"), ASKED_WHERE),
)
SCENARIO_GROUPS = (
    (
        _l("The part to play"),
        (
            TITLE,
            Field("legend", _l("Legend"), "text", _l("Whom the assessor plays and why they came.")),
            Field("do", _l("What to do"), "texts"),
            Field("do_not", _l("What not to do"), "texts"),
            Field(
                "objections",
                _l("Objections"),
                "objections",
                _l(
                    "What to say against, and what a good answer sounds like. A mystery shopper sees the first only."
                ),
                optional=True,
            ),
            Field("products", _l("What to ask for"), "texts", optional=True),
            Field("remember", _l("What to remember"), "texts"),
        ),
    ),
    (
        _l("Where and to whom"),
        (
            Field("channel", _l("Channel"), "choice"),
            POSITIONS,
            Field("difficulty", _l("Difficulty"), "choice"),
            Field("minutes", _l("Minutes it takes"), "whole"),
            Field(
                "only_for",
                _l("Who may play it"),
                "line",
                _l("Only where not everybody may: nobody pretends."),
                optional=True,
            ),
        ),
    ),
)
GROUPS: dict[str, tuple[tuple[Any, tuple[Field, ...]], ...]] = {
    "document": (("", DOCUMENT_FIELDS),),
    "chapter": (("", (TITLE,)),),
    "clause": (("", CLAUSE_FIELDS),),
    "criterion": CRITERION_GROUPS,
    "scenario": SCENARIO_GROUPS,
}
# What fields are called that an author does not type, or that a question calls otherwise than its criterion.
LABELS = {
    "text": _l("Question"),
    "clause": _l("Number of the clause"),
    "clause_title": _l("Title of the clause"),
    "title": _l("Title"),
    "purpose": _l("Purpose"),
    "labels.low": _l("The low end of the scale"),
    "labels.high": _l("The high end of the scale"),
    "picture": _l("Picture"),
    "picture.alt": _l("The picture in words"),
    "prefix": _l("Prefix of the codes"),
}


def fields_of(sort: str) -> dict[str, Field]:
    """The fields of a sort of part by their names."""
    return {field.name: field for _title, fields in GROUPS[sort] for field in fields}


def label(name: str, sort: str = "criterion") -> str:
    """What a field of a part is called; of an option or a dimension with its code, of a list with the number."""
    known = fields_of(sort if sort in GROUPS else "criterion")
    field, _dot, code = name.partition(".")
    code = code.replace(".say", ": " + _("what to say")).replace(".good_answer", ": " + _("a good answer"))
    if name in LABELS and name not in known:
        return str(LABELS[name])
    words = str(known[field].label) if field in known else str(LABELS.get(field, field))
    return f"{words} ({code})" if code else words
