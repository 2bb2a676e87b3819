"""Two versions of checklists side by side: questions added, removed, reworded, reweighted, reordered, made critical."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.checklists.checklist import Checklist, Question
from app.standards.criterion import Text
from app.standards.differences import Setting, Wording, settings, wordings
from app.standards.order import merged, moved

KINDS = ("added", "removed", "reworded", "reweighted", "reordered", "critical", "uncritical", "changed")
TOLD_APART = frozenset({"id", "weight", "critical", "stage"})


@dataclass(frozen=True)
class QuestionDifference:
    """What became of a question of a checklist."""

    code: str
    before: Question | None
    after: Question | None
    reordered: bool = False
    wordings: tuple[Wording, ...] = ()
    settings: tuple[Setting, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """Which of KINDS it is. "changed" is what explains the question, or how it is answered, or its clause number."""
        if self.before is None or self.after is None:
            return ("added",) if self.before is None else ("removed",)
        was, now = self.before, self.after
        ways = (
            was.text != now.text,
            was.weight != now.weight,
            self.reordered or was.stage != now.stage,
            now.critical and not was.critical,
            was.critical and not now.critical,
            self.settings or any(each.field != "text" for each in self.wordings),
        )
        return tuple(kind for kind, so in zip(KINDS[2:], ways, strict=True) if so)


@dataclass(frozen=True)
class ChecklistDifference:
    """What became of the checklist of a position on a channel."""

    before: Checklist | None
    after: Checklist | None
    questions: tuple[QuestionDifference, ...]

    @property
    def checklist(self) -> Checklist:
        """The later one, or the one that is gone."""
        return self.after or self.before  # type: ignore[return-value]

    @property
    def address(self) -> tuple[str, str]:
        """Its position and its channel."""
        return self.checklist.position, self.checklist.channel

    @property
    def title(self) -> Text:
        return self.checklist.title

    @property
    def counts(self) -> dict[str, int]:
        """How many questions are of each of KINDS."""
        counted = Counter(kind for each in self.questions for kind in each.kinds)
        return {kind: counted[kind] for kind in KINDS}

    @property
    def only_explained(self) -> bool:
        """Whether the same is asked and weighed: only clause numbers, explanations or settings of questions differ."""
        kinds = {kind for each in self.questions for kind in each.kinds}
        return self.before is not None and self.after is not None and kinds == {"changed"}


def compare_checklists(
    before: Iterable[Checklist], after: Iterable[Checklist]
) -> tuple[ChecklistDifference, ...]:
    """Give every checklist that differs, those of today in their order, then those that are gone."""
    old = {(each.position, each.channel): each for each in before}
    new = {(each.position, each.channel): each for each in after}
    found = []
    for address in dict.fromkeys([*new, *old]):
        was, now = old.get(address), new.get(address)
        if was != now:
            found.append(ChecklistDifference(was, now, tuple(_questions(was, now))))
    return tuple(found)


def _questions(was: Checklist | None, now: Checklist | None) -> Iterable[QuestionDifference]:
    old = {each.id: each for each in was.questions()} if was else {}
    new = {each.id: each for each in now.questions()} if now else {}
    elsewhere = moved(list(old), list(new))
    for code in merged(list(old), list(new)):
        difference = _question(code, old.get(code), new.get(code), code in elsewhere)
        if difference.kinds:
            yield difference


def _question(code: str, was: Question | None, now: Question | None, moved: bool) -> QuestionDifference:
    if was is None or now is None or was == now:
        return QuestionDifference(code, was, now, moved)
    return QuestionDifference(
        code, was, now, moved, wordings(was, now), settings(was, now, without=TOLD_APART)
    )
