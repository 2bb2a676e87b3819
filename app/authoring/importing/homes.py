"""Where offers may stand: the chapters and clauses of a working copy, as an author names them."""

from __future__ import annotations

from app.authoring.content.parts import Part, Plain, parts, title_of


class Homes:
    """Chapters and clauses by what is written for them: "3.2 Greeting" as it is listed, or a bare title; or by place."""

    def __init__(self, content: Plain, language: str) -> None:
        self.language = language
        found = list(parts(content))
        self.document = found[0]
        self.chapters = [part for part in found if part.sort == "chapter"]
        self.clauses = [part for part in found if part.sort == "clause"]
        self._listed = {self.label(part): part for part in (*self.chapters, *self.clauses)}
        self._standing = {part.place: part for part in (*self.chapters, *self.clauses)}

    def at(self, place: str) -> Part | None:
        """The chapter or the clause at a place, if it stands there still."""
        return self._standing.get(place)

    def title(self, part: Part) -> str:
        """A chapter or a clause by its words."""
        return " ".join(title_of(part, self.language).split())

    def label(self, part: Part) -> str:
        """How a chapter or a clause is listed."""
        return f"{part.number} {self.title(part)}"

    def chapter(self, said: str) -> Part | None:
        """The chapter that is meant; None if there is none such yet."""
        found = self._listed.get(_plain(said))
        if found and found.sort == "chapter":
            return found
        return _only([part for part in self.chapters if _plain(said).casefold() in _titles(part)])

    def clause(self, said: str, chapter: Part | None) -> Part | None:
        """The clause that is meant; a bare title means one of this chapter."""
        found = self._listed.get(_plain(said))
        if found and found.sort == "clause":
            return found
        titled = [part for part in self.clauses if _plain(said).casefold() in _titles(part)]
        return next((part for part in titled if chapter and _under(part) == chapter.place), None)

    def likely_clause(self, said: str, chapter: Part | None) -> Part | None:
        """The clause to suggest: the one that is meant, or the only one of this title in the whole document."""
        titled = [part for part in self.clauses if _plain(said).casefold() in _titles(part)]
        return self.clause(said, chapter) or _only(titled)


def _plain(said: str) -> str:
    return " ".join(said.split())


def _titles(part: Part) -> set[str]:
    return {_plain(words).casefold() for words in part.value["title"].values() if words.strip()}


def _under(part: Part) -> str:
    return part.under.place if part.under else ""


def _only(found: list[Part]) -> Part | None:
    return found[0] if len(found) == 1 else None
