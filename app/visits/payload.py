"""What a phone sends: the one shape of a submission, whoever fills it in (payload format 1)."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, model_validator

UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
SHA256 = r"^[0-9a-f]{64}$"
MOST_ANSWERS, MOST_PHOTOS = 2_000, 500


class Unreadable(ValueError):
    """The bytes are not a submission; the sentence says where."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Answer(_Part):
    """One response: a value or a reason why there is none, and a comment if one was made."""

    value: Any = None
    non_answer: Literal["not_applicable", "not_observed"] | None = None
    comment: str = Field(default="", max_length=5_000)
    at: AwareDatetime | None = None

    def for_scoring(self) -> dict[str, Any] | None:
        """The response as `app.scoring` reads it, or None when only a comment was made."""
        if self.non_answer:
            return {"non_answer": self.non_answer}
        return None if self.value is None else {"value": self.value}


class Photo(_Part):
    """A photo that belongs to the submission: it is whole only when these bytes have arrived."""

    id: str = Field(pattern=UUID)
    question: str = Field(max_length=40)
    sha256: str = Field(pattern=SHA256)
    size: int = Field(gt=0)
    taken_at: AwareDatetime | None = None


class ChecklistRef(_Part):
    id: int
    digest: str = Field(pattern=SHA256)


class Payload(_Part):
    """A filled visit. Times are the phone's own; `skew_ms` says how far its clock was off."""

    format: Literal[1]
    id: str = Field(pattern=UUID)
    visit: int
    checklist: ChecklistRef
    answers: dict[str, Answer] = Field(max_length=MOST_ANSWERS)
    photos: list[Photo] = Field(default=[], max_length=MOST_PHOTOS)
    language: Literal["ru", "en"] = "ru"
    started_at: AwareDatetime | None = None
    finished_at: AwareDatetime | None = None
    timezone: str = Field(default="", max_length=60)
    skew_ms: int = 0
    device: str = Field(default="", max_length=200)
    build: str = Field(default="", max_length=64)

    @model_validator(mode="after")
    def photos_are_different(self) -> "Payload":
        if len({photo.id for photo in self.photos}) < len(self.photos):
            raise ValueError("two photos have the same id")
        return self

    def answer(self, question: str) -> Answer:
        """What was answered to a question; where only photos were given, they are the answer."""
        given = self.answers.get(question, Answer())
        photos = [photo.id for photo in self.photos if photo.question == question]
        if photos and given.for_scoring() is None:
            return given.model_copy(update={"value": photos})
        return given

    def responses(self) -> dict[str, dict[str, Any]]:
        """The responses as `app.scoring` reads them."""
        asked = {*self.answers, *(photo.question for photo in self.photos)}
        read = {code: self.answer(code).for_scoring() for code in asked}
        return {code: response for code, response in read.items() if response is not None}


def read_payload(body: bytes) -> Payload:
    """The submission these bytes spell. Raises Unreadable with one sentence naming the place."""
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
