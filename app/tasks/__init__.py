"""Slow work: a job is a row written with the request that wants it, and a worker does it with a lease.

The queue only carries job numbers and may lose them at any moment; the row is the truth. A sweep sends again
whatever nobody is at work on, so a worker that was killed costs time and never a report. A package that has
slow work registers it with `@job("kind")`, one that tidies up after itself every night with `@nightly`.
"""

from app.tasks.models import Job
from app.tasks.operations import CannotBeDone, Progress, enqueue, job, nightly
from app.tasks.queue import init_app

__all__ = ["CannotBeDone", "Job", "Progress", "enqueue", "init_app", "job", "nightly"]
