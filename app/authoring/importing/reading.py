"""A file read into offers: a document of the company's own, or an XLSForm."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from flask_babel import lazy_gettext as _l

from app.authoring.content.parts import LANGUAGES
from app.authoring.importing.offers import Offer, OfferedChapter, Offers, in_language
from app.exchange.importing import MAX_BYTES, propose
from app.exchange.proposing.proposals import Proposal, Proposals, ProposedClause
from app.exchange.reading.archive import check_archive
from app.exchange.reading.blocks import Place
from app.exchange.refusals import Refusal
from app.exchange.xlsform.form import ALIKE, Form, FormSection, Proposed
from app.standards.document import Document
from app.standards.noun import shortest

ORDINARY = 2  # the weight of what says none


def offers_of(content: bytes, name: str, document: Document) -> Offers:
    """Read a file; `document` says which positions and channels there are. Raises Refusal."""
    if _is_form(content, name):
        from app.exchange.xlsform.reading import read_xlsform  # takes long to load: only where a form is read

        return of_form(read_xlsform(content), document)
    found = propose(content, name, document)
    if not found.proposals:
        raise Refusal(_l("Nothing in the file reads like a requirement."))
    return of_document(found, document)


def of_document(found: Proposals, document: Document) -> Offers:
    """What a company's own document offers."""
    offers: dict[str, list[Offer]] = {}
    for each in found.proposals:
        offers.setdefault(each.chapter, []).append(_of_proposal(each, document))
    texts: dict[str, dict[str, str]] = {}
    for clause in found.clauses:
        texts.setdefault(clause.chapter, {}).update(_text(clause))
    chapters = (
        OfferedChapter(title=title, texts=texts.get(title, {}), offers=tuple(offered))
        for title, offered in offers.items()
    )
    return Offers(chapters=tuple(chapters), warnings=found.warnings)


def of_form(form: Form, document: Document) -> Offers:
    """What an XLSForm offers: a chapter for each section."""
    return Offers(
        chapters=tuple(_of_section(each, form, document) for each in form.sections if each.questions)
    )


def _is_form(content: bytes, name: str) -> bool:
    """Whether it is a workbook with a sheet "survey"; whatever else is wrong with it is said by who reads it."""
    if PurePosixPath(name.lower()).suffix != ".xlsx" or not content or len(content) > MAX_BYTES:
        return False
    check_archive(content, "xlsx")
    from openpyxl import load_workbook  # takes long to load: only where a workbook is read

    from app.exchange.reading.sheet import UNREADABLE

    try:
        book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
    except UNREADABLE:
        return False
    return any(title.strip().lower() == "survey" for title in book.sheetnames)


def _of_section(section: FormSection, form: Form, document: Document) -> OfferedChapter:
    title = section.title
    return OfferedChapter(
        title=title.ru,
        both={title.ru: {"ru": title.ru, "en": title.en}} if title.ru != title.en else {},
        offers=tuple(_of_question(each, title.ru, form, document) for each in section.questions),
    )


def _text(clause: ProposedClause) -> dict[str, str]:
    return {clause.title: clause.text} if clause.text else {}


def _of_proposal(found: Proposal, document: Document) -> Offer:
    words = f"{found.lead.rstrip(':. ')}: {found.criterion}" if found.lead else found.criterion
    fields = {
        "question": in_language(found.question),
        "expected": in_language(found.expected or words),
        "why": in_language(found.why),
        "weight": ORDINARY if found.weight is None else shortest(found.weight),
        "critical": bool(found.critical),
        "fails_on": "yes" if found.fails_on == "yes" else None,
        "positions": written_out(found.positions, document),
        "channels": list(found.channels),
    }
    return Offer(
        id=found.id,
        clause=found.clause,
        words=words,
        where=found.where,
        doubts=found.doubts,
        sure=found.sure,
        fields=fields,
    )


def written_out(names: tuple[str, ...], document: Document) -> list[str]:
    """The positions that these names stand for, groups written out, in the order of the document."""
    named = {code for name in names for code in document.groups.get(name, (name,))}
    return [each.code for each in document.positions if each.code in named]


def _of_question(asked: Proposed, clause: str, form: Form, document: Document) -> Offer:
    plain = asked.model_dump(mode="json", include={"code", "question", *ALIKE})
    missing = [each for each in LANGUAGES if f"question.{each}" in asked.assumed]
    positions = [each for each in document.positions if each.code == form.position]
    place = {
        "positions": [each.code for each in positions],
        "channels": [form.channel] if positions and form.channel in positions[0].channels else [],
    }
    fields = {name: _said(value, missing) for name, value in plain.items() if value is not None}
    known = {each.code: each.dimensions for each in document.frameworks}
    fields["dimensions"] = {
        name: code for name, code in asked.dimensions.items() if code in known.get(name, {})
    }
    if asked.stage not in {each.code for each in document.stages}:
        del fields["stage"]
    key = f"{form.form_id}\n{asked.name}\n{asked.question.ru}\n{asked.question.en}"
    return Offer(
        id=hashlib.sha256(key.encode()).hexdigest()[:12],
        clause=clause,
        where=Place(kind="row", number=max(asked.row, 1), sheet="survey"),
        doubts=() if positions else ("position_not_said",),
        assumed=tuple(
            dict.fromkeys(
                each.partition(".")[0] for each in asked.assumed if "." not in each and each != "code"
            )
        ),
        sure="sure" if positions and not asked.assumed else "likely",
        fields={**fields, **place},
    )


def _said(value: Any, missing: list[str]) -> Any:
    """The same without what stands in for a language in which the form says nothing."""
    if isinstance(value, dict) and set(value) == set(LANGUAGES):
        same = value["ru"] == value["en"]
        return {each: "" if same and each in missing else value[each] for each in LANGUAGES}
    if isinstance(value, dict):
        return {key: _said(inner, missing) for key, inner in value.items()}
    return [_said(inner, missing) for inner in value] if isinstance(value, list) else value
