"""Visits of three months, each through the same door as a real one: assigned, filled in, submitted, reviewed."""

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from app.checklists import queries
from app.db import db
from app.demo.behaviour import Circumstances, Sheet, circumstances
from app.demo.filling import Filled, fill
from app.demo.luck import luck, lucky_uuid
from app.demo.people import Cast
from app.demo.pictures import picture
from app.demo.programme import wave_on
from app.demo.scenarios import REMINDER, part
from app.demo.schedule import Planned, at
from app.reviews import operations as reviews
from app.visits import intake
from app.visits import operations as visits
from app.visits.models import AUDIT, COMPETITOR, Submission, Visit
from app.visits.payload import ChecklistRef, read_payload, write_payload
from app.waves.models import Wave

RETURNED_ONCE = 0.03  # of all visits


class Chronicle:
    """What happens to the demo's visits, at the moments their plans say."""

    def __init__(self, cast: Cast, waves: list[Wave], today: date, zone: ZoneInfo) -> None:
        self.cast, self.waves, self.today, self.zone = cast, waves, today, zone
        self.stores = dict(cast.stores)  # and those of competitors, once they are known
        self.versions = {(each.position, each.channel): each for each in queries.current_checklists()}
        self.sheet = cache(self._sheet)
        self.stored = cache(lambda scene, variant: intake.store_photo(picture(scene, variant)))

    def conclude(self, visit: Visit, planned: Planned, *, filled: Filled | None = None) -> None:
        """Bring a visit that is being made to its approval; now and then it is returned once in between."""
        submission = self.submit(visit, planned, planned.finished_at, filled=filled)
        reviewer, draw = self.cast.reviewer_of(planned.number), luck("review", planned.number)
        review_at = at(
            planned.started_at.date() + timedelta(days=1),
            draw.randint(10, 18),
            draw.randint(0, 59),
            self.zone,
        )
        if draw.random() < RETURNED_ONCE and planned.started_at.date() < self.today - timedelta(days=4):
            note = "Отметка низкая, а что именно произошло, не сказано. Допишите, пожалуйста, одной фразой."
            reviews.return_(
                visit,
                by=reviewer,
                reason="comment",
                note=note,
                deadline=review_at + timedelta(days=2),
                at=review_at,
            )
            self.submit(visit, planned, review_at + timedelta(hours=5), filled=filled, again=submission)
            review_at += timedelta(days=1)
        reviews.approve(visit, by=reviewer, at=review_at)

    def assigned(self, planned: Planned) -> Visit:
        """A visit that its assessor has been asked to make."""
        covert, checklist = planned.kind != AUDIT, self.versions[planned.position, planned.channel]
        where = planned.position, planned.channel, planned.number
        return visits.assign(
            visits.Assignment(
                store=self.stores[planned.shop.code],
                checklist=checklist,
                assessor=self.cast.users[planned.assessor],
                kind=planned.kind,
                deadline=planned.deadline,
                scenario=REMINDER if covert else "",
                part=part(checklist.standard.document, *where) if covert else None,
                employee=self.cast.employees[planned.worker.name] if planned.worker else None,
                wave=None if planned.kind == COMPETITOR else wave_on(self.waves, planned.started_at.date()),
            ),
            by=self.cast.users["quality"],
            at=planned.assigned_at,
        )

    def accepted(self, planned: Planned) -> Visit:
        """A visit that its assessor has taken on."""
        visit = self.assigned(planned)
        visits.accept(visit, by=visit.assessor, at=planned.accepted_at)
        return visit

    def under_way(self, planned: Planned) -> Visit:
        """A visit that is being made."""
        visit = self.accepted(planned)
        visits.start(visit, by=visit.assessor, at=planned.started_at)
        return visit

    def filled(self, planned: Planned, given: Circumstances | None = None) -> Filled:
        """What the assessor of a planned visit answers; under its own circumstances unless others are given."""
        draw = planned.draw
        usual = circumstances(planned.shop, planned.worker, planned.kind, planned.passed, draw)
        sheet = self.sheet(planned.position, planned.channel, planned.kind)
        return fill(planned, sheet, given or usual, draw)

    def submit(
        self,
        visit: Visit,
        planned: Planned,
        when: datetime,
        *,
        filled: Filled | None = None,
        again: Submission | None = None,
    ) -> Submission:
        """Send what was filled in, photos after it; `again` says that an earlier submission was returned."""
        if visit.id is None:
            db.session.flush()
        draw = luck("submission", planned.number, again.uuid if again else "")
        filled = filled or self.filled(planned)
        photos = []
        for question, scene in filled.scenes.items():
            stored = self.stored(*scene)
            size, taken_at = len(picture(*scene)), planned.started_at + timedelta(minutes=draw.randint(2, 15))
            photos.append(
                {
                    "id": lucky_uuid(draw),
                    "question": question,
                    "sha256": stored.digest,
                    "size": size,
                    "taken_at": taken_at.isoformat(),
                }
            )
        body = write_payload(
            id=lucky_uuid(draw),
            visit=visit.id,
            checklist=ChecklistRef(id=visit.checklist.id, digest=visit.checklist.digest),
            answers=filled.answers,
            photos=photos,
            language="ru",
            started_at=planned.started_at,
            finished_at=when,
        )
        submission, _new = intake.announce(body, by=visit.assessor, at=when)
        for photo, scene in zip(read_payload(body).photos, filled.scenes.values(), strict=True):
            evidence = intake.receive_photo(submission, photo, self.stored(*scene), at=when)
            evidence.received_at = when
        if submission.scorecard:
            submission.scorecard.scored_at = when
        return submission

    def _sheet(self, position: str, channel: str, kind: str) -> Sheet:
        return Sheet(self.versions[position, channel].checklist, kind)
