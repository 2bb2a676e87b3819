"""From the standards to checklists: the projection of a document on a position and a channel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from app.checklists.checklist import Checklist, Question, Section
from app.checklists.selection import Selection
from app.standards.criterion import OWN_KEYS, Criterion, Text
from app.standards.document import Channel, Document, Position

PASS_MARK = Decimal(80)

# What a question takes from its criterion as it stands.
KEPT = (
    *(
        "expected",
        "why",
        "good",
        "bad",
        "playbook",
        "picture",
        "kind",
        *OWN_KEYS,
        "weight",
        "critical",
        "required",
    ),
    *("dimensions", "stage", "nature", "visits", "evidence", "enable_when"),
)


class Derivation:
    """One document being asked; a question that several checklists ask alike is made once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.order = {each.code: place for place, each in enumerate(document.criteria())}
        self._questions: dict[str, Question] = {}

    def checklist(self, position: str, channel: str, selection: Selection | None = None) -> Checklist:
        """What is asked of a position on a channel of this document."""
        asked = self._asked(position, channel, selection)
        reworded = selection.reworded if selection else {}
        sections = []
        for stage in self.document.stages:
            questions = tuple(
                self._question(each, reworded.get(each.code)) for each in asked if each.stage == stage.code
            )
            if questions:
                sections.append(Section(id=stage.code, title=stage.title, questions=questions))
        return Checklist(
            position=position,
            channel=channel,
            title=_title(self.document.position(position), self.document.channel(channel)),
            pass_mark=PASS_MARK,
            sections=tuple(sections),
        )

    def checklists(self, selections: Iterable[Selection] = ()) -> Iterator[Checklist]:
        """The checklist of every position on every channel where a customer meets it, one by one as they are made."""
        chosen = {(selection.position, selection.channel): selection for selection in selections}
        for position in self.document.positions:
            for channel in position.channels:
                yield self.checklist(position.code, channel, chosen.get((position.code, channel)))

    def _asked(self, position: str, channel: str, selection: Selection | None) -> list[Criterion]:
        """In the order of the document, less what is left out, with what is added; an added one that is gone is not."""
        asked = self.document.criteria_for(position, channel)
        if not selection:
            return list(asked)
        codes = {each.code for each in asked} - set(selection.leave_out)
        codes |= self.order.keys() & set(selection.added)
        return [self.document.criterion(code) for code in sorted(codes, key=self.order.__getitem__)]

    def _question(self, criterion: Criterion, reworded: Text | None) -> Question:
        if reworded:
            return self._plain(criterion).model_copy(update={"text": reworded})
        return self._plain(criterion)

    def _plain(self, criterion: Criterion) -> Question:
        known = self._questions.get(criterion.code)
        if known is None:
            reference = self.document.clause_of(criterion.code)
            known = self._questions[criterion.code] = Question(
                id=criterion.code,
                clause=reference.number,
                clause_title=reference.clause.title,
                text=criterion.question,
                **{name: getattr(criterion, name) for name in KEPT},
            )
        return known


def derive(document: Document, position: str, channel: str, selection: Selection | None = None) -> Checklist:
    """Give what the document asks about a position on a channel, less and more what the selection says.

    A stage with nothing to ask has no section. The position and the channel are of this document.
    """
    return Derivation(document).checklist(position, channel, selection)


def derive_all(document: Document, selections: Iterable[Selection] = ()) -> list[Checklist]:
    """Give the checklist of every position on every channel where a customer meets it."""
    return list(derived(document, selections))


def derived(document: Document, selections: Iterable[Selection] = ()) -> Iterator[Checklist]:
    """Give them one by one, as they are made."""
    return Derivation(document).checklists(selections)


def _title(position: Position, channel: Channel) -> Text:
    return Text(
        ru=f"{position.title.ru} · {channel.title.ru}", en=f"{position.title.en} · {channel.title.en}"
    )
