"""Sentences of company prose: where one ends, whether it asks something of staff, and whether it forbids."""

from __future__ import annotations

import re

from app.exchange.proposing.vocabulary import plain

SHORTENED = re.compile(
    r"(?:^|\W)(?:т|д|п|г|гг|др|пр|см|ул|руб|коп|доб|тел|стр|рис|табл|e\.g|i\.e|etc|no|mr|mrs|dr|a\.m|p\.m|[A-ZА-Я])\.$",
    re.I,
)
OPENING, CLOSING = "«“„(", "»”)"
DUTY = re.compile(
    r"\bдолж(?:ен|на|но|ны)\b|(?<!не )\bобязан[аоы]?\b|\bобязательн\w+|\bнеобходимо\b|\bследует\b|\bтребуется\b"
    r"|\bнужно\b|\bнадо\b|\bвсегда\b|\bзапрещ\w+|\bне ?допуска\w+|\bнедопустим\w*|\bнельзя\b|\bне вправе\b"
    r"|\bне име[ею]т права\b|\bникогда\b|\bни в коем случае\b|\bне разреша\w+|\bисключ(?:ается|ено)\b|\bне мо(?:жет|гут)\b"
    r"|\b(?:must|shall|should|ought to|never|always|may not|forbidden|prohibited|not (?:allowed|permitted|tolerated|accepted|acceptable)|cannot)\b"
    r"|\b(?:has|have|is|are|needs?) (?:\w+ )?(?:required |expected |obliged |supposed )?to\b|\b(?:do not|don't)\b"
)  # fmt: skip
FORBIDDING = re.compile(
    r"\bзапрещ\w+|\bне ?допуска\w+|\bнедопустим\w*|\bнельзя\b|\bне вправе\b|\bне име[ею]т права\b|\bникогда\b"
    r"|\bни в коем случае\b|\bне разреша\w+|\bисключ(?:ается|ено)\b|\bне мо(?:жет|гут)\b|\bне долж\w+|\bне следует\b|\bне обязан\w*|\bне (?:нужно|надо)\b"
    r"|\b(?:must|shall|should|may|do|does|is|are|can) (?:not|never)\b|\b(?:never|nobody|no one|cannot|forbidden|prohibited|don't|doesn't)\b"
)  # fmt: skip
# Who has a right here is the customer, or the duty is about the paper itself.
NOT_STAFF = re.compile(
    r"\b(?:покупател[ьи]|клиент[ы]?|гост[ьи]|посетител[ьи])\s+(?:(?:не|всегда)\s+)?(?:долж|обязан|мож)"
    r"|^(?:the |a |all |every )?(?:customers?|guests?|visitors?) (?:must|should|may|can)\b"
    r"|\b(?:положени[ея]|документ\w*|стандарт\w*|инструкци[яи]|регламент\w*|handbook|document|policy|edition)\s+(?:\S+\s+){0,2}"
    r"(?:определя|описыва|устанавлива|вступа|утвержд|явля|разработан|содерж|распростран|replaces|describes|sets|applies)"
)
DESCRIBING = re.compile(
    r"^(?:явля|работа(?:ет|ют)$|отвеча(?:ет|ют) за|нес(?:ет|ут) ответ|мож(?:ет|но)|могут|име(?:ет|ют) право|подчиня|назнача"
    r"|состо(?:ит|ят)|оста(?:ет|ют)ся|бывает|означает|считает)"
)  # fmt: skip
SIDE = re.compile(
    r"\b(?:если|когда|пока|чтобы|как только|прежде чем|после того как|до того как|так как|потому что|ведь|котор\w+|кто|что|где)\b[^,;:.]*(?:,|$)"
    r"|\b(?:if|when|while|who|that|which|before|until|once|after|whenever|because|as soon as)\b[^,;:.]*(?:,|$)"
)
INFINITIVE = re.compile(
    r"\b(?!(?:пять|шесть|семь|восемь|девять|десять|двадцать|опять|есть|мать|часть|печать|путь|суть|жесть|очередь|площадь|ночь|речь|помощь|вещь|дочь|сети|части|пути|ответственность)\b)[а-я]{2,}(?:[аеиоуыя]ть|сть|зть|[сзй]ти|чь)(?:ся|сь)?\b"
)
NOT_INFINITIVE = re.compile(
    r"(?:ость|ель|новость|честь|месть|лесть|масть|пасть|власть|область|сласть|кость|гость|сеть|медь)$"
)
FINITE = re.compile(
    r"\b(?!(?:пакет|билет|ответ|совет|привет|кабинет|предмет|буклет|туалет|нет|лет|цвет|свет|интернет|бюджет|сюжет|макет|паркет|этикет"
    r"|букет|буфет|секрет|планшет|визит|лимит|кредит|аппетит|минут|маршрут|институт|уют|приют|валют|опят|отчет|счет|расчет|учет|зачет"
    r"|запрет|инвентарит|реквизит|дефицит|санузлит|лист|тест|чуть|будет|объект|аудит|магнит|газет|монет|котлет|конфет|сигарет|анкет|ракет|карет|диет|штиблет)\b)"
    r"[а-я]+(?:[аеоуюяиыднжшчлсртвбмзк]ет|[а-я]ит|[жчшщ]ат|[лрнвмтдсзпбк]ят|[аеоуюяи]ют|[лрнвгкждзмст]ут|гут|жут|дут|мет)(?:ся)?\b"
)  # fmt: skip
ORDER = re.compile(r"(?:не |всегда |никогда не |пожалуйста,? )*[а-я]{2,}[йьи]те(?:сь)?\b")
WE = re.compile(r"(?:\w+ )?мы (?:\w+ )?(?:не )?[а-я]+[еи]м(?:ся)?\b")
ENGLISH_ORDER = re.compile(
    r"(?:please |always |never |do not |don't )*(?:greet|say|answer|offer|ask|thank|smile|help|keep|check|wear|make|give|use|avoid"
    r"|ensure|explain|listen|apologi[sz]e|call|reply|respond|introduce|open|close|tell|show|stand|look|hand|wait|be|leave|let"
    r"|provide|inform|invite|escort|accompany|confirm|repeat|remind|put|take|return|clean|remove|stop|speak|write|state|name)\b(?! (?:is|are))"
)
ENGLISH_ACT = re.compile(
    r"(?:always |never |politely |personally |immediately )*(?!(?:is|was|has|does|this|its|customers|guests|visitors|clients|sales"
    r"|goods|returns|prices|services|standards|us|as|always|sometimes|perhaps|besides|managers|bonuses|results)\b)[a-z]{3,}[^s\W]s\b"
)
PRONOUN = re.compile(
    r"^(?:(?:при этом|также|кроме того|поэтому|прощаясь|затем|и|а|but|and|then),? )?(?:\S+ ){0,3}?\b(?:он|она|они|ему|ей|им|he|she|they)\b"
)
ENGLISH_BE = re.compile(
    r"^(?:is|are|was|were|can|may|works?|has|have|had|will|would|belongs?|means?|depends?|report|reports|includes?|remains?|knows?)\b"
)


def sentences(text: str) -> list[str]:
    """Split prose into sentences; what stands in quotation marks or brackets is not split."""
    found, start, depth = [], 0, 0
    for at, letter in enumerate(text):
        depth = depth + 1 if letter in OPENING else max(0, depth - 1) if letter in CLOSING else depth
        if letter == "\n" or (depth == 0 and _ends(text, start, at)):
            found.append(text[start : at + 1].strip())
            start, depth = at + 1, 0
    found.append(text[start:].strip())
    return [each for each in found if each]


def _ends(text: str, start: int, at: int) -> bool:
    """Whether the sentence that begins at `start` ends at `at`: a stop there, and a capital after it."""
    if text[at] not in ".!?…»”" or (text[at] in "»”" and text[at - 1 : at] not in (".", "!", "?", "…")):
        return False
    after = text[at + 1 : at + 4].lstrip(" \t\u00a0")
    if text[at + 1 : at + 2].strip() or not after or not (after[0].isupper() or after[0] in '«“"'):
        return False
    return not (text[at] == "." and SHORTENED.search(text[max(start, at - 6) : at + 1]))


def core(sentence: str) -> str:
    """Give the plain sentence without its side clauses, or whole if nothing else is left."""
    said = plain(sentence)
    left = SIDE.sub(" ", said).strip(" ,")
    return left if re.search(r"\w", left) else said


def is_duty(sentence: str) -> bool:
    """Whether a word of the sentence makes it a duty of staff: must, always, запрещается, обязан."""
    said = plain(sentence)
    return bool(DUTY.search(said)) and not NOT_STAFF.search(said)


def forbids(sentence: str) -> bool:
    """Whether the sentence says what must not happen."""
    said = core(sentence)
    if FORBIDDING.search(said):
        return True
    negated = re.search(r"(?:^|[\s,])не ([а-я]+)", said)
    if not negated or not is_verb(negated.group(1)):
        return bool(re.match(r"(?:not|no) ", said))
    return not any(is_verb(word) for word in re.findall(r"[а-я]+", said[: negated.start()]))


def is_verb(word: str) -> bool:
    """Whether a plain Russian word looks like an infinitive or a third person present."""
    infinitive = INFINITIVE.fullmatch(word) and not NOT_INFINITIVE.search(word)
    return bool(infinitive or FINITE.fullmatch(word))


def is_past(word: str) -> bool:
    """Whether a single word tells what was done: "Улыбнулся", "Thanked"."""
    return bool(re.fullmatch(r"[а-я]{3,}л[аи]?(?:с[ья])?|[a-z]{3,}ed", plain(word).strip(".!?")))


def has_verb(sentence: str) -> bool:
    """Whether the sentence tells an action; English words do not show it, so any three of them may."""
    said = plain(sentence)
    if re.search(r"[а-я]", said):
        return any(is_verb(word) for word in re.findall(r"[а-я]+", said)) or bool(
            ORDER.match(said) or WE.match(said)
        )
    return len(re.findall(r"[a-z']+", said)) > 2


def tells_action(sentence: str, subject_end: int | None) -> bool:
    """Whether a plain sentence says what its subject does, not what it is; the subject ends at `subject_end`.

    Without a subject the action begins the sentence: "Снимает трубку…", "Не спорит…".
    """
    if not re.search(r"[а-я]", sentence):
        if subject_end is None:
            return bool(ENGLISH_ORDER.match(sentence) or ENGLISH_ACT.match(sentence))
        after = sentence[subject_end:].strip(" ,")
        return bool(re.match(r"[a-z]+ \S", after)) and not ENGLISH_BE.match(after)
    if subject_end is None:
        if ORDER.match(sentence) or WE.match(sentence):
            return True
        first = re.match(r"(?:не |всегда |вежливо |сразу )*([а-я]+)", sentence)
        return bool(first and FINITE.fullmatch(first.group(1)) and not DESCRIBING.match(sentence))
    for match in FINITE.finditer(sentence):
        return not DESCRIBING.match(sentence[match.start() :])
    return False
