"""Offers that an author has ticked, made into criteria where they are to stand: one step of the working copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.authoring.codes import new_criterion_codes
from app.authoring.content import steps
from app.authoring.content.blank import new_chapter, new_clause, new_criterion
from app.authoring.content.parts import Part, Plain
from app.authoring.content.steps import Step
from app.authoring.importing.homes import Homes
from app.authoring.importing.offers import Offer, OfferedChapter, in_language
from app.authoring.models import WorkingCopy


class Group(NamedTuple):
    """Offers for one clause: one that is there, or a new one of this title."""

    clause: Part | None
    title: str
    offers: list[Offer]


@dataclass
class Placing:
    """Where a page of offers goes: new clauses into `chapter`, or into a new one of this title and prefix.

    `page` is the chapter of the file; `codes` are those of criteria that came of the same form before, by what the
    form calls them.
    """

    copy: WorkingCopy
    homes: Homes
    page: OfferedChapter
    chapter: Part | None
    title: str
    prefix: str = ""
    codes: dict[str, str] = field(default_factory=dict)

    def groups(self, chosen: Sequence[Offer]) -> list[Group]:
        """What was chosen, clause by clause, as the first offer of each came."""
        found: dict[str, Group] = {}
        for offer in chosen:
            title = " ".join(offer.clause.split()) or self.title
            clause = self.homes.at(offer.home) or self.homes.clause(title, self.chapter)
            group = found.setdefault(clause.place if clause else title.casefold(), Group(clause, title, []))
            group.offers.append(offer)
        return list(found.values())

    def needs_chapter(self, chosen: Sequence[Offer]) -> bool:
        """Whether something goes into a chapter that is not there yet."""
        return self.chapter is None and any(group.clause is None for group in self.groups(chosen))

    def step(self, chosen: Sequence[Offer]) -> Step | None:
        """The step that takes in what was chosen; None if nothing was. Raises PrefixFull."""
        groups = self.groups(chosen)
        took = self._numbered(groups)
        found, fresh = list[Step](), list[Plain]()
        for group in groups:
            criteria = [self._criterion(each, group, took[each.id]) for each in group.offers]
            if group.clause:
                first = len(group.clause.children)
                found += [steps.added(group.clause, each, first + at) for at, each in enumerate(criteria)]
            else:
                key = f"n{self.copy.rev + 1}_{len(fresh) + 1}"
                fresh.append({"key": key, **self._clause(group.title), "criteria": criteria})
        if fresh and self.chapter:
            first = len(self.chapter.children)
            found += [steps.added(self.chapter, each, first + at) for at, each in enumerate(fresh)]
        elif fresh:
            chapter = new_chapter(self._title(self.title), self.prefix, self.copy.content)
            found.append(steps.added(self.homes.document, {**chapter, "clauses": fresh}))
        return steps.taken_in(found, took)

    def _numbered(self, groups: Sequence[Group]) -> dict[str, str]:
        """A code for every offer, from the letters of its chapter."""
        took: dict[str, str] = {}
        numbers: dict[str, Iterator[str]] = {}
        for group in groups:
            chapter = group.clause.under if group.clause else self.chapter
            prefix = chapter.value["prefix"] if chapter else self.prefix
            if prefix not in numbers:
                numbers[prefix] = new_criterion_codes(self.copy, prefix)
            for offer in group.offers:
                took[offer.id] = next(numbers[prefix])
                if "code" in offer.fields:
                    self.codes[offer.fields["code"]] = took[offer.id]
        return took

    def _clause(self, title: str) -> Plain:
        return {
            **new_clause(),
            "title": self._title(title),
            "text": in_language(self.page.texts.get(title, "")),
        }

    def _title(self, title: str) -> dict[str, str]:
        return dict(self.page.both.get(title) or in_language(title))

    def _criterion(self, offer: Offer, group: Group, code: str) -> Plain:
        clause = group.clause or Part("", {}, None, [], 0)
        like = {**new_criterion(clause, self.copy.content), "dimensions": {}}
        fields = {**offer.fields, "code": code}
        if fields.get("enable_when"):
            fields["enable_when"] = self._condition(fields["enable_when"])
        return {**like, **fields}

    def _condition(self, when: dict[str, Any]) -> dict[str, Any]:
        """The condition with the new codes; what it hangs on and was not taken in is left open, a problem to be told."""
        return {
            joined: [{**each, "item": self.codes.get(each["item"], "")} for each in conditions or ()]
            for joined, conditions in when.items()
            if conditions
        }
