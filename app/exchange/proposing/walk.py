"""From a document to proposals: a walk through its blocks that remembers whose duties are being told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l

from app.exchange.proposing.context import Context, Subject
from app.exchange.proposing.proposals import Doubt, Proposal, Warning, stable_id
from app.exchange.proposing.sentences import (
    DESCRIBING,
    FINITE,
    NOT_STAFF,
    core,
    forbids,
    has_verb,
    is_duty,
    is_past,
    sentences,
    tells_action,
)
from app.exchange.proposing.vocabulary import EVERYONE, plain
from app.exchange.proposing.wording import question
from app.exchange.reading.blocks import Block, Heading, Item, Place, Prose
from app.exchange.reading.marks import unmarked
from app.exchange.refusals import Refusal

MAX_PROPOSALS = 3_000
REFERENCE = re.compile(r"\bдоб\.|\bext\.|@|https?:|_{3,}|\+7|\d[\d\s()-]{6,}\d|\.{5,}")


@dataclass
class Walk:
    """One pass over a document's blocks."""

    context: Context
    found: list[Proposal] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    twins: dict[str, int] = field(default_factory=dict)

    def block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self.context.enter(block)
        elif isinstance(block, Prose):
            self.context.close_lists()
            self.prose(block)
        elif isinstance(block, Item):
            self.context.close_lists(block)
            self.item(block)

    def prose(self, block: Prose) -> None:
        """Propose the sentences that ask something; one that ends with a colon opens a list."""
        self.context.read(block.text, block.place)
        told = sentences(block.text)
        opens = bool(told) and told[-1].endswith(":")
        for sentence in told[: len(told) - opens]:
            self.sentence(sentence, block.place)
        if opens:
            self.context.open_list(told[-1], -1)
            self.context.act(self.context.subject(told[-1]), block.place)

    def sentence(self, sentence: str, place: Place) -> bool:
        """Propose a sentence of prose if it asks something of somebody."""
        subject = self.context.subject(sentence)
        asks = self.asks(sentence, subject)
        if asks:
            self.propose(sentence, place, subject)
        self.context.act(subject, place)
        return asks

    def asks(self, sentence: str, subject: Subject) -> bool:
        if sentence.endswith("?") or REFERENCE.search(sentence):
            return False
        if NOT_STAFF.search(plain(sentence)):
            return False
        if self.context.is_frame:
            return is_duty(sentence) and bool(subject.positions)
        if is_duty(sentence):
            return len(sentence.split()) > 1
        said = core(sentence)
        if subject.named:
            return tells_action(said, subject.end)
        return bool(self.context.known_positions) and tells_action(said, None)

    def item(self, item: Item) -> None:
        """Propose a list item, or take it as what opens the list below it."""
        self.context.read(item.text, item.place)
        told = sentences(item.text)
        if not told:
            return
        if told[-1].endswith(":") or (item.topic and not has_verb(told[0])):
            for sentence in told[:-1]:
                self.sentence(sentence, item.place)
            self.context.open_list(told[-1], item.depth)
            return
        if self.listed(item, told[0]):
            self.propose(told[0], item.place, self.context.subject(told[0]))
        else:
            self.sentence(told[0], item.place)
        for sentence in told[1:]:
            self.sentence(sentence, item.place)

    def listed(self, item: Item, text: str) -> bool:
        """Whether an item asks something because of the list it stands in."""
        lead, subject = self.context.lead, self.context.subject(text)
        if REFERENCE.search(text) or NOT_STAFF.search(plain(text)):
            return False
        if self.context.is_frame:
            return bool(lead and lead.duty and lead.positions)
        if item.clause and not lead:
            return bool(self.context.known_positions or subject.positions) and _happens(core(text))
        about = bool(lead and (lead.duty or lead.positions))
        if len(text.split()) == 1:
            return (about or bool(self.context.heading_positions)) and (has_verb(text) or is_past(text))
        return has_verb(text) or about or bool(self.context.known_positions)

    def propose(
        self,
        text: str,
        place: Place,
        subject: Subject,
        *,
        positions: tuple[str, ...] = (),
        channels: tuple[str, ...] = (),
        unknown: bool = False,
        **more: Any,
    ) -> None:
        """Add a proposal; `positions` and `channels` are what a table says of it, else its words and context do.

        `unknown`: the table names a position that the standards do not have.
        """
        if len(self.found) >= MAX_PROPOSALS:
            raise Refusal(
                _l("There are more than %(number)s requirements in the file: split it.", number=MAX_PROPOSALS)
            )
        context, lead = self.context, self.context.lead
        criterion = unmarked(text)
        negative = forbids(text) or bool(lead and lead.forbids)
        doubts: list[Doubt] = []
        context.act(subject, place)
        whose = () if unknown else positions or context.resolve(subject, place)
        if not whose or (not positions and context.is_guessed(subject, place)):
            doubts.append("position_not_said")
        met = channels or context.channels(text, negative)
        if not met:
            doubts.append("channel_not_said")
        if not more and not is_duty(text) and not (lead and lead.duty) and not has_verb(text):
            doubts.append("no_duty_word")
        if context.is_frame:
            doubts.append("frame")
        chapter, clause = more.pop("chapter", context.chapter), more.pop("clause", context.clause)
        opening = lead.text if lead and lead.positions and not subject.named else ""
        asked = question(criterion, negative, opening)
        self.found.append(
            Proposal(
                id=stable_id(chapter, clause, criterion, self.twins),
                chapter=chapter,
                clause=clause,
                criterion=criterion,
                lead=opening,
                question=asked.text,
                fails_on=asked.fails_on,
                forbids=negative,
                positions=whose or (() if unknown else (EVERYONE,)),
                channels=met or context.vocabulary.usual_channels(whose),
                where=place,
                doubts=tuple(doubts),
                **more,
            )
        )

    def warn(self, kind: Any, what: str, place: Place | None = None) -> None:
        """Say once that something was not understood."""
        if not any(each.kind == kind and each.what == what for each in self.warnings):
            self.warnings.append(Warning(kind=kind, what=what, where=place))


def _happens(said: str) -> bool:
    """Whether a numbered clause tells what is done, by whomever, and not what something is or is called."""
    if not re.search(r"[а-я]", said):
        return not re.search(r"\b(?:is|are) (?:responsible|trained|the|a|an)\b|\bapplies\b|\bmeans\b", said)
    verb = FINITE.search(said)
    return bool(verb and not DESCRIBING.match(said[verb.start() :]))
