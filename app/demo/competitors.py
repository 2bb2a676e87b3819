"""Two competitors beside the chain: their stores, and three months of covert visits to them by checklists of ours."""

from dataclasses import replace
from datetime import timedelta

from app.db import db
from app.demo.chain import CENTRE, NORTH_WEST, VOLGA, Shop
from app.demo.history import Chronicle
from app.demo.schedule import LAST_BEFORE, MONTHS_BACK, Planned, Wanted, at, plan
from app.stores.operations import add_competitor_store
from app.visits.models import COMPETITOR

BETTER, WORSE = (
    "Гаджет-Двор",
    "Экран и Ко",
)  # one asks every customer how it went, the other is behind in nearly all
SHOPS = (
    (BETTER, Shop("C01", CENTRE, "Тверская", "Москва, Тверская улица, 31", 0.12, asks=True)),
    (BETTER, Shop("C02", NORTH_WEST, "Лиговский", "Санкт-Петербург, Лиговский проспект, 87", 0.1, asks=True)),
    (BETTER, Shop("C03", VOLGA, "Пушкина", "Казань, улица Пушкина, 22", 0.08, asks=True)),
    (WORSE, Shop("C04", CENTRE, "Профсоюзная", "Москва, Профсоюзная улица, 56", -0.14)),
    (WORSE, Shop("C05", NORTH_WEST, "Купчино", "Санкт-Петербург, улица Ярослава Гашека, 6", -0.1)),
    (WORSE, Shop("C06", VOLGA, "Самара", "Самара, улица Победы, 93", -0.12)),
)
VISITS = ("cashier", "consultant", "consultant", "consultant", "cashier")  # to each store, in person
FIRST_NUMBER = 8001  # far from the others, so that chance falls apart from them


def visit_competitors(chronicle: Chronicle) -> int:
    """Make their stores and the visits, all approved, and leave one for tomorrow; gives how many were approved."""
    _open_stores(chronicle)
    planned = _history(chronicle)
    made = [chronicle.under_way(each) for each in planned]
    db.session.flush()
    for visit, each in zip(made, planned, strict=True):
        chronicle.conclude(visit, each)
    _assign_one(chronicle, FIRST_NUMBER + len(planned))
    db.session.flush()
    return len(made)


def _open_stores(chronicle: Chronicle) -> None:
    for competitor, shop in SHOPS:
        region = chronicle.cast.regions[shop.region]
        store = add_competitor_store(
            competitor=competitor, place=shop.name, address=shop.address, region=region
        )
        chronicle.stores[shop.code] = store
        db.session.flush()


def _history(chronicle: Chronicle) -> list[Planned]:
    """Evenly over the three months, the stores taking turns."""
    wanted = [
        Wanted(COMPETITOR, shop, position, "in_person") for position in VISITS for _whose, shop in SHOPS
    ]
    first, step = chronicle.today - MONTHS_BACK, (MONTHS_BACK - LAST_BEFORE) / len(wanted)
    return [
        plan(FIRST_NUMBER + place, each, first + step * place, chronicle.today, chronicle.zone)
        for place, each in enumerate(wanted)
    ]


def _assign_one(chronicle: Chronicle, number: int) -> None:
    """What the shopper of the demo finds to do."""
    wanted = Wanted(COMPETITOR, SHOPS[0][1], "consultant", "in_person")
    yesterday, tomorrow = (chronicle.today + timedelta(days=days) for days in (-1, 1))
    planned = plan(number, wanted, yesterday, chronicle.today, chronicle.zone)
    deadline = at(tomorrow, 23, 0, chronicle.zone)
    chronicle.assigned(replace(planned, assessor="shopper", deadline=deadline))
