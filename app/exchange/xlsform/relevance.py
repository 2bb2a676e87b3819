"""Conditions as the `relevant` column of XLSForm writes them, and back: a strict part of XPath, at one level.

A form does not know that "not applicable" is no answer, so what compares with `ne` or asks for an answer names the
non-answers too. In parentheses stands what is one condition of ours:

    eq        ${q} = 'a'                       gt, ge, lt, le   ${q} >= 4
    contains  selected(${q}, 'a')              in               (${q} = 'a' or ${q} = 'b')
    ne        (${q} != 'a' and ${q} != '')     of a number      (${q} < 4 or ${q} > 4)
    answered  ${q} != ''     true, false       ${q} = ''
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple, TypeVar, cast

from pydantic import ValidationError

from app.exchange.xlsform.form import Proposed
from app.scoring.responses import NON_ANSWERS
from app.standards.conditions import Condition, EnableWhen, Op, Scalar
from app.standards.noun import shortest

SIGNS: dict[Op, str] = {"eq": "=", "ne": "!=", "gt": ">", "ge": ">=", "lt": "<", "le": "<="}
OPS: dict[str, Op] = {sign: op for op, sign in SIGNS.items()}
TOKEN = re.compile(
    r"\s*(?:\$\{\s*(?P<ref>[^}\s]+)\s*\}|'(?P<single>[^']*)'|\"(?P<double>[^\"]*)\"|(?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<sign>!=|<=|>=|=|<|>)|(?P<word>and|or|selected)\b|(?P<mark>[(),]))"
)
LONGEST = 5_000
Joiner = Literal["and", "or"]
Part = TypeVar("Part")


class Unread(ValueError):
    """The expression is outside what is read; `part` is where it begins to be."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part[:60]


class Comparison(NamedTuple):
    """One comparison as it is written: a question by its name, a sign ("selected" for that function), a literal."""

    name: str
    sign: str
    value: str


def written(when: EnableWhen, known: Mapping[str, Proposed]) -> str:
    """Write conditions as an expression. `known` are the questions by code; KeyError for one that is not there."""
    joiner = " and " if when.all else " or "
    return joiner.join(_written(each, known[each.item]) for each in when.conditions)


def read(expression: str, known: Mapping[str, Proposed]) -> EnableWhen:
    """Read an expression as conditions. `known` are the questions asked before, by the name they bear in the form.

    Raises Unread.
    """
    if len(expression) > LONGEST:
        raise Unread(expression)
    tokens = _Tokens(expression)
    terms, joiner = tokens.joined(tokens.term)
    if tokens.left:
        raise Unread(tokens.rest())
    try:
        conditions = tuple(_condition(each, known, expression) for each in terms)
        return EnableWhen(any=conditions) if joiner == "or" else EnableWhen(all=conditions)
    except ValidationError:
        raise Unread(expression) from None


# --- writing -------------------------------------------------------------------------------------------------------


def _written(condition: Condition, item: Proposed) -> str:
    ref = f"${{{item.name}}}"
    values = condition.values
    match condition.op:
        case "answered":
            return _answered(ref, item, bool(values[0]))
        case "contains":
            return f"selected({ref}, {_literal(values[0])})"
        case "in":
            return f"({' or '.join(f'{ref} = {_literal(each)}' for each in values)})"
        case "ne" if isinstance(values[0], Decimal):
            return f"({ref} < {_literal(values[0])} or {ref} > {_literal(values[0])})"
        case "ne":
            return f"({ref} != {_literal(values[0])} and {_each(' and ', ref, '!=', item)})"
        case op:
            return f"{ref} {SIGNS[op]} {_literal(values[0])}"


def _answered(ref: str, item: Proposed, answered: bool) -> str:
    told = _each(" and ", ref, "!=", item) if answered else _each(" or ", ref, "=", item)
    return f"({told})" if _blanks(item)[1:] else told


def _each(joiner: str, ref: str, sign: str, item: Proposed) -> str:
    return joiner.join(f"{ref} {sign} '{blank}'" for blank in _blanks(item))


def _blanks(item: Proposed) -> tuple[str, ...]:
    """What stands in the form where there is no answer; beside a question that is no list it stands apart."""
    among_choices = item.non_answers and item.kind in {"yes_no", "choice", "scale", "recommendation"}
    return ("", *NON_ANSWERS) if among_choices else ("",)


def _literal(value: Scalar) -> str:
    return str(shortest(value)) if isinstance(value, Decimal) else f"'{value}'"


# --- reading -------------------------------------------------------------------------------------------------------


class Term(NamedTuple):
    """What stands between the joiners: one comparison, or several of them in parentheses."""

    comparisons: tuple[Comparison, ...]
    joiner: Joiner | None
    in_parentheses: bool


class _Tokens:
    """The words of an expression, taken from the left."""

    def __init__(self, expression: str) -> None:
        self.expression = expression
        self.left = list(self._split())
        self.left.reverse()

    def _split(self) -> Iterator[tuple[str, str, int]]:
        at, text = 0, self.expression.rstrip()
        while at < len(text):
            found = TOKEN.match(text, at)
            if not found:
                raise Unread(text[at:].strip())
            sort = str(found.lastgroup)
            yield ("text" if sort in {"single", "double"} else sort), found[sort], at
            at = found.end()

    def rest(self) -> str:
        return self.expression[self.left[-1][2] :].strip() if self.left else self.expression

    def take(self, sort: str, *words: str) -> str:
        """Take the next word, which must be of this sort and one of the words. Raises Unread."""
        if not self.left or self.left[-1][0] != sort or (words and self.left[-1][1] not in words):
            raise Unread(self.rest())
        return self.left.pop()[1]

    def comes(self, sort: str, *words: str) -> bool:
        return bool(self.left) and self.left[-1][0] == sort and (not words or self.left[-1][1] in words)

    def joined(self, part: Callable[[], Part]) -> tuple[list[Part], Joiner | None]:
        """Take parts joined by one and the same word. Raises Unread where `and` meets `or`."""
        parts, joiner = [part()], None
        while self.comes("word", "and", "or"):
            if joiner and not self.comes("word", joiner):
                raise Unread(self.rest())
            joiner = cast(Joiner, self.take("word", "and", "or"))
            parts.append(part())
        return parts, joiner

    def term(self) -> Term:
        if not self.comes("mark", "("):
            return Term((self.comparison(),), None, False)
        self.take("mark", "(")
        comparisons, joiner = self.joined(self.comparison)
        self.take("mark", ")")
        return Term(tuple(comparisons), joiner, True)

    def comparison(self) -> Comparison:
        if self.comes("word", "selected"):
            self.take("word")
            self.take("mark", "(")
            name = self.take("ref")
            self.take("mark", ",")
            value = self.take("text")
            self.take("mark", ")")
            return Comparison(name, "selected", value)
        name, sign = self.take("ref"), self.take("sign")
        return Comparison(name, sign, self.take("number" if self.comes("number") else "text"))


def _condition(term: Term, known: Mapping[str, Proposed], expression: str) -> Condition:
    names = {each.name for each in term.comparisons}
    item = known.get(next(iter(names)))
    if len(names) > 1 or item is None:
        raise Unread(expression)
    meaning = _meaning(term, item)
    if meaning is None:
        raise Unread(expression)
    return Condition(item=item.code, op=meaning[0], value=meaning[1])


def _meaning(term: Term, item: Proposed) -> tuple[Op, bool | str | tuple[Scalar, ...]] | None:
    """Give what a term comes to; None where it is no one condition of ours."""
    signs = {each.sign for each in term.comparisons}
    values = tuple(each.value for each in term.comparisons)
    if len(values) == 1 and not (term.in_parentheses and signs == {"="} and values != ("",)):
        return _single(term.comparisons[0], item)
    blanks = _blanks(item)
    said = tuple(value for value in values if value not in blanks)
    if term.joiner != "and" and signs == {"="} and ("" not in values or not said):
        return ("in", values) if said else ("answered", False)
    if term.joiner == "and" and signs == {"!="} and "" in values and len(said) < 2:
        return ("ne", said[0]) if said else ("answered", True)
    if term.joiner == "or" and signs == {"<", ">"} and len(set(values)) == 1 and len(values) == 2:
        return "ne", values[0]
    return None


def _single(comparison: Comparison, item: Proposed) -> tuple[Op, bool | str] | None:
    if comparison.sign == "selected":
        return ("contains" if item.kind == "choices" else "eq"), comparison.value
    if comparison.value == "":
        return ("answered", comparison.sign == "!=") if comparison.sign in {"=", "!="} else None
    return OPS[comparison.sign], comparison.value
