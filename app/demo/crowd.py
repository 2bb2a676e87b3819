"""The stores of a large chain, their people with their accounts, and the wave all visits belong to."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import count

from app.db import db, insert_many
from app.demo.chain import IN_EVERY_SHOP, names
from app.demo.luck import luck
from app.demo.people import DOMAIN, OFFICE, PASSWORD
from app.demo.sheets import Row
from app.people import roles
from app.people.models import Employee, User
from app.people.passwords import hash_password
from app.stores.models import Region, Store
from app.waves.models import Wave

STORES_OF_REGION = 100
LEVELS = (-0.18, -0.08, -0.02, 0.03, 0.08, 0.14)  # of stores: added to the chance of a good answer


def open_stores(number: int) -> list[Row]:
    """Write so many stores in their regions; gives them with an empty list of employees each."""
    regions = [Region(name=f"Регион {each + 1}") for each in range(max(1, number // STORES_OF_REGION))]
    db.session.add_all(regions)
    db.session.flush()
    stores = []
    for each in range(number):
        draw = luck("large store", each)
        code, region = f"M{each + 1:04}", regions[each % len(regions)]
        stores.append(
            {
                "id": each + 1,
                "code": code,
                "name": f"Магазин № {each + 1}",
                "address": f"Улица {each % 90 + 1}-я, {each + 1}",
                "region_id": region.id,
                "level": draw.choices(range(len(LEVELS)), (1, 3, 6, 6, 3, 1))[0],
                "employees": {},
            }
        )
    kept = ("id", "code", "name", "address", "region_id")
    insert_many(Store, ([store[name] for name in kept] for store in stores), kept)
    return stores


def settle(stores: list[Row], today: date, opened: datetime) -> dict[str, list[int]]:
    """Write employees and accounts; gives the ids of accounts by their role."""
    ids = count(1)
    employees = []
    for store in stores:
        for place, position in enumerate(IN_EVERY_SHOP):
            name = next(names(f"{store['code']} {place}", position))
            hired_on = today - timedelta(days=800 + (store["id"] * 37 + place * 101) % 2_500)
            number = next(ids)
            employees.append((number, name, position, store["id"], hired_on, None))
            store["employees"].setdefault(position, []).append(number)
    columns = ("id", "name", "position", "store_id", "hired_on", "left_on")
    insert_many(Employee, employees, columns)
    accounts: list[tuple[str, str, str, dict[str, int]]] = [
        (name, role, who, {}) for name, role, who in OFFICE
    ]
    regions = sorted({store["region_id"] for store in stores})
    for place, region in enumerate(regions):
        name = "regional" if place == 0 else f"regional{place + 1}"
        accounts.append((name, roles.REGIONAL, f"Управляющий {place + 1}", {"region_id": region}))
    for store in stores:
        name = "director" if store["id"] == 1 else f"director-{store['code'].lower()}"
        accounts.append((name, roles.DIRECTOR, f"Директор {store['code']}", {"store_id": store["id"]}))
    accounts.append(("employee", roles.EMPLOYEE, employees[0][1], {"employee_id": 1}))
    crews = ((roles.AUDITOR, len(stores) // 40), (roles.SHOPPER, len(stores) // 20))
    accounts += [(f"{role}-{each}", role, f"{role} {each}", {}) for role, n in crews for each in range(n)]
    return _open_accounts(accounts, opened)


def start_wave(by: int, months: int, today: date, opened: datetime) -> int:
    """Write one wave for all of these months, told to staff before it began; gives its id."""
    first = today - timedelta(days=months * 31)
    purpose = "Узнать, как покупателей встречают и консультируют."
    wave = Wave(name="Большая волна", purpose=purpose, notice=purpose, starts_on=first, ends_on=today)
    wave.created_at = wave.published_at = wave.acknowledged_at = opened
    wave.acknowledged_by_id = by
    db.session.add(wave)
    db.session.flush()
    return wave.id


def _open_accounts(
    accounts: list[tuple[str, str, str, dict[str, int]]], opened: datetime
) -> dict[str, list[int]]:
    password_hash = hash_password(PASSWORD)
    by_role: dict[str, list[int]] = {}
    rows = []
    for number, (name, role, who, place) in enumerate(accounts, 1):
        by_role.setdefault(role, []).append(number)
        own = {"store_id": None, "region_id": None, "employee_id": None} | place
        rows.append((number, f"{name}@{DOMAIN}", who, role, password_hash, opened, *own.values()))
    columns = (
        "id",
        "email",
        "name",
        "role",
        "password_hash",
        "created_at",
        "store_id",
        "region_id",
        "employee_id",
    )
    insert_many(User, rows, columns)
    return by_role
