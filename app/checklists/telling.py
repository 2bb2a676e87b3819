"""What differs between two versions, told to a terminal: as plain values for programs, as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from app.checklists.comparison import ChecklistDifference
from app.standards.comparison import ClauseDifference, Comparison, CriterionDifference, PartDifference, Placed
from app.standards.criterion import Text
from app.standards.differences import Wording
from app.standards.document import Reference
from app.standards.noun import shortest

Plain = dict[str, Any]


def plain_comparison(comparison: Comparison, checklists: Iterable[ChecklistDifference]) -> Plain:
    """Everything that differs, as JSON takes it."""
    return {
        "counts": comparison.counts,
        "page": [_wording(each) for each in comparison.page],
        "chapters": [_part(each) for each in comparison.chapters],
        "lists": [_part(each) for each in comparison.lists],
        "clauses": [_clause(each) for each in comparison.clauses if each.kinds],
        "criteria": [_criterion(each) for each in comparison.criteria],
        "checklists": [_checklist(each) for each in checklists],
    }


def lines(comparison: Comparison, checklists: Iterable[ChecklistDifference]) -> Iterator[str]:
    """A line for everything that differs in the document, then one for every checklist and its questions."""
    for part in (*comparison.chapters, *comparison.lists):
        yield f"{part.list.removesuffix('s')} {part.code}: {', '.join(part.kinds)}"
    for clause in comparison.clauses:
        if clause.kinds:
            yield f"clause {_numbers(clause.before, clause.after)}: {', '.join(clause.kinds)}"
        for each in clause.criteria:
            numbers = _numbers(_clause_of(each.before), _clause_of(each.after))
            yield f"{each.code} in {numbers}: {', '.join(each.kinds)}{_fields(each.wordings)}"
    for checklist in checklists:
        counts = ", ".join(f"{count} {kind}" for kind, count in checklist.counts.items() if count)
        yield f"checklist {' '.join(checklist.address)}: {_fate(checklist) or counts or 'its title or marks'}"
        if checklist.before and checklist.after:
            for question in checklist.questions:
                yield f"  {question.code}: {', '.join(question.kinds)}"


def _fields(wordings: Iterable[Wording]) -> str:
    told = [f"{each.field} {'+'.join(each.languages)}" for each in wordings]
    return f" ({', '.join(told)})" if told else ""


def _numbers(before: Reference | None, after: Reference | None) -> str:
    told = dict.fromkeys(each.number for each in (before, after) if each)
    return " → ".join(told)


def _fate(checklist: ChecklistDifference) -> str:
    return "new" if checklist.before is None else "gone" if checklist.after is None else ""


def _clause_of(placed: Placed | None) -> Reference | None:
    return placed.clause if placed else None


def _wording(wording: Wording) -> Plain:
    return {"field": wording.field, "before": _text(wording.before), "after": _text(wording.after)}


def _text(text: Text | None) -> Plain | None:
    return text.model_dump() if text else None


def _part(part: PartDifference) -> Plain:
    return {"list": part.list, "code": part.code, **_ways(part)}


def _clause(clause: ClauseDifference) -> Plain:
    return {"chapter": clause.chapter.code, **_clauses(clause.before, clause.after), **_ways(clause)}


def _criterion(criterion: CriterionDifference) -> Plain:
    weights = [
        shortest(each.criterion.weight) if each else None for each in (criterion.before, criterion.after)
    ]
    return {
        "code": criterion.code,
        **_clauses(_clause_of(criterion.before), _clause_of(criterion.after)),
        "weight": dict(zip(("before", "after"), weights, strict=True)),
        **_ways(criterion),
    }


def _clauses(before: Reference | None, after: Reference | None) -> Plain:
    return {"clause": {"before": before and before.number, "after": after and after.number}}


def _ways(difference: Any) -> Plain:
    return {
        "kinds": list(difference.kinds),
        "wordings": [_wording(each) for each in difference.wordings],
        "settings": [each._asdict() for each in difference.settings],
    }


def _checklist(checklist: ChecklistDifference) -> Plain:
    return {
        "position": checklist.address[0],
        "channel": checklist.address[1],
        "fate": _fate(checklist) or "changed",
        "counts": checklist.counts,
        "questions": [{"code": each.code, **_ways(each)} for each in checklist.questions],
    }
