"""Where an open visit lies: on which phones, how far it is filled there, and how far the server has it too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.sync.models import DraftBackup, Phone, PhoneVisit
from app.visits.models import Visit


@dataclass(frozen=True)
class OnPhone:
    """One visit on one phone, with the copy of its draft if there is one."""

    said: PhoneVisit
    backup: DraftBackup | None = None

    @property
    def phone(self) -> Phone:
        return self.said.phone

    @property
    def is_ready(self) -> bool:
        """Whether it opens there without network and nothing threatens the work."""
        return self.said.ready and not self.phone.troubles

    @property
    def is_backed_up(self) -> bool:
        """Whether the copy is as new as what lies on the phone, photos and all."""
        return self.backup is not None and self.backup.rev >= self.said.rev


@dataclass(frozen=True)
class Whereabouts:
    """An open visit, the phones it lies on, and copies of drafts that no phone speaks of (any more)."""

    visit: Visit
    phones: list[OnPhone] = field(default_factory=list)
    lost: list[DraftBackup] = field(default_factory=list)


def whereabouts(
    visits: Sequence[Visit], said: Iterable[PhoneVisit], backups: Iterable[DraftBackup]
) -> list[Whereabouts]:
    """For each visit what the phones say of it, beside the copies of their drafts; in the order of the visits."""
    copies = {backup.uuid: backup for backup in backups}
    found = {visit.id: Whereabouts(visit) for visit in visits}
    for each in said:
        backup = copies.get(each.draft) if each.draft else None
        found[each.visit_id].phones.append(OnPhone(each, backup))
    spoken_of = {each.said.draft for where in found.values() for each in where.phones}
    continued = {backup.continues for backup in copies.values()}
    for backup in copies.values():
        if backup.uuid not in spoken_of | continued:
            found[backup.visit_id].lost.append(backup)
    return list(found.values())
