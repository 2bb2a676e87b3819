"""What a file offers to the working copy: criteria read out of it, each with its place there, nothing confirmed yet."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from app.authoring.fields import LANGUAGES
from app.exchange.proposing.proposals import Doubt, Proposal, Proposals, ProposedClause, Warning
from app.exchange.reading.blocks import Place
from app.exchange.xlsform.form import ALIKE, Form, FormSection, Proposed
from app.standards.document import Document
from app.standards.noun import Noun, shortest

RUSSIAN = re.compile(r"[а-яё]", re.I)
ORDINARY = 2  # the weight of what says none


class Offer(Noun):
    """One criterion that a file offers.

    `words` are those of the file, `fields` what they come to, as the working copy keeps a criterion; `clause` is where
    it would stand: the title of a clause of the file, until an author writes another. `assumed` names the fields of
    which a form says nothing.
    """

    id: str
    clause: str
    words: str = ""
    where: Place
    doubts: tuple[Doubt, ...] = ()
    assumed: tuple[str, ...] = ()
    sure: str
    fields: dict[str, Any]

    @property
    def languages(self) -> list[str]:
        """The languages in which it asks; the other one is for the author."""
        return [each for each in LANGUAGES if self.fields["question"][each]] or ["ru"]


class OfferedChapter(Noun):
    """A chapter of the file with what it offers, in the order of the file.

    `texts` are what the file says in its clauses, by title; `both` are titles that it has in both languages.

    `into` is the chapter of the working copy that an author has chosen for new clauses, or the title of one to be
    made, with the prefix of its codes; empty until somebody has.
    """

    title: str
    into: str = ""
    prefix: str = ""
    texts: dict[str, str] = {}
    both: dict[str, dict[str, str]] = {}
    offers: tuple[Offer, ...] = ()


class Offers(Noun):
    """All that one file offers; as JSON it is kept beside the working copy until it is taken in."""

    chapters: tuple[OfferedChapter, ...] = ()
    warnings: tuple[Warning, ...] = ()

    @property
    def ids(self) -> list[str]:
        return [offer.id for chapter in self.chapters for offer in chapter.offers]


def in_language(words: str) -> dict[str, str]:
    """Words as a text of the working copy: in their own language, nothing in the other."""
    russian = bool(RUSSIAN.search(words))
    return {"ru": words if russian else "", "en": "" if russian else words}


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
