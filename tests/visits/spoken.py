"""A visit of the cast on which something was said aloud."""

import io
import json

from app.clock import now
from app.db import db
from app.people.models import User
from app.reviews import operations as reviews
from app.visits import intake
from app.visits.models import VOICE, Evidence, Visit
from app.visits.payload import Photo, read_payload
from app.waves.models import Wave
from tests.cast import Cast
from tests.sync.voice import WEBM, voice
from tests.visits.made import assigned, filled

QUESTION = "COU-01"


def spoken_visit(cast: Cast, who: str = "auditor") -> tuple[Visit, str]:
    """An approved visit with a voice note of 42 seconds to COU-01, in a wave that allows it; and the note's id."""
    visit = assigned(cast, who, **({} if "shopper" in who else {"employee": cast.employee}))
    visit.wave = db.session.get_one(Wave, cast.wave)
    visit.wave.allows_voice = True
    note = voice(question=QUESTION)
    contents = {note["id"]: WEBM}
    body = filled(visit, {}, contents, now())
    body["photos"].append(note)
    submission, _new = intake.announce(json.dumps(body).encode(), by=visit.assessor)
    for photo in read_payload(submission.body).photos:
        intake.receive_photo(submission, photo, intake.store(photo, io.BytesIO(contents[photo.id])))
    reviews.approve(visit, by=db.session.get_one(User, cast.users["reviewer"]))
    db.session.commit()
    return visit, note["id"]


def noted(visit: Visit) -> str:
    """One more voice note with what was submitted of the visit; gives its id."""
    note = Photo.model_validate(voice(question=QUESTION))
    stored = intake.store(note, io.BytesIO(WEBM))
    evidence = Evidence(uuid=note.id, visit=visit, submission=visit.submission, question=QUESTION)
    evidence.kind, evidence.seconds = VOICE, note.seconds
    evidence.digest, evidence.key, evidence.size = stored.digest, stored.key, stored.size
    db.session.add(evidence)
    return note.id
