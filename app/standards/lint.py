"""Advice to whoever writes a criterion: what an assessor would stumble over. It never keeps anything from being published."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from app.standards.criterion import Criterion, Text
from app.standards.document import Document
from app.standards.lint_reasons import REASONS
from app.standards.lint_text import Asked, adds_nothing, are_deeds, asked_in, has_deed, whole
from app.standards.lint_words import LANGUAGES

COMFORTABLE = 70  # characters of a question that a phone shows at ease; past 90 it is an error
SIGHTLESS = frozenset({"phone", "email", "chat", "website"})
SOUNDLESS = SIGHTLESS - {"phone"}
ANCHORED = frozenset({"scale", "choice", "choices", "number", "duration"})  # its answers say what is meant


class Advice(NamedTuple):
    """One sentence about one text: `field` is "question", "expected" or "why", `language` whose words are meant."""

    field: str
    language: str
    rule: str
    reason: Text


Found = Iterator[tuple[str, str]]  # the field, and the words that gave rise to the advice


def lint(criterion: Criterion, document: Document) -> list[Advice]:
    """Give the advice on a criterion of a document, at most one piece by each rule in each language, Russian first."""
    advice = []
    for code, language in LANGUAGES.items():
        asked = asked_in(criterion, code, language)
        for rule, look in (RULES if criterion.scored else UNSCORED).items():
            for field, words in look(asked):
                advice.append(Advice(field, code, rule, _reason(rule, words, criterion, document)))
                break
    return advice


def advised(document: Document) -> Iterator[str]:
    """Give every piece of advice on a document as a line, each in the language of the text it is about."""
    for criterion in document.criteria():
        for advice in lint(criterion, document):
            yield f"{criterion.code} {advice.field}.{advice.language}: {advice.reason.in_(advice.language)}"


def two_things(asked: Asked) -> Found:
    """One demand and another, or one deed or another: half of it may be true. Any of several bad deeds fails."""
    if asked.question.count("?") > 1:
        yield "question", "?"
    single = [asked.language.pairs.sub(" ", part) for part in asked.main]
    for part in single:
        if joined := asked.language.joined.search(f" {part} "):
            yield "question", joined[0].strip()
    if asked.criterion.fails_on == "yes":
        return
    for part in single:
        if (either := asked.language.either.search(part)) and are_deeds(asked.language, part, either):
            yield "question", either[0].strip()
    first, *later = single or ("",)
    if has_deed(asked.language, first) and any(asked.language.deed.match(part) for part in later):
        yield "question", ", ".join(single)


def vague(asked: Asked) -> Found:
    """A word that everybody measures differently, with nothing that says how."""
    found = asked.language.vague.search(asked.question)
    if found and asked.criterion.kind not in ANCHORED and not asked.language.measure.search(asked.expected):
        yield "question", whole(found)


def opinion(asked: Asked) -> Found:
    if found := asked.language.opinion.search(asked.question):
        yield "question", whole(found)


def not_on_channel(asked: Asked) -> Found:
    """What is seen is not heard, and what is heard is not read."""
    channels = set(asked.criterion.channels)
    if channels & SIGHTLESS and (found := asked.language.seen.search(asked.question)):
        yield "question", whole(found)
    if channels & SOUNDLESS and (found := asked.language.heard.search(asked.question)):
        yield "question", whole(found)


def unseen(asked: Asked) -> Found:
    """What goes on in heads, in papers and behind doors."""
    if "mystery" in asked.criterion.visits:
        for part in asked.main:
            if found := asked.language.hidden.search(part):
                yield "question", whole(found)
        if found := asked.language.afterwards.search(asked.question):
            yield "question", whole(found)


def leading(asked: Asked) -> Found:
    """The answer, or the norm, stands in the question."""
    if found := asked.language.leading.search(asked.question):
        yield "question", whole(found)
    if asked.criterion.kind == "yes_no" and (found := asked.language.limit.search(asked.question)):
        yield "question", whole(found)


def double_negative(asked: Asked) -> Found:
    negations = [each[0].strip() for each in asked.language.negation.finditer(asked.question)]
    if len(negations) > 1:
        yield "question", " … ".join(negations[:2])
    if negations and (found := asked.language.refusal.search(asked.question)):
        yield "question", f"{negations[0]} … {whole(found)}"


def long(asked: Asked) -> Found:
    if asked.length > COMFORTABLE:
        yield "question", str(asked.length)


def unmeasured(asked: Asked) -> Found:
    """What is expected points elsewhere, is as vague as the question, or says no more than it."""
    if any(vague(asked)):
        return  # said of the question already
    language, expected = asked.language, asked.expected
    if hollow := language.hollow.search(expected):
        yield "expected", whole(hollow)
    if asked.criterion.kind in ANCHORED or language.measure.search(expected):
        return
    if found := language.vague.search(expected):
        yield "expected", whole(found)
    if adds_nothing(language, expected, asked.question):
        yield "expected", expected.rstrip(".")


def why_repeats(asked: Asked) -> Found:
    if adds_nothing(asked.language, asked.why, asked.question):
        yield "why", asked.why.rstrip(".")


RULES: dict[str, Callable[[Asked], Found]] = {
    rule.__name__: rule
    for rule in (
        *(two_things, vague, opinion, not_on_channel, unseen),
        *(leading, double_negative, long, unmeasured, why_repeats),
    )
}
UNSCORED = {"long": long}  # where somebody tells of their own, opinions are welcome


def _reason(rule: str, words: str, criterion: Criterion, document: Document) -> Text:
    told = REASONS[rule]
    titles = [channel.title for channel in document.channels if channel.code in criterion.channels]
    ru, en = (", ".join(title.in_(code).lower() for title in titles) for code in LANGUAGES)
    return Text(ru=told.ru.format(words=words, channels=ru), en=told.en.format(words=words, channels=en))
