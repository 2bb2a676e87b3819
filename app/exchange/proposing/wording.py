"""How an assessor would be asked about a requirement, so that it is clear which answer is good."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from app.exchange.proposing.sentences import FINITE, INFINITIVE

MODAL_RU = re.compile(
    r"\s+(должен|должна|должны|обязан|обязана|обязаны)\s+(?=(?:всегда\s+)?[а-яё]+(?:ть|ться|ти|чь)\b)", re.I
)
MODAL_EN = re.compile(r"^(.{2,80}?)\s+(?:must|shall|should)\s+(not\s+|never\s+|always\s+)?(?=[a-z])", re.I)
PAST = {"должен": "л", "обязан": "л", "должна": "ла", "обязана": "ла", "должны": "ли", "обязаны": "ли"}
REGULAR = re.compile(r"^(.*[аяиыу]|.*[^р]е)ть(ся)?$")
IRREGULAR = re.compile(r"(?:сесть|есть|(?:^|.*[^а])идти|.*[сйз]ти|.*чь|.*ереть|.*[бмкл]нуть)$")


class Question(NamedTuple):
    """The question and the answer to it that is bad."""

    text: str
    fails_on: Literal["yes", "no"]


def question(criterion: str, forbids: bool, lead: str = "") -> Question:
    """Ask about a requirement in its own words; what is forbidden is asked plainly, and "yes" is bad.

    Where the words cannot be turned into a question without a grammarian, the requirement is quoted
    and "yes" is good: that it is kept.
    """
    if criterion.endswith("?"):
        return Question(criterion, "no")
    said = criterion.strip().rstrip(".;,!")
    whole = f"{lead.rstrip(':. ')} {said}" if lead else said
    asked = (
        _english(whole)
        if not re.search(r"[а-яё]", whole.lower())
        else _russian(said, whole, forbids, bool(lead))
    )
    if asked:
        return Question(_capital(asked[0]), asked[1])
    russian = re.search(r"[а-яё]", whole.lower())
    quoted = f"{lead.rstrip(':. ')}: {said}" if lead else said
    return Question(f"Соблюдено: «{quoted}»?" if russian else f"Is it kept: “{quoted}”?", "no")


def _english(whole: str) -> tuple[str, Literal["yes", "no"]] | None:
    match = MODAL_EN.match(whole)
    if not match or re.search(r"\b(?:if|when|before|after)\b", match.group(1), re.I):
        return None
    adverb = (match.group(2) or "").strip().lower()
    subject = match.group(1)
    subject = subject[0].lower() + subject[1:] if subject[1:2].islower() or subject[1:2] == " " else subject
    kept = " always" if adverb == "always" else ""
    rest = whole[match.end() :]
    if rest.startswith("be "):
        return None
    return f"Did {subject}{kept} {rest}?", "yes" if adverb in ("not", "never") else "no"


def _russian(said: str, whole: str, forbids: bool, listed: bool) -> tuple[str, Literal["yes", "no"]] | None:
    match = MODAL_RU.search(whole)
    if match and not forbids and not re.search(r"\bне\s*$", whole[: match.start()]):
        past = _past(whole[match.end() :], PAST[match.group(1).lower()])
        return (f"{whole[: match.start()]} {past}?", "no") if past else None
    if (
        not FINITE.search(said.lower().replace("ё", "е"))
        or match
        or re.search(r"запрещ|недопуст|нельзя|следует|вправе|должн|обязан", whole.lower())
    ):
        return None
    asked = whole if listed else said
    if not forbids:
        return f"{asked}?", "no"
    without = re.subn(r"\b([Нн])(?:е|икогда не)\s+(?=[а-яё]+[еию]т)", "", asked, count=1)
    return (f"{without[0]}?", "yes") if without[1] else None


def _past(words: str, ending: str) -> str | None:
    """Turn the one infinitive that the words begin with into the past tense; None if it is not that simple."""
    first, _, rest = words.partition(" ")
    if first.lower() == "всегда":
        first, _, rest = rest.partition(" ")
    plain = first.lower().replace("ё", "е")
    match = REGULAR.match(plain)
    if not match or IRREGULAR.search(plain) or INFINITIVE.search(rest.lower()):
        return None
    reflexive = "" if not match.group(2) else "ся" if ending == "л" else "сь"
    return f"{first[: len(match.group(1))]}{ending}{reflexive} {rest}".strip()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
