"""What a submission was asked: the visit's frozen checklist without the questions that its answers hid."""

from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

from app import scoring
from app.checklists.checklist import Checklist
from app.checklists.conditions import shown, without_hidden
from app.visits.models import Visit
from app.visits.payload import Payload


def asked(visit: Visit, payload: Payload) -> Checklist:
    """The checklist as this kind of visit asks it, with only what was asked; a section may be left without questions."""
    return without_hidden(_read(visit).checklist, *_given(payload))


def rules_asked(visit: Visit, payload: Payload) -> scoring.Checklist:
    """The same as scoring reads it."""
    whole = _read(visit)
    put = shown(whole.checklist.questions(), *_given(payload))
    sections = (
        replace(section, questions=tuple(each for each in section.questions if each.id in put))
        for section in whole.rules.sections
    )
    return replace(whole.rules, sections=tuple(sections))


@dataclass(frozen=True)
class _OfKind:
    """What a kind of visit asks; a checklist version never changes, so its digest tells it from the others."""

    digest: str
    kind: str
    whole: Checklist = field(compare=False)

    @cached_property
    def checklist(self) -> Checklist:
        return self.whole.for_visit(self.kind)

    @cached_property
    def rules(self) -> scoring.Checklist:
        return scoring.parse_checklist(self.checklist.model_dump(mode="json"))


@lru_cache(maxsize=256)
def _once(found: _OfKind) -> _OfKind:
    """The first that was equal to it, with what was read from it then."""
    return found


def _read(visit: Visit) -> _OfKind:
    version = visit.checklist
    return _once(_OfKind(version.digest, visit.kind, version.checklist))


def _given(payload: Payload) -> tuple[dict[str, dict[str, Any] | None], dict[str, int]]:
    answers = {code: answer.for_scoring() for code, answer in payload.answers.items()}
    return answers, {code: len(photos) for code, photos in payload.pictures.items()}
