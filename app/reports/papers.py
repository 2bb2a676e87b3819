"""Papers on their way: for each kind of job, who may have what it makes, what it is called, and where it is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.people.models import User
from app.tasks import Job


@dataclass(frozen=True)
class Paper:
    """A PDF as its page shows it while it is made and after.

    `file` names the file without language and ending; `above` are the pages on the way to it, as (label, address);
    `again` is the address that takes the request once more, with these `fields` beside the language; `opened` is called
    when somebody opens the file, where that is written down.
    """

    title: str
    lead: str
    file: str
    above: tuple[tuple[str, str], ...]
    again: str
    fields: Mapping[str, str] = field(default_factory=dict)
    opened: Callable[[], None] | None = None


Find = Callable[[Job, User], Paper | None]
KINDS: dict[str, Find] = {}


def paper(kind: str) -> Callable[[Find], Find]:
    """Register what finds the papers of a kind of job: it takes the job and who asks, and gives None to hide it."""

    def register(find: Find) -> Find:
        KINDS[kind] = find
        return find

    return register


def paper_for(job: Job, viewer: User) -> Paper | None:
    """The paper that a job makes; None where it makes none, or none that the viewer may see."""
    find = KINDS.get(job.kind)
    return find(job, viewer) if find else None
