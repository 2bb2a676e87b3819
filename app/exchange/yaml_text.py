"""Plain data as YAML text that every parser reads alike, 1.1 or 1.2: texts quoted, words that a parser takes for truth too."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from app.standards.noun import shortest

PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(\.(svg|jpg))?")
# What YAML 1.1 takes for truth or nothing, whatever the case of its letters.
WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
LINE = 120  # a part that fits on a line of so many characters stands on one line
LANGUAGES = frozenset({"ru", "en"})  # under these keys stand texts, quoted even where one is a plain word
SPACES_AT_THE_END = re.compile(
    r" +$", re.MULTILINE
)  # left where a list goes on; no text has a line of its own


class _Emitter(Emitter):
    """Lists go on in the next line, a text never does."""

    def write_double_quoted(self, text: str, split: bool = True) -> None:
        super().write_double_quoted(text, split=False)


class _Representer(RoundTripRepresenter):
    """Knows exact numbers; writes everything out where it stands."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _number(representer: _Representer, number: Decimal) -> ScalarNode:
    said = shortest(number)
    kind = "int" if isinstance(said, int) else "float"
    return representer.represent_scalar(f"tag:yaml.org,2002:{kind}", str(said))


_Representer.add_representer(Decimal, _number)


def yaml_text(value: Mapping[str, Any] | list[Any] | tuple[Any, ...]) -> str:
    """Write plain data (mappings, lists, texts, whole and exact numbers, truth, nothing) as one YAML document.

    A list of words stands on one line; so does any other part that fits and holds no more than one level of others.
    The same data always give the same text.
    """
    yaml = YAML(pure=True)
    yaml.Representer = _Representer
    yaml.Emitter = _Emitter
    yaml.width = LINE
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    # A list that is the whole file begins at the margin; any other is indented under its key.
    yaml.indent(mapping=2, sequence=2 if isinstance(value, list | tuple) else 4)
    yaml.sequence_dash_offset = 0 if isinstance(value, list | tuple) else 2
    written = io.StringIO()
    node = _node(value, -2)
    if value:
        node.fa.set_block_style()
    yaml.dump(node, written)
    return SPACES_AT_THE_END.sub("", written.getvalue())


def _node(value: Any, indent: int, lead: int = 0, quoted: bool = False) -> Any:
    """Give the value as ruamel.yaml writes it, `indent` in from the margin and with `lead` characters before it."""
    if isinstance(value, str):
        return value if _is_plain(value) and not quoted else DoubleQuotedScalarString(value)
    if not isinstance(value, Mapping | list | tuple):
        return value
    node: Any
    if isinstance(value, Mapping):
        node = CommentedMap()
        for key, inner in value.items():
            node[_node(key, 0)] = _node(inner, indent + 2, len(key) + 2, quoted=key in LANGUAGES)
    else:
        node = CommentedSeq(_node(inner, indent + 2, 2) for inner in value)
    if _on_one_line(value, LINE - indent - lead):
        node.fa.set_flow_style()
    return node


def _is_plain(text: str) -> bool:
    return PLAIN.fullmatch(text) is not None and text.lower() not in WORDS


def _on_one_line(value: Any, room: int) -> bool:
    depth = _depth(value)
    return (depth == 1 and isinstance(value, list | tuple)) or (depth <= 2 and _width(value) <= room)


def _depth(value: Any) -> int:
    if isinstance(value, Mapping | list | tuple):
        inner = value.values() if isinstance(value, Mapping) else value
        return 1 + max((_depth(each) for each in inner), default=0)
    return 0


def _width(value: Any) -> int:
    """How many characters a value takes on one line, quotes or none."""
    if isinstance(value, Mapping):
        return sum(len(key) + 4 + _width(inner) for key, inner in value.items())
    if isinstance(value, list | tuple):
        return sum(2 + _width(inner) for inner in value)
    if isinstance(value, Decimal):
        return len(str(shortest(value)))  # as it is written: 200.0000 is as wide as 200
    return len(str(value)) + (0 if not isinstance(value, str) or _is_plain(value) else 2)
