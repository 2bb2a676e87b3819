"""A scenario: whom an assessor plays, why they came, what they do and say, and what they never do."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, StrictInt

from app.standards.noun import Code, Noun, Text

Difficulty = Literal["easy", "ordinary", "hard"]

DIFFICULTIES = {
    "easy": Text(ru="лёгкий", en="easy"),
    "ordinary": Text(ru="обычный", en="ordinary"),
    "hard": Text(ru="трудный", en="hard"),
}


class Objection(Noun):
    """What the assessor says against, and how one hears that it was answered well."""

    say: Text
    good_answer: Text


class Scenario(Noun):
    """A part to play on one channel, and the positions it puts to the test; `minutes` is how long it takes."""

    code: Code
    title: Text
    channel: Code
    difficulty: Difficulty
    positions: tuple[Code, ...] = Field(min_length=1)
    only_for: Text | None = None  # who may play it, where not everybody may: nobody pretends
    legend: Text
    do: tuple[Text, ...] = Field(min_length=1)
    do_not: tuple[Text, ...] = Field(min_length=1)
    objections: tuple[Objection, ...] = ()
    products: tuple[Text, ...] = ()
    remember: tuple[Text, ...] = Field(min_length=1)
    minutes: StrictInt = Field(ge=1, le=480)

    def tests(self, position: str, channel: str) -> bool:
        """Say whether this may be played to a position met on a channel."""
        return position in self.positions and channel == self.channel

    def told(self, language: str) -> str:
        """Give the part as plain text in "ru" or "en", as an assessor takes it along.

        What a good answer sounds like stays out: whoever knows it hears it where it was not said.
        """
        words = HEADINGS[language]
        minutes = words["minutes"].format(minutes=self.minutes)
        opening = [f"{self.title.in_(language)} · {minutes}"]
        if self.only_for:
            opening.append(self.only_for.in_(language))
        parts = ["\n".join(opening), self.legend.in_(language)]
        for name in ("do", "do_not", "objections", "products", "remember"):
            lines = [_line(each).in_(language) for each in getattr(self, name)]
            if lines:
                parts.append("\n".join([f"{words[name]}:", *(f"— {line}" for line in lines)]))
        return "\n\n".join(parts)


def _line(part: Text | Objection) -> Text:
    return part.say if isinstance(part, Objection) else part


# Frozen into a visit in its assessor's language: the words belong to the text, not to the page that shows it.
HEADINGS = {
    "ru": {
        "minutes": "{minutes} мин",
        "do": "Что делать",
        "do_not": "Чего не делать",
        "objections": "Что возразить",
        "products": "Что спросить",
        "remember": "Что запомнить",
    },
    "en": {
        "minutes": "{minutes} min",
        "do": "What to do",
        "do_not": "What not to do",
        "objections": "What to say against",
        "products": "What to ask for",
        "remember": "What to remember",
    },
}
