"""A condition in words, for whoever fills in the page without a script: “Answer if: “Was there a queue?” — Yes”."""

from collections.abc import Callable

from flask_babel import gettext as _

from app.checklists.checklist import Checklist, Question
from app.standards.conditions import Condition, Scalar
from app.visits.payload import Answer
from app.visits.result import said

COMPARED: dict[str, Callable[[str], str]] = {
    "ne": lambda answer: _("any answer but “%(answer)s”", answer=answer),
    "gt": lambda answer: _("more than %(answer)s", answer=answer),
    "ge": lambda answer: _("at least %(answer)s", answer=answer),
    "lt": lambda answer: _("less than %(answer)s", answer=answer),
    "le": lambda answer: _("at most %(answer)s", answer=answer),
    "contains": lambda answer: _("“%(answer)s” among the answers", answer=answer),
}


def told_when(question: Question, checklist: Checklist, language: str) -> str:
    """When a question of this checklist is to be answered, in the present language; empty when always."""
    when = question.enable_when
    if when is None:
        return ""
    joint = _(" and ") if when.all else _(" or ")
    told = [_told(each, checklist.question(each.item), language) for each in when.conditions]
    return _("Answer if: %(conditions)s", conditions=joint.join(told))


def _told(condition: Condition, item: Question, language: str) -> str:
    return _(
        "“%(question)s” — %(answer)s",
        question=item.text.in_(language),
        answer=wanted(condition, item, language),
    )


def wanted(condition: Condition, item: Question, language: str) -> str:
    """The answer to a question that a condition asks for, in the present language: “at least 3”, “Yes or No”."""
    if condition.op == "answered":
        return _("any answer") if condition.value else _("no answer")
    named = [_named(value, item, language) for value in condition.values]
    return COMPARED[condition.op](named[0]) if condition.op in COMPARED else _(" or ").join(named)


def _named(value: Scalar, item: Question, language: str) -> str:
    return said(item, Answer(value=[value] if item.kind == "choices" else value), language)
