"""A form as the rows of its three sheets: what a survey programme needs of each question, and our own meaning beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.exchange.xlsform import cells
from app.exchange.xlsform.columns import LANGUAGES, OURS, REFERENCE, clean, in_both
from app.exchange.xlsform.form import NONE_OF_THESE, Form, FormSection, Proposed
from app.exchange.xlsform.relevance import written
from app.standards.noun import Text

Row = dict[str, str]

NON_ANSWERS = {
    "not_applicable": Text(ru="Не применимо", en="Not applicable"),
    "not_observed": Text(ru="Не видно", en="Could not see"),
}
YES_NO = {"yes": Text(ru="Да", en="Yes"), "no": Text(ru="Нет", en="No")}
NONE = Text(ru="Ничего из этого", en="None of these")
WHY_NOT = Text(ru="Почему нет ответа", en="Why there is no answer")
OUT_OF = Text(ru="Из скольких искали", en="Of how many sought")
SECONDS = Text(ru="Секунды по секундомеру", en="Seconds by stopwatch")
NOT_NEGATIVE = Text(ru="Не меньше нуля.", en="Not below zero.")
NOT_FEWER = Text(ru="Не меньше, чем нашли.", en="Not fewer than were found.")
NOT_WITH_OTHERS = Text(ru="«Ничего из этого» выбирают одно.", en="“None of these” is chosen alone.")
# Where the answers do not offer it, why there is none is asked apart.
ASKED_APART = frozenset({"choices", "number", "duration", "found_of_sought"})
TYPES = {
    **{"yes_no": "select_one", "scale": "select_one", "choice": "select_one", "recommendation": "select_one"},
    **{"choices": "select_multiple", "duration": "integer", "found_of_sought": "integer", "text": "text"},
    **{"photo": "image", "signature": "image", "date": "date", "time": "time"},
}
LONGEST_SIDE = "max-pixels=2048"


def sheets(form: Form) -> dict[str, list[Row]]:
    """Give the rows of the sheets survey, choices and settings, each a mapping of headings to texts."""
    lists: dict[str, dict[str, Text]] = {}
    for question in form.questions():
        lists |= choices_of(question)
    return {
        "survey": list(_survey(form)),
        "choices": [
            {"list_name": name, "name": choice, **in_both("label", label)}
            for name, choices in lists.items()
            for choice, label in choices.items()
        ],
        "settings": [_settings(form)],
    }


def rows_of(question: Proposed, known: Mapping[str, Proposed]) -> list[Row]:
    """Give the row of a question and those of its parts. `known` are the questions asked before, by code."""
    relevant = written(question.enable_when, known) if question.enable_when else ""
    found = [{**_asked(question), "relevant": relevant, **_ours(question)}]
    if question.kind == "found_of_sought":
        name, ref = f"{question.name}_sought", f"${{{question.name}}}"
        told = {"required": f"{ref} != ''", "constraint": f". >= {ref}"}
        found.append(
            _part("sought", "integer", name, OUT_OF) | told | in_both("constraint_message", NOT_FEWER)
        )
    if question.non_answers and question.kind in ASKED_APART:
        found.append(_part("non_answer", "select_one non_answers", f"{question.name}_none", WHY_NOT))
    return [{**row, "relevant": relevant} for row in found]


def choices_of(question: Proposed) -> dict[str, dict[str, Text]]:
    """Give the lists that a question chooses from, by name: their choices with labels."""
    if question.kind in ASKED_APART:
        apart = {"non_answers": NON_ANSWERS} if question.non_answers else {}
        if question.kind != "choices":
            return apart
        none = {NONE_OF_THESE: NONE} if question.non_answers else {}
        return {_list(question): _options(question) | none, **apart}
    if TYPES.get(question.kind) != "select_one":
        return {}
    match question.kind:
        case "yes_no":
            offered = YES_NO
        case "choice":
            offered = _options(question)
        case _:
            offered = _steps(question)
    return {_list(question): offered | (NON_ANSWERS if question.non_answers else {})}


def type_of(question: Proposed) -> str:
    """Give the type of a question, with its list."""
    if question.kind == "number":
        return "integer" if question.whole else "decimal"
    base = TYPES[question.kind]
    return f"{base} {_list(question)}" if base.startswith("select") else base


def _list(question: Proposed) -> str:
    if question.kind in {"yes_no", "recommendation"}:
        return question.kind if question.non_answers else f"{question.kind}_only"
    return f"of_{question.name}"


def _options(question: Proposed) -> dict[str, Text]:
    return {option.code: option.title for option in question.options or ()}


def _steps(question: Proposed) -> dict[str, Text]:
    """The steps of a scale, with words at its two ends; a recommendation goes from 0 to 10."""
    low, high = (0, 10) if question.kind == "recommendation" else (question.min or 0, question.max or 0)
    steps = {str(step): Text(ru=str(step), en=str(step)) for step in range(low, high + 1)}
    if question.labels:
        for step, words in ((str(low), question.labels.low), (str(high), question.labels.high)):
            steps[step] = Text(ru=f"{step} — {words.ru}", en=f"{step} — {words.en}")
    return steps


def _asked(question: Proposed) -> Row:
    """Give what a survey programme needs to ask the question."""
    row = {"type": type_of(question), "name": question.name, **in_both("label", question.question)}
    hint = SECONDS if question.kind == "duration" else question.unit
    row |= in_both("hint", hint) | in_both("guidance_hint", question.expected)
    if question.required:
        apart = question.non_answers and question.kind in ASKED_APART
        row["required"] = f"{REFERENCE}{question.name}_none}} = ''" if apart else "yes"
    match question.kind:
        case "number" | "duration" | "found_of_sought":
            row |= {"constraint": ". >= 0"} | in_both("constraint_message", NOT_NEGATIVE)
        case "choices" if question.non_answers:
            alone = f"not(selected(., '{NONE_OF_THESE}')) or count-selected(.) = 1"
            row |= {"constraint": alone} | in_both("constraint_message", NOT_WITH_OTHERS)
        case "photo":
            row["parameters"] = LONGEST_SIDE
        case "signature":
            row |= {"parameters": LONGEST_SIDE, "appearance": "signature"}
    return row


def _ours(question: Proposed) -> Row:
    """Give what only we know of the question."""
    own = {
        "code": question.code,
        "kind": question.kind,
        "weight": cells.number(question.weight),
        "critical": "yes" if question.critical else "",
        "points": cells.points(question.options or ()),
        "bands": cells.bands(question.bands or ()),
        "sought": str(question.sought or ""),
        "fails_on": question.fails_on or "",
        "nature": question.nature,
        "stage": question.stage,
        "visits": " ".join(question.visits),
        "evidence": question.evidence,
        "dimensions": cells.pairs(question.dimensions),
    }
    texts = [in_both(OURS + name, getattr(question, name)) for name in ("why", "good", "bad", "playbook")]
    return {OURS + key: value for key, value in own.items()} | {
        key: value for text in texts for key, value in text.items()
    }


def _part(part: str, kind: str, name: str, label: Text) -> Row:
    return {"type": kind, "name": name, **in_both("label", label), f"{OURS}part": part}


def _survey(form: Form) -> Iterator[Row]:
    for moment in ("start", "end"):
        yield {"type": moment, "name": _free(f"{moment}_time", form)}
    known = {question.code: question for question in form.questions()}
    for section in form.sections:
        rows = [row for question in section.questions for row in rows_of(question, known)]
        yield from [_group(section), *rows, {"type": "end_group"}] if section.name else rows


def _free(name: str, form: Form) -> str:
    taken = {section.name for section in form.sections} | {question.name for question in form.questions()}
    return _free(f"{name}_", form) if name in taken else name


def _group(section: FormSection) -> Row:
    return {
        "type": "begin_group",
        "name": section.name,
        **in_both("label", section.title),
        f"{OURS}stage": section.stage,
        f"{OURS}weight": cells.number(section.weight),
        f"{OURS}pass_mark": cells.number(section.pass_mark),
    }


def _settings(form: Form) -> Row:
    return {
        "form_title": clean(form.title.ru),
        "form_id": form.form_id,
        "version": form.version,
        "default_language": LANGUAGES["ru"],
        **in_both(f"{OURS}title", form.title),
        f"{OURS}position": form.position or "",
        f"{OURS}channel": form.channel or "",
        f"{OURS}minimum_coverage": cells.number(form.minimum_coverage),
        f"{OURS}pass_mark": cells.number(form.pass_mark),
    }
