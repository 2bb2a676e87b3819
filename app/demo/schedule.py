"""Which visits were made: three months of them, evenly over stores, people and channels. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from app.demo.chain import LEARNING, SHOPS, STRUGGLING, Shop, Worker
from app.demo.luck import luck

MONTHS_BACK = timedelta(days=91)
OPENS, CLOSES = 10, 20  # hours in which visits begin
LAST_BEFORE = timedelta(days=2)  # the youngest approved visit: it was reviewed yesterday

# How often an open audit named each person of a position, in their order in the store.
AUDITS = {
    "consultant": (3, 3, 0), "cashier": (3, 1), "service_desk": (3,), "guard": (3,),
    "cleaner": (1,), "administrator": (1, 0),
}  # fmt: skip
AUDITS_OF = {STRUGGLING: 5, LEARNING: 5}
MYSTERY = (
    ("consultant", "in_person"), ("consultant", "in_person"), ("cashier", "in_person"), ("store", "in_person"),
    ("guard", "in_person"), ("service_desk", "in_person"), ("consultant", "phone"), ("service_desk", "email"),
    ("consultant", "chat"), ("store", "website"),
)  # fmt: skip
MYSTERY_WHERE_THEY_ARE = {
    "operator": ("phone", "phone", "email", "chat"),
    "online_agent": ("chat", "website", "email"),
    "courier": ("in_person",),
    "repair_engineer": ("in_person",),
}


@dataclass(frozen=True)
class Planned:
    """A visit as it was planned and made; moments are aware, `worker` is named only in open audits."""

    number: int
    kind: str
    shop: Shop
    position: str
    channel: str
    worker: Worker | None
    assessor: str  # the name of an account
    assigned_at: datetime
    accepted_at: datetime
    started_at: datetime
    finished_at: datetime
    deadline: datetime
    passed: float  # which part of the three months was over, 0 to 1

    @property
    def draw(self) -> Random:
        """The visit's own stream of chance, from its beginning."""
        return luck("visit", self.number)


@dataclass(frozen=True)
class Wanted:
    """Whom to visit, before it is known when."""

    kind: str
    shop: Shop
    position: str
    channel: str
    worker: Worker | None = None


def history(workers: Iterable[Worker], today: date, zone: ZoneInfo) -> list[Planned]:
    """Give every visit of the three months, the earliest first."""
    staff = list(workers)
    made: list[tuple[date, Wanted]] = []
    for shop in SHOPS:
        wanted = wanted_at(shop, [each for each in staff if each.shop is shop])
        draw = luck("order of visits", shop.code)
        draw.shuffle(wanted)
        step = (MONTHS_BACK - LAST_BEFORE) / len(wanted)
        first = today - MONTHS_BACK
        made += [(first + step * (place + draw.random() * 0.9), each) for place, each in enumerate(wanted)]
    made.sort(key=lambda each: (each[0], each[1].shop.code))
    return [plan(number, each, day, today, zone) for number, (day, each) in enumerate(made, 1)]


def wanted_at(shop: Shop, staff: list[Worker]) -> list[Wanted]:
    """Give everything to visit in one store."""
    wanted = [Wanted("audit", shop, "store", "in_person")]
    for position, times in AUDITS.items():
        for worker, often in zip([each for each in staff if each.position == position], times, strict=False):
            often = AUDITS_OF.get(worker.name, often)
            wanted += [Wanted("audit", shop, position, "in_person", worker)] * often
    wanted += [Wanted("mystery", shop, position, channel) for position, channel in MYSTERY]
    for position, channels in MYSTERY_WHERE_THEY_ARE.items():
        if position in shop.extras:
            wanted += [Wanted("mystery", shop, position, channel) for channel in channels]
    return wanted


def plan(number: int, wanted: Wanted, day: date, today: date, zone: ZoneInfo) -> Planned:
    """Put a visit on a day: assigned a week before, made in shop hours, sent half an hour later."""
    draw = luck("moments of visit", number)
    started_at = at(day, draw.randint(OPENS, CLOSES - 1), draw.randint(0, 59), zone)
    late = draw.random() < 0.04
    last_day = day - timedelta(days=1) if late else day if wanted.kind != "audit" else day + timedelta(days=2)
    assigned_on = day - timedelta(days=draw.randint(5, 9))
    accepted_on = assigned_on + timedelta(days=draw.randint(0, 1))
    return Planned(
        number=number,
        kind=wanted.kind,
        shop=wanted.shop,
        position=wanted.position,
        channel=wanted.channel,
        worker=wanted.worker,
        assessor=assessor(number, wanted),
        assigned_at=at(assigned_on, 11, draw.randint(0, 59), zone),
        accepted_at=at(accepted_on, draw.randint(12, 21), draw.randint(0, 59), zone),
        started_at=started_at,
        finished_at=started_at + timedelta(minutes=draw.randint(18, 50), seconds=draw.randint(0, 59)),
        deadline=at(last_day, 23, 0, zone),
        passed=min(1.0, 1 - (today - day) / MONTHS_BACK),
    )


def assessor(number: int, wanted: Wanted) -> str:
    """Give who visits: auditors divide the stores, shoppers take turns so that nobody knows their faces."""
    if wanted.kind == "audit":
        return "auditor" if SHOPS.index(wanted.shop) % 2 == 0 else "auditor2"
    return ("shopper", "shopper2", "shopper3")[number % 3]


def at(day: date, hour: int, minute: int, zone: ZoneInfo) -> datetime:
    """Give the moment of a local time."""
    return datetime.combine(day, time(hour, minute), zone)
