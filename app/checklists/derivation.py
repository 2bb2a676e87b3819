"""From the standards to checklists: the projection of a document on a position and a channel."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from app.checklists.checklist import Checklist, Question, Section
from app.checklists.selection import Selection
from app.standards.criterion import OWN_KEYS, Criterion, Text
from app.standards.document import Channel, Document, Position

PASS_MARK = Decimal(80)

# What a question takes from its criterion as it stands.
KEPT = (
    *("expected", "why", "good", "bad", "picture", "kind", *OWN_KEYS, "weight", "critical", "required"),
    *("dimensions", "stage", "nature", "visits", "evidence", "enable_when"),
)


def derive(document: Document, position: str, channel: str, selection: Selection | None = None) -> Checklist:
    """Give what the document asks about a position on a channel, less what the selection leaves out.

    A stage with nothing to ask has no section. Raises KeyError for an unknown position or channel.
    """
    left_out = selection.leave_out if selection else ()
    asked = [each for each in document.criteria_for(position, channel) if each.code not in left_out]
    sections = []
    for stage in document.stages:
        questions = tuple(_question(document, each, selection) for each in asked if each.stage == stage.code)
        if questions:
            sections.append(Section(id=stage.code, title=stage.title, questions=questions))
    return Checklist(
        position=position,
        channel=channel,
        title=_title(document.position(position), document.channel(channel)),
        pass_mark=PASS_MARK,
        sections=tuple(sections),
    )


def derive_all(document: Document, selections: Iterable[Selection] = ()) -> list[Checklist]:
    """Give the checklist of every position on every channel where a customer meets it."""
    chosen = {(selection.position, selection.channel): selection for selection in selections}
    return [
        derive(document, position.code, channel, chosen.get((position.code, channel)))
        for position in document.positions
        for channel in position.channels
    ]


def _question(document: Document, criterion: Criterion, selection: Selection | None) -> Question:
    reference = document.clause_of(criterion.code)
    reworded = selection.reworded if selection else {}
    return Question(
        id=criterion.code,
        clause=reference.number,
        clause_title=reference.clause.title,
        text=reworded.get(criterion.code, criterion.question),
        **{name: getattr(criterion, name) for name in KEPT},
    )


def _title(position: Position, channel: Channel) -> Text:
    return Text(
        ru=f"{position.title.ru} · {channel.title.ru}", en=f"{position.title.en} · {channel.title.en}"
    )
