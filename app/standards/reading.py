"""Reading a folder of YAML files into a standards document, every problem of every file at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from app.standards.criterion import Code, Noun, Picture
from app.standards.document import Channel, Chapter, Document, Framework, Position, Stage, TitlePage
from app.standards.pictures import Unfit, with_content
from app.standards.problems import Places, Problem, Where, code_around
from app.standards.scenario import Scenario
from app.standards.source import MAX_BYTES, read_source

Shape = TypeVar("Shape")
CHAPTER_NAME = re.compile(r"[0-9]{2}-[a-z0-9-]+\.yaml")


class PositionsFile(Noun):
    """positions.yaml: the jobs, and short names for several of them."""

    positions: tuple[Position, ...] = Field(min_length=1)
    groups: dict[Code, tuple[Code, ...]] = {}


# What each file of a document holds; a chapter is every NN-name.yaml in standards/.
SHAPES: dict[str, Any] = {
    "document": TitlePage,
    "chapter": Chapter,
    "positions": PositionsFile,
    "channels": tuple[Channel, ...],
    "stages": tuple[Stage, ...],
    "frameworks": tuple[Framework, ...],
    "scenarios": tuple[Scenario, ...],
}


class Refused(Exception):
    """The files do not make a document; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass
class Reading:
    """One pass over a folder: what was wrong so far, and which line everything came from."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    places: Places = field(default_factory=Places)

    def read(self, name: str, shape: type[Shape] | Any, under: Where = ()) -> Any:
        """Give the file `name` as `shape`, or None with the reasons in `problems`.

        `under` is the place that the file's content takes in the document.
        """
        shown = f"{self.folder.name}/{name}"
        try:
            with (self.folder / name).open("rb") as file:
                source = read_source(file.read(MAX_BYTES + 1), shown)
        except OSError as wrong:
            self.problems.append(Problem(shown, 1, "", f"the file cannot be read: {wrong.strerror}"))
            return None
        self.places.add(under, shown, source.lines)
        self.problems += source.problems
        if source.problems:
            return None
        try:
            return TypeAdapter(shape).validate_python(source.value)
        except ValidationError as wrong:
            self.problems += _told(wrong, source.value, self.places, under)
            return None

    def document(self) -> Document | None:
        """Give the document, or None with the reasons in `problems`."""
        page = self.read("standards/document.yaml", TitlePage)
        lists = {
            name: self.read(f"{name}.yaml", SHAPES[name], (name,))
            for name in ("channels", "stages", "frameworks")
        }
        if (self.folder / "scenarios.yaml").exists():
            lists["scenarios"] = self.read("scenarios.yaml", SHAPES["scenarios"], ("scenarios",))
        jobs = self.read("positions.yaml", PositionsFile)
        chapters = [
            self.read(f"standards/{name}", Chapter, ("chapters", number))
            for number, name in enumerate(self.chapter_names())
        ]
        if self.problems:
            return None
        pictures = self.pictures(chapters)
        if self.problems:
            return None
        return Document(
            **_parts(page),
            **_parts(jobs),
            **lists,
            chapters=tuple(_expanded(chapter, jobs.groups, pictures) for chapter in chapters),
        )

    def pictures(self, chapters: Sequence[Chapter]) -> dict[str, Picture]:
        """Give the reference pictures of the chapters by the code of their criterion, with the bytes of their files."""
        found = {}
        for first, chapter in enumerate(chapters):
            for second, clause in enumerate(chapter.clauses):
                for third, criterion in enumerate(clause.criteria):
                    if not criterion.picture:
                        continue
                    try:
                        found[criterion.code] = with_content(criterion.picture, self.folder)
                    except (OSError, Unfit) as wrong:
                        where = ("chapters", first, "clauses", second, "criteria", third, "picture")
                        reason = wrong.strerror if isinstance(wrong, OSError) else wrong
                        told = f"picture {criterion.picture.file}: {reason}"
                        self.problems.append(self.places.problem(where, criterion.code, told))
        return found

    def chapter_names(self) -> list[str]:
        """Give the names of the chapter files in order; a stray YAML file beside them is a problem."""
        found = sorted(path.name for path in (self.folder / "standards").glob("*.y*ml"))
        for name in found:
            if name != "document.yaml" and not CHAPTER_NAME.fullmatch(name):
                shown = f"{self.folder.name}/standards/{name}"
                self.problems.append(Problem(shown, 1, "", "no chapter is named so; name it NN-name.yaml"))
        return [name for name in found if CHAPTER_NAME.fullmatch(name)]


def read_document(folder: Path) -> Document:
    """Read the folder described in checklists/README.md. Raises Refused with every problem found."""
    reading = Reading(folder)
    document = reading.document()
    if document is None:
        raise Refused(sorted(reading.problems))
    return document


def _parts(noun: Noun) -> dict[str, Any]:
    return {name: getattr(noun, name) for name in type(noun).model_fields}


def _expanded(
    chapter: Chapter, groups: Mapping[str, tuple[str, ...]], pictures: Mapping[str, Picture]
) -> Chapter:
    """Write groups of positions and pictures out in every criterion; a position is named once, in the order written."""
    clauses = []
    for clause in chapter.clauses:
        criteria = []
        for criterion in clause.criteria:
            named = dict.fromkeys(code for name in criterion.positions for code in groups.get(name, (name,)))
            own = {"positions": tuple(named), "picture": pictures.get(criterion.code)}
            criteria.append(criterion.model_copy(update=own))
        clauses.append(clause.model_copy(update={"criteria": tuple(criteria)}))
    return chapter.model_copy(update={"clauses": tuple(clauses)})


def _told(wrong: ValidationError, value: Any, places: Places, under: Where) -> list[Problem]:
    """Tell the innermost errors: what is wrong inside a part makes the part wrong too."""
    errors = [
        error for error in wrong.errors(include_url=False) if error["type"] != "default_factory_not_called"
    ]
    around = {error["loc"][:length] for error in errors for length in range(len(error["loc"]))}
    return [
        places.problem((*under, *error["loc"]), code_around(error["loc"], value), _sentence(error))
        for error in errors
        if error["loc"] not in around
    ]


def _sentence(error: Any) -> str:
    words = [str(step) for step in error["loc"] if isinstance(step, str) and step != "[key]"]
    inner = max((place for place, step in enumerate(error["loc"]) if isinstance(step, int)), default=-1)
    named = ".".join(str(step) for step in error["loc"][inner + 1 :]) or (words[-1] if words else "the file")
    if error["type"] == "missing":
        return f"{named} is missing"
    if error["type"] == "extra_forbidden":
        return f"{named} is not a key of this format"
    if error["type"] == "string_pattern_mismatch" and error["ctx"]["pattern"] == r"\S":
        return f"{named} is empty"
    if error["type"] == "model_type":
        return f"{named} needs keys, not a plain value"
    return f"{named}: {error['msg'][0].lower()}{error['msg'][1:]}"
