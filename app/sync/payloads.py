"""What a phone says of a draft and of itself: the shapes of both (format 1)."""

from typing import Any, Literal, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from app.visits.payload import BIGGEST as BIGGEST_ROW
from app.visits.payload import MOST_ANSWERS, MOST_PHOTOS, UUID, Answer, ChecklistRef, Photo, Unreadable

MOST_VISITS = 1_000
BIGGEST = 2**53  # whole numbers of a browser go no further

Said = TypeVar("Said", bound="_Said")


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    @classmethod
    def read(cls: type[Said], body: bytes) -> Said:
        """What the bytes say. Raises Unreadable with the place and the problem."""
        try:
            return cls.model_validate_json(body)
        except ValidationError as problems:
            first = problems.errors()[0]
            place = ".".join(str(part) for part in first["loc"]) or "the body"
            raise Unreadable(f"{place}: {first['msg']}") from None


class Draft(_Said):
    """A visit being filled on a phone, as far as it is saved there; `rev` grows with every save."""

    format: Literal[1]
    id: str = Field(pattern=UUID)
    visit: int = Field(gt=0, le=BIGGEST_ROW)
    checklist: ChecklistRef
    rev: int = Field(gt=0, lt=BIGGEST)
    answers: dict[str, Answer] = Field(max_length=MOST_ANSWERS)
    photos: list[Photo] = Field(default=[], max_length=MOST_PHOTOS)
    stopwatches: dict[str, Any] = {}
    updated_at: AwareDatetime
    device: str = Field(pattern=UUID)
    continues: str | None = Field(default=None, pattern=UUID)

    @property
    def answered(self) -> int:
        """How many questions have a response of their own; those answered by photos alone are not counted."""
        return sum(answer.for_scoring() is not None for answer in self.answers.values())

    def photo(self, photo_id: str) -> Photo | None:
        """The photo of the draft with this id."""
        return next((photo for photo in self.photos if photo.id == photo_id), None)


class TakeOver(_Said):
    """The device on which somebody goes on."""

    device: str = Field(pattern=UUID)


class OnPhone(_Said):
    """One visit on a phone: whether it opens there without network, and how far it is filled."""

    visit: int = Field(gt=0, le=BIGGEST_ROW)
    ready: bool
    draft: str | None = Field(default=None, pattern=UUID)
    rev: int = Field(default=0, ge=0, lt=BIGGEST)
    answered: int = Field(default=0, ge=0, le=MOST_ANSWERS)
    of: int | None = Field(default=None, ge=0, le=MOST_ANSWERS)
    saved_at: AwareDatetime | None = None


class Report(_Said):
    """What a phone says of itself; `free` is in bytes, `skew_ms` how far its clock is behind the server's."""

    installed: bool
    persistent: bool
    free: int | None = Field(default=None, ge=0, lt=BIGGEST)
    skew_ms: int = Field(default=0, gt=-BIGGEST, lt=BIGGEST)
    build: str = Field(default="", max_length=64)
    unsent: int = Field(default=0, ge=0, le=MOST_VISITS)
    visits: list[OnPhone] = Field(default=[], max_length=MOST_VISITS)
