"""What a phone sends: the one shape of a submission, whoever fills it in (payload format 1)."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, model_validator

UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
PRINTED = r"^[^\x00-\x1f]+$"
SHA256 = r"^[0-9a-f]{64}$"
BIGGEST = 2**31 - 1  # the largest number of a row
MOST_ANSWERS, MOST_PHOTOS = 2_000, 500
LONGEST_VOICE = 600  # seconds; a phone stops after two minutes


# How a submission of format n becomes one of format n + 1, for phones whose app is older than the server: it speaks
# the present format and the two before. Format 1 is the first, so there is nothing to bring up yet.
STEPS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


class Unreadable(ValueError):
    """The bytes are not a submission; the sentence says where."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Answer(_Part):
    """One response: a value or a reason why there is none, and a comment if one was made.

    `together` marks one that was given with a single tap to all unanswered questions of a section.
    """

    value: Any = None
    non_answer: Literal["not_applicable", "not_observed"] | None = None
    comment: str = Field(default="", max_length=5_000)
    at: AwareDatetime | None = None
    together: bool = False

    def for_scoring(self) -> dict[str, Any] | None:
        """The response as `app.scoring` reads it, or None when only a comment was made."""
        if self.non_answer:
            return {"non_answer": self.non_answer}
        return None if self.value is None else {"value": self.value}


class Photo(_Part):
    """A photo that belongs to the submission: it is whole only when these bytes have arrived.

    A voice note stands among the photos, says so, and how many seconds it takes; it is no picture of anything.
    """

    id: str = Field(pattern=UUID)
    question: str = Field(max_length=40, pattern=PRINTED)
    sha256: str = Field(pattern=SHA256)
    size: int = Field(gt=0)
    taken_at: AwareDatetime | None = None
    kind: Literal["photo", "voice"] = "photo"
    seconds: int = Field(default=0, ge=0, le=LONGEST_VOICE)


class Fix(_Part):
    """Where a phone said it was, how exactly in metres, and when; or why it did not say."""

    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    accuracy_m: float | None = Field(default=None, ge=0, le=1e8)
    at: AwareDatetime
    why: Literal["refused", "unavailable"] | None = None


class Position(_Part):
    """Where a visit began and where it ended, as far as the programme asked and the assessor agreed."""

    start: Fix | None = None
    finish: Fix | None = None


class ChecklistRef(_Part):
    id: int
    digest: str = Field(pattern=SHA256)


class Payload(_Part):
    """A filled visit. Times are the phone's own; `skew_ms` says how far its clock was off.

    `revision_of` names the submission that the server did not take and that is sent anew by this one, `continues`
    the one whose answers this one began with.
    """

    format: Literal[1]
    id: str = Field(pattern=UUID)
    visit: int = Field(gt=0, le=BIGGEST)
    checklist: ChecklistRef
    answers: dict[str, Answer] = Field(max_length=MOST_ANSWERS)
    photos: list[Photo] = Field(default=[], max_length=MOST_PHOTOS)
    revision_of: str | None = Field(default=None, pattern=UUID)
    continues: str | None = Field(default=None, pattern=UUID)
    position: Position | None = None
    notes: str = Field(default="", max_length=20_000)  # for the reviewer alone
    language: Literal["ru", "en"] = "ru"
    started_at: AwareDatetime | None = None
    finished_at: AwareDatetime | None = None
    timezone: str = Field(default="", max_length=60)
    skew_ms: int = 0
    device: str = Field(default="", max_length=200)
    build: str = Field(default="", max_length=64)

    @model_validator(mode="before")
    @classmethod
    def brought_up_to_the_present_format(cls, content: Any) -> Any:
        while isinstance(content, dict) and type(content.get("format")) is int and content["format"] in STEPS:
            content = STEPS[content["format"]](content)
        return content

    @model_validator(mode="after")
    def photos_are_different(self) -> "Payload":
        if len({photo.id for photo in self.photos}) < len(self.photos):
            raise ValueError("two photos have the same id")
        return self

    @cached_property
    def pictures(self) -> dict[str, list[str]]:
        """The ids of the photos to each question that has any; a voice note is none."""
        found: dict[str, list[str]] = {}
        for photo in self.photos:
            if photo.kind == "photo":
                found.setdefault(photo.question, []).append(photo.id)
        return found

    @property
    def has_voice(self) -> bool:
        """Whether something was said aloud."""
        return any(photo.kind == "voice" for photo in self.photos)

    def answer(self, question: str) -> Answer:
        """What was answered to a question; where only photos were given, they are the answer."""
        given = self.answers.get(question, Answer())
        photos = self.pictures.get(question)
        if photos and given.for_scoring() is None:
            return given.model_copy(update={"value": photos})
        return given

    def responses(self) -> dict[str, dict[str, Any]]:
        """The responses as `app.scoring` reads them."""
        asked = {*self.answers, *self.pictures}
        read = {code: self.answer(code).for_scoring() for code in asked}
        return {code: response for code, response in read.items() if response is not None}


@lru_cache(maxsize=16)
def read_payload(body: bytes) -> Payload:
    """The submission these bytes spell. Raises Unreadable with one sentence naming the place.

    Taking in one photo asks for it several times: the last few are remembered, and nobody changes them.
    """
    try:
        return Payload.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the submission"
        raise Unreadable(f"{place}: {first['msg']}") from None


def write_payload(
    *,
    id: str,
    visit: int,
    checklist: ChecklistRef,
    answers: Mapping[str, Mapping[str, Any]],
    photos: list[dict[str, Any]],
    language: str,
    started_at: datetime | None,
    finished_at: datetime,
) -> bytes:
    """The bytes of a submission made by a page without JavaScript: canonical, so that the same answers hash alike."""
    content = {
        "format": 1,
        "id": id,
        "visit": visit,
        "checklist": checklist.model_dump(),
        "answers": answers,
        "photos": photos,
        "language": language,
        "started_at": started_at.isoformat() if started_at else None,
        "finished_at": finished_at.isoformat(),
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(body: bytes) -> str:
    """SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(body).hexdigest()
