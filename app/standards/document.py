"""The standards document: what good service is, clause by clause, and the criteria by which each clause is assessed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from pydantic import Field, SerializerFunctionWrapHandler, StrictInt, model_serializer

from app.standards.criterion import Code, Criterion, CriterionCode, Noun, Text
from app.standards.scenario import Scenario


class Clause(Noun):
    """What is asked of staff, in a sentence or two, and how one can see that it is kept."""

    title: Text
    text: Text
    criteria: tuple[Criterion, ...] = ()


class Chapter(Noun):
    code: Code
    prefix: str = Field(pattern=r"^[A-Z]{2,4}$")
    title: Text
    clauses: tuple[Clause, ...] = Field(min_length=1)


class Position(Noun):
    """A job in a store, and where a customer meets whoever does it."""

    code: Code
    channels: tuple[Code, ...] = Field(min_length=1)
    title: Text


class Channel(Noun):
    code: Code
    title: Text


class Stage(Noun):
    """A step of the customer's journey."""

    code: Code
    title: Text


class Framework(Noun):
    """A way to cut the same criteria: its dimensions by code."""

    code: Code
    title: Text
    dimensions: dict[Code, Text] = Field(min_length=1)


class TitlePage(Noun):
    """What stands before the first chapter."""

    title: Text
    purpose: Text
    version: StrictInt = Field(ge=1)
    published_on: date
    retired: tuple[CriterionCode, ...] = ()


class Reference(NamedTuple):
    """A clause and how it is cited: 3.2 is the second clause of the third chapter."""

    number: str
    chapter: Chapter
    clause: Clause


class Document(TitlePage):
    """One version of the standards with everything that a checklist needs; as JSON it is one value.

    Criteria name positions only: groups were written out when the files were read.
    """

    chapters: tuple[Chapter, ...]
    positions: tuple[Position, ...]
    groups: dict[Code, tuple[Code, ...]]
    channels: tuple[Channel, ...]
    stages: tuple[Stage, ...]
    frameworks: tuple[Framework, ...]
    scenarios: tuple[Scenario, ...] = ()

    def references(self) -> Iterator[Reference]:
        """Give every clause in order, with its number."""
        for first, chapter in enumerate(self.chapters, 1):
            for second, clause in enumerate(chapter.clauses, 1):
                yield Reference(f"{first}.{second}", chapter, clause)

    def reference(self, number: str) -> Reference:
        """Give the clause cited by this number; KeyError if there is none."""
        for reference in self.references():
            if reference.number == number:
                return reference
        raise KeyError(number)

    def criteria(self) -> Iterator[Criterion]:
        """Give every criterion in the order of the document."""
        for reference in self.references():
            yield from reference.clause.criteria

    def criterion(self, code: str) -> Criterion:
        """Give the criterion of this code; KeyError if there is none."""
        return self._by_code[code][0]

    def clause_of(self, code: str) -> Reference:
        """Give the clause that a criterion belongs to, with its number; KeyError if there is no such code."""
        return self._by_code[code][1]

    def ledger(self) -> set[str]:
        """Give every code that was ever published, up to this version: a published code is asked or retired."""
        return {criterion.code for criterion in self.criteria()} | set(self.retired)

    def criteria_for(self, position: str, channel: str) -> tuple[Criterion, ...]:
        """Give what is asked about a position on a channel, stage by stage, in the document's order within one."""
        order = {stage.code: number for number, stage in enumerate(self.stages)}
        asked = (each for each in self.criteria() if each.asked_of(position, channel))
        return tuple(sorted(asked, key=lambda criterion: order[criterion.stage]))

    def scenario(self, code: str) -> Scenario:
        """Give the scenario of this code; KeyError if there is none."""
        for scenario in self.scenarios:
            if scenario.code == code:
                return scenario
        raise KeyError(code)

    def position(self, code: str) -> Position:
        return next(position for position in self.positions if position.code == code)

    def channel(self, code: str) -> Channel:
        return next(channel for channel in self.channels if channel.code == code)

    @model_serializer(mode="wrap")
    def _without_an_empty_list(self, plain: SerializerFunctionWrapHandler) -> dict[str, Any]:
        # A document written before there were scenarios keeps its digest.
        return {key: value for key, value in plain(self).items() if key != "scenarios" or value}

    def __copy__(self) -> Document:
        """A copy is made to hold other chapters: it finds its criteria anew."""
        copied = super().__copy__()
        copied.__dict__.pop("_by_code", None)
        return copied

    @cached_property
    def _by_code(self) -> dict[str, tuple[Criterion, Reference]]:
        return {
            criterion.code: (criterion, reference)
            for reference in self.references()
            for criterion in reference.clause.criteria
        }
