"""XLSForm in: a strict part of it, described in checklists/README.md, as a form of ours; all else is refused by its cell."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from app.exchange.xlsform import cells, lists
from app.exchange.xlsform.asking import Asked
from app.exchange.xlsform.columns import OURS
from app.exchange.xlsform.form import Form, FormSection, Proposed
from app.exchange.xlsform.relevance import Unread, read
from app.exchange.xlsform.row import Amiss, Row
from app.exchange.xlsform.rows import rows_of
from app.exchange.xlsform.sheets import Refused, read_sheets
from app.exchange.xlsform.structure import Group, Structure, cell
from app.standards.condition_checks import misfits
from app.standards.noun import Text

__all__ = ["Refused", "read_xlsform"]

# What must stay as we write it in a row that only completes another.
OF_A_PART = ("type", "name", "required", "constraint")


def read_xlsform(content: bytes) -> Form:
    """Read an .xlsx file as a form. Raises Refusal, and Refused where the form holds what is not read."""
    sheets = read_sheets(content)
    form = Structure()
    settings = form.settings(sheets["settings"])
    form.choices(sheets["choices"])
    form.survey(sheets["survey"])
    sections = _sections(form)
    form.troubles.raise_any()
    if not any(section.questions for section in sections):
        raise Refused([_l("The form asks nothing.")])
    return Form(**settings, sections=sections)


def _sections(form: Structure) -> tuple[FormSection, ...]:
    """Read every question, then what each hangs on: a question looks back at those asked before it."""
    known: dict[str, Proposed] = {}
    sections = []
    for group in form.groups:
        questions = []
        for asked in group.asked:
            try:
                question = _conditional(asked, asked.proposed(), known)
                _verify(asked, question, {each.code: each for each in known.values()})
                known[question.name] = question
                questions.append(question)
            except Amiss as wrong:
                form.refuse(wrong.row or asked.row, wrong)
            except lists.Unfit as wrong:
                form.troubles.add("choices", wrong.row, "name", wrong.reason)
        try:
            sections.append(_section(form, group, tuple(questions)))
        except Amiss as wrong:
            form.refuse(group.row or Row("survey", 1, {}), wrong)
    return tuple(sections)


def _section(form: Structure, group: Group, questions: tuple[Proposed, ...]) -> FormSection:
    row = group.row or Row("survey", 1, {})
    title = row.text("label", form.language)
    named = Text(ru=group.name, en=group.name) if group.name else form.title
    return FormSection(
        name=group.name,
        stage=form.stage(group)[0],
        title=title.text if title else named,
        weight=cell(row, f"{OURS}weight", cells.read_number),
        pass_mark=cell(row, f"{OURS}pass_mark", cells.read_number),
        questions=questions,
    )


def _conditional(asked: Asked, question: Proposed, known: Mapping[str, Proposed]) -> Proposed:
    """Give the question with what it hangs on. Raises Amiss."""
    words = asked.row["relevant"]
    if not words:
        return question
    try:
        found = question.model_copy(update={"enable_when": read(words, known)})
    except Unread as wrong:
        raise Amiss("relevant", _l("“%(part)s” is not read here", part=wrong.part)) from None
    criteria = {each.code: each.as_criterion() for each in known.values()}
    if any(misfits(found.as_criterion(), criteria)):
        raise Amiss("relevant", _l("this is no answer to the question it looks at"))
    return found


def _verify(asked: Asked, question: Proposed, known: Mapping[str, Proposed]) -> None:
    """Refuse a constraint that is not ours, and parts that do not say what the parts of such a question say."""
    main, *parts = rows_of(question, known)
    if asked.row["constraint"] not in ("", main.get("constraint", "")):
        raise Amiss("constraint", _l("constraints are not read"))
    for expected, row in zip(parts, asked.parts.values(), strict=True):
        for key in OF_A_PART:
            if row[key] != expected.get(key, ""):
                raise Amiss(
                    key, _l("this row completes %(name)s and stays as it is written", name=question.name), row
                )
        if row["relevant"] != asked.row["relevant"]:
            raise Amiss(
                "relevant",
                _l("this row completes %(name)s and stays as it is written", name=question.name),
                row,
            )
