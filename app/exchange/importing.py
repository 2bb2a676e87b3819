"""A company's own document, whatever its kind, read into proposals; a file that is not fit to be read is refused whole."""

from __future__ import annotations

from pathlib import PurePosixPath

from flask_babel import lazy_gettext as _l

from app.exchange.proposing.context import Context
from app.exchange.proposing.proposals import Proposals
from app.exchange.proposing.structure import blocks
from app.exchange.proposing.tables import propose_table
from app.exchange.proposing.vocabulary import Vocabulary
from app.exchange.proposing.walk import Walk
from app.exchange.reading.blocks import Content, Heading, Table
from app.exchange.reading.text import read_markdown, read_text
from app.exchange.refusals import Refusal
from app.standards.document import Document

MAX_BYTES = 25_000_000
MAX_LETTERS = 2_000_000  # some seven hundred pages
PROSE = ("docx", "md", "markdown", "txt")
SHEETS = ("xlsx", "csv")


def propose(content: bytes, filename: str, document: Document | None = None) -> Proposals:
    """Read the bytes of a file into proposals; its name says which kind it is.

    `document` gives the positions and channels that may be named; without it the built-in ones are known.
    Raises Refusal, whose text is one sentence, and changes nothing in any case.
    """
    kind = PurePosixPath(filename.replace("\\", "/")).suffix.lower().removeprefix(".")
    if kind in ("docm", "dotm", "xlsm", "xltm", "xlsb"):
        raise Refusal(_l("The file may contain macros: save it as .docx or .xlsx and try again."))
    if kind not in PROSE and kind not in SHEETS:
        raise Refusal(_l("Only .docx, .xlsx, .csv, .md and .txt files can be imported."))
    if not content:
        raise Refusal(_l("The file is empty."))
    if len(content) > MAX_BYTES:
        raise Refusal(_l("The file is larger than %(size)s MB.", size=MAX_BYTES // 1_000_000))
    vocabulary = Vocabulary(document)
    if kind in SHEETS:
        return _from_sheets(content, kind, vocabulary)
    return _from_content(_read(content, kind), vocabulary)


def _read(content: bytes, kind: str) -> Content:
    if kind == "docx":
        from app.exchange.reading.word import read_word  # takes long to load: only where a document is read

        return read_word(content)
    return read_text(content) if kind == "txt" else read_markdown(content)


def _from_content(content: Content, vocabulary: Vocabulary) -> Proposals:
    if content.letters > MAX_LETTERS:
        raise Refusal(_l("There is far too much text for one import: split it and try again."))
    title, found = blocks(content.parts)
    title = content.title or title
    tops = [block for block in found if isinstance(block, Heading) and block.level == 1]
    depths = {block.level for block in found if isinstance(block, Heading)}
    if len(tops) == 1 and found[0] is tops[0] and len(depths) > 2:
        title, found = tops[0].text, found[1:]
    walk = Walk(Context(vocabulary, title, prefaced=any(isinstance(block, Heading) for block in found)))
    for block in found:
        if isinstance(block, Table):
            propose_table(block, walk)
        else:
            walk.block(block)
    for what, how_many in content.unread.items():
        walk.warn(what, str(how_many))
    return _result(title, walk)


def _from_sheets(content: bytes, kind: str, vocabulary: Vocabulary) -> Proposals:
    from app.exchange.reading.sheet import read_sheets  # takes long to load: only where a table is read

    walk = Walk(Context(vocabulary))
    asked = False
    sheets = read_sheets(content, kind)
    for sheet in sheets:
        walk.context.title = sheet.name
        if sheet.hidden:
            walk.warn("hidden", sheet.name)
        elif propose_table(sheet.table, walk, strict=True):
            asked = True
        else:
            walk.warn("sheet", sheet.name)
    if not asked:
        raise Refusal(
            _l("The table has no column of criteria: name one “criterion”, “requirement” or “критерий”.")
        )
    return _result(sheets[0].name if len(sheets) == 1 else "", walk)


def _result(title: str, walk: Walk) -> Proposals:
    if not walk.found:
        walk.warn("nothing", "")
    return Proposals(
        title=title,
        clauses=tuple(walk.context.clauses),
        proposals=tuple(walk.found),
        warnings=tuple(walk.warnings),
    )
