"""What the words around a sentence say for it: the headings it stands under, the line that opens its list, who acted last."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.exchange.proposing.proposals import ProposedClause
from app.exchange.proposing.sentences import PRONOUN, core, forbids, is_duty
from app.exchange.proposing.vocabulary import EVERYONE, STAFF, Mention, Vocabulary, plain
from app.exchange.reading.blocks import Heading, Item, Place

# Chapters about the paper itself.
FRAME = re.compile(
    r"введени|вступлени|предислови|общие положени|^термин(?:ы|ов)?\b|^(?:термины и |основные )?(?:определени|поняти)|глоссари"
    r"|сокращени|^ответственност|^контрол|заключени[ея]$|заключительн|^приложени|согласован|ознакомлен|^назначение"
    r"|область применения|^о (?:книге|документе|компании|нас)|^зачем|^лист |история изменени|\bмисси|наши ценност"
    r"|нормативн|порядок (?:утвержд|внесен|пересмотр)|полезные телефоны|^как пользоваться"
    r"|^introduction|^about|^why we|^purpose|^scope|^definitions|^glossary|acknowledg|how we check|^appendix|^annex"
    r"|^revision|our (?:mission|values|company)|document control|sign-?off|^monitoring|^sanctions|foreword|preface"
)
IMPERSONAL = re.compile(
    r"^\s*(?:\S+\s+){0,2}?(?:запрещ|не ?допуск|(?:не )?следует|необходимо|нужно|надо|нельзя|рекоменд|(?:не )?разреш|положено|важно|вменяется)"
)
IMPERSONAL_BEFORE = re.compile(
    r"(?:запрещ\w+|следует|необходимо|нужно|нельзя|рекоменду\w+|обязанност[ьи]|требовани\w+ к|правила для|стандарт\w* для)\s+(?:\S+\s+)?$"
)
TOGETHER = re.compile(r"^[\s,]*(?:и|или|а также|либо|and|or|as well as|,|/)?\s*(?:the |a |an )?$")
DUTIES = re.compile(
    r"обязанност|требовани|правил|стандарт|норм[ыа]|requirement|rules|duties|standards|expect"
)
NEAR = 45  # letters: an English subject stands near the beginning


@dataclass(frozen=True)
class Lead:
    """What opens a list and holds for every item deeper than `depth`."""

    text: str
    depth: int
    positions: tuple[str, ...]
    channels: tuple[str, ...]
    duty: bool
    forbids: bool


@dataclass(frozen=True)
class Subject:
    """Who acts in a sentence: `positions` by name, or only `staff`, or a `pronoun`; `end` is where the subject ends."""

    positions: tuple[str, ...] = ()
    staff: bool = False
    pronoun: bool = False
    end: int | None = None

    @property
    def named(self) -> bool:
        return bool(self.positions) or self.staff or self.pronoun


@dataclass
class Context:
    """Where the walk through a document stands."""

    vocabulary: Vocabulary
    title: str = ""
    headings: list[Heading] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)
    acted: tuple[str, ...] = ()  # who was last said to act in this clause,
    acted_at: Place | None = None  # and where
    clauses: list[ProposedClause] = field(default_factory=list)
    prefaced: bool = False  # what stands before the first heading is about the paper

    def enter(self, heading: Heading) -> None:
        """Go under a heading: those of its level and deeper are over."""
        self.headings = [each for each in self.headings if each.level < heading.level] + [heading]
        self.leads, self.acted = [], ()
        self.clauses.append(
            ProposedClause(
                chapter=self.chapter, title=self.clause, number=heading.number, where=heading.place
            )
        )

    def read(self, text: str, place: Place) -> None:
        """Keep prose as the text of the clause it stands in."""
        if not self.clauses:
            self.clauses.append(ProposedClause(chapter=self.chapter, title=self.clause, where=place))
        last = self.clauses[-1]
        self.clauses[-1] = last.model_copy(update={"text": "\n".join(filter(None, (last.text, text)))})

    @property
    def chapter(self) -> str:
        return self.headings[0].text if self.headings else self.title

    @property
    def clause(self) -> str:
        return self.headings[-1].text if self.headings else self.title

    @property
    def is_frame(self) -> bool:
        """Whether this is a chapter about the paper itself and about nobody's work."""
        if not self.headings:
            return self.prefaced
        return not self.heading_positions and any(FRAME.search(plain(each.text)) for each in self.headings)

    @property
    def heading_positions(self) -> tuple[str, ...]:
        return next(
            filter(None, (self.vocabulary.in_heading(plain(each.text)) for each in reversed(self.headings))),
            (),
        )

    @property
    def heading_channels(self) -> tuple[str, ...]:
        return next(
            filter(None, (self.vocabulary.channels_named(each.text) for each in reversed(self.headings))), ()
        )

    @property
    def area_positions(self) -> tuple[str, ...]:
        return next(
            filter(None, (self.vocabulary.of_area(plain(each.text)) for each in reversed(self.headings))), ()
        )

    @property
    def lead(self) -> Lead | None:
        return self.leads[-1] if self.leads else None

    @property
    def known_positions(self) -> tuple[str, ...]:
        """Whom the lead, the headings or the sentences before speak about, the nearest first."""
        of_lead = self.lead.positions if self.lead else ()
        return of_lead or self.heading_positions or self.acted or self.area_positions

    def open_list(self, text: str, depth: int) -> None:
        """Take a line as what opens the list below it."""
        said = plain(text)
        subject = self.subject(text)
        positions = subject.positions or self.vocabulary.codes(self.vocabulary.mentions(said))
        if not positions and re.search(r"\bвсем\b|\bвсе\b|\ball\b", said) and not self.heading_positions:
            positions = (EVERYONE,)
        if not positions and self.lead:
            positions = self.lead.positions
        if not positions and subject.pronoun:
            positions = self.acted
        above = self.lead
        self.leads.append(
            Lead(
                text=text,
                depth=depth,
                positions=positions,
                channels=self.vocabulary.channels_in(said) or (above.channels if above else ()),
                duty=is_duty(text) or bool(DUTIES.search(said)) or bool(above and above.duty),
                forbids=forbids(text) or bool(above and above.forbids),
            )
        )

    def close_lists(self, item: Item | None = None) -> None:
        """Forget the leads that do not hold for an item, or all of them."""
        self.leads = [lead for lead in self.leads if item and lead.depth < item.depth]

    def subject(self, sentence: str) -> Subject:
        """Find who acts in a sentence; side clauses have subjects of their own and are left out."""
        said = core(sentence)
        mentions = self.vocabulary.mentions(said)
        english = not re.search(r"[а-я]", said)
        for at, mention in enumerate(mentions):
            if english and mention.start > NEAR:
                break
            if not _acts(mention, said):
                continue
            group = [mention, *_together(mentions[at + 1 :], mention, said)]
            positions = self.vocabulary.codes(group)
            return Subject(positions, staff=not positions and mention.code == STAFF, end=group[-1].end)
        agents = [each for each in mentions if _is_agent(each, said)]
        if agents:
            return Subject(self.vocabulary.codes(agents), staff=agents[0].code == STAFF, end=0)
        pronoun = PRONOUN.search(said)
        return Subject(pronoun=bool(pronoun), end=pronoun.end() if pronoun else None)

    def resolve(self, subject: Subject, place: Place) -> tuple[str, ...]:
        """Give the positions a sentence with this subject is about; () if nothing says it."""
        if subject.positions:
            return subject.positions
        if subject.pronoun and self.acted and not self.lead:
            return self.acted
        if subject.staff and place != self.acted_at:
            return (self.lead.positions if self.lead else ()) or self.heading_positions or (EVERYONE,)
        return self.known_positions or ((EVERYONE,) if subject.staff else ())

    def is_guessed(self, subject: Subject, place: Place) -> bool:
        """Whether only another paragraph, or the place where something happens, tells who it is."""
        told = (
            subject.positions
            or subject.staff
            or (self.lead and self.lead.positions)
            or self.heading_positions
        )
        return not told and not (self.acted and place == self.acted_at)

    def act(self, subject: Subject, place: Place) -> None:
        """Remember who acts, for the sentences that say "they" or nobody."""
        if subject.positions:
            self.acted, self.acted_at = subject.positions, place

    def channels(self, sentence: str, negative: bool) -> tuple[str, ...]:
        """Give the channels that a sentence or its context names; () if nothing does."""
        around = (self.lead.channels if self.lead else ()) or self.heading_channels
        own = self.vocabulary.channels_in(plain(sentence))
        if own in ((), ("in_person",), ("website",)):
            return around or own
        # "Does not talk on the phone" is about somebody in the shop.
        private = negative and own == ("phone",) and "телефон" in plain(sentence)
        return around if private else tuple(each for each in own if each in around) or own


def _acts(mention: Mention, said: str) -> bool:
    if mention.acts:
        return True
    return bool(IMPERSONAL.search(said[mention.end :]) or IMPERSONAL_BEFORE.search(said[: mention.start]))


def _is_agent(mention: Mention, said: str) -> bool:
    """Whether a passive sentence names its doer here: "by the courier", "вывозится курьером"."""
    before = said[: mention.start]
    if re.search(r"\bby (?:the |an? )?$", before):
        return True
    doer = re.search(r"(?:ом|ем|ами|ями|ой|ей)$", said[mention.start : mention.end].split()[0])
    return bool(
        doer
        and re.search(r"[еиюуя]тся\b", said)
        and not re.search(r"\b(?:со?|перед|над|под|между)\s+(?:\S+\s+)?$", before)
    )


def _together(mentions: list[Mention], first: Mention, said: str) -> list[Mention]:
    """Give the mentions joined to the first by "and"."""
    found: list[Mention] = []
    end = first.end
    for mention in mentions:
        if not TOGETHER.match(said[end : mention.start]):
            break
        found.append(mention)
        end = mention.end
    return found
