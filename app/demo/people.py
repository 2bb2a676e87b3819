"""The chain's people and places written into the database, and the accounts that open the demo."""

from dataclasses import dataclass, field
from datetime import date, datetime

from app.db import db
from app.demo.chain import (
    CENTRE,
    LEARNING,
    NORTH_WEST,
    REGIONS,
    SHOPS,
    VOLGA,
    WEAK_SHOP,
    Worker,
    workers,
)
from app.people import roles
from app.people.models import Employee, User
from app.people.passwords import hash_password
from app.stores.models import Region, Store

PASSWORD = "etalon-demo"  # noqa: S105  (printed on purpose: it opens nothing but a demo)
DOMAIN = "demo.example"

# E-mail name, role, name; the first of a role is the one to sign in with.
OFFICE = (
    ("admin", roles.ADMINISTRATOR, "Мельникова Ирина"),
    ("quality", roles.QUALITY, "Гордеев Павел"),
    ("reviewer", roles.REVIEWER, "Климова Анна"),
    ("auditor", roles.AUDITOR, "Зимина Ольга"),
    ("shopper", roles.SHOPPER, "Лаптева Марина"),
    ("hr", roles.HR, "Самойлова Вера"),
    ("reviewer2", roles.REVIEWER, "Назаров Егор"),
    ("auditor2", roles.AUDITOR, "Рыбакова Дарья"),
    ("shopper2", roles.SHOPPER, "Цветкова Юлия"),
    ("shopper3", roles.SHOPPER, "Панова Елена"),
)
REGIONAL_MANAGERS = {
    NORTH_WEST: ("regional", "Ершов Константин"),  # the region of the weak store
    CENTRE: ("regional2", "Калинина Светлана"),
    VOLGA: ("regional3", "Фадеев Тимур"),
}


@dataclass
class Cast:
    """Everybody and every place of the demo, by the names the story uses."""

    workers: list[Worker]
    regions: dict[str, Region] = field(default_factory=dict)
    stores: dict[str, Store] = field(default_factory=dict)
    employees: dict[str, Employee] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def reviewer_of(self, number: int) -> User:
        """Give who reviews a visit."""
        return self.users["reviewer2" if number % 3 == 0 else "reviewer"]


def gather(today: date, at: datetime) -> Cast:
    """Write regions, stores, employees and accounts; `at` is when the accounts were opened."""
    cast = Cast(workers(today))
    cast.regions = {name: Region(name=name) for name in REGIONS}
    for shop in SHOPS:
        cast.stores[shop.code] = Store(
            code=shop.code, name=shop.name, address=shop.address, region=cast.regions[shop.region]
        )
    for worker in cast.workers:
        cast.employees[worker.name] = Employee(
            name=worker.name,
            position=worker.position,
            store=cast.stores[worker.shop.code],
            hired_on=worker.hired_on,
        )
    db.session.add_all((*cast.regions.values(), *cast.stores.values(), *cast.employees.values()))
    _open_accounts(cast, at)
    db.session.flush()
    return cast


def _open_accounts(cast: Cast, at: datetime) -> None:
    password_hash = hash_password(PASSWORD)

    def open_account(name: str, role: str, who: str, **place: object) -> None:
        cast.users[name] = User(
            email=f"{name}@{DOMAIN}", name=who, role=role, password_hash=password_hash, created_at=at, **place
        )

    for name, role, who in OFFICE:
        open_account(name, role, who)
    for region, (name, who) in REGIONAL_MANAGERS.items():
        open_account(name, roles.REGIONAL, who, region=cast.regions[region])
    for worker in cast.workers:
        if worker.position == "director":
            name = "director" if worker.shop is WEAK_SHOP else f"director-{worker.shop.code.lower()}"
            open_account(name, roles.DIRECTOR, worker.name, store=cast.stores[worker.shop.code])
    open_account("employee", roles.EMPLOYEE, LEARNING, employee=cast.employees[LEARNING])
    db.session.add_all(cast.users.values())
