"""The chain itself: regions, stores, and who works where. Names are built from lists, always the same ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.demo.luck import luck


@dataclass(frozen=True)
class Shop:
    """A store with its story: `level` and `growth` are added to the chance of a good answer, 0.1 is ten points.

    One that `asks` asks customers how it went as often as it does anything else.
    """

    code: str
    region: str
    name: str
    address: str
    level: float = 0.0
    growth: float = 0.13  # over the three months
    extras: tuple[str, ...] = ()  # positions that not every store has
    asks: bool = False


@dataclass(frozen=True)
class Worker:
    """Somebody who works in a store; `level` and `growth` as of a store."""

    shop: Shop
    position: str
    name: str
    hired_on: date
    level: float = 0.0
    growth: float = 0.0


CENTRE, NORTH_WEST, VOLGA = "Центр", "Северо-Запад", "Поволжье"
ONLINE = ("operator", "operator", "operator", "online_agent", "online_agent")
SHOPS = (
    Shop("S01", CENTRE, "Москва, Ленинградский проспект", "Москва, Ленинградский проспект, 62", 0.05,
         extras=(*ONLINE, "senior_seller", "repair_engineer", "courier", "stocker", "loader")),
    Shop("S02", CENTRE, "Москва, Профсоюзная", "Москва, Профсоюзная улица, 104", 0.02, extras=("senior_seller", "stocker")),
    Shop("S03", CENTRE, "Тула", "Тула, проспект Ленина, 85", -0.01, extras=("senior_seller",)),
    Shop("S04", CENTRE, "Ярославль", "Ярославль, улица Свободы, 46", 0.03, extras=("repair_engineer",)),
    Shop("S05", NORTH_WEST, "Санкт-Петербург, Невский", "Санкт-Петербург, Невский проспект, 128", 0.11,
         extras=("senior_seller", "repair_engineer", "courier", "stocker")),
    Shop("S06", NORTH_WEST, "Санкт-Петербург, Купчино", "Санкт-Петербург, Бухарестская улица, 74", -0.02, extras=("stocker",)),
    Shop("S07", NORTH_WEST, "Псков", "Псков, Октябрьский проспект, 36", -0.19, growth=0.05, extras=("senior_seller", "loader")),
    Shop("S08", NORTH_WEST, "Великий Новгород", "Великий Новгород, Большая Санкт-Петербургская улица, 39", 0.01),
    Shop("S09", VOLGA, "Казань", "Казань, улица Баумана, 51", 0.04, extras=("senior_seller", "repair_engineer", "courier")),
    Shop("S10", VOLGA, "Самара", "Самара, Московское шоссе, 81", -0.03, extras=("stocker",)),
    Shop("S11", VOLGA, "Нижний Новгород", "Нижний Новгород, улица Белинского, 63", 0.0, extras=("loader",)),
    Shop("S12", VOLGA, "Саратов", "Саратов, Чернышевская улица, 197", 0.02, extras=("stocker",)),
)  # fmt: skip
BY_CODE = {shop.code: shop for shop in SHOPS}
REGIONS = (CENTRE, NORTH_WEST, VOLGA)
WEAK_SHOP, STRONG_SHOP = BY_CODE["S07"], BY_CODE["S05"]

IN_EVERY_SHOP = (
    "director", "administrator", "administrator", "consultant", "consultant", "consultant",
    "cashier", "cashier", "service_desk", "guard", "cleaner",
)  # fmt: skip

# Those with a story of their own: shop, position, which of them → name, level, growth.
STORIES = {
    ("S04", "cashier", 0): ("Игнатова Лариса", -0.33, -0.08),  # struggles, whatever the store does
    ("S07", "consultant", 0): ("Соболев Артём", 0.02, 0.22),  # learns faster than the store around him
    ("S09", "consultant", 1): ("Шарипова Алия", 0.12, 0.0),
}
STRUGGLING, LEARNING = STORIES["S04", "cashier", 0][0], STORIES["S07", "consultant", 0][0]

MEN = """Александр Алексей Андрей Антон Борис Вадим Виктор Владимир Георгий Глеб Даниил Денис Дмитрий Евгений Егор
    Иван Игорь Илья Кирилл Константин Леонид Максим Михаил Никита Николай Олег Павел Пётр Роман Руслан Сергей Степан
    Тимур Фёдор Юрий Ярослав""".split()  # noqa: SIM905
WOMEN = """Алёна Александра Алина Алла Анастасия Анна Валентина Валерия Варвара Вера Виктория Галина Дарья Диана
    Евгения Екатерина Елена Жанна Зоя Инна Ирина Кристина Ксения Любовь Людмила Маргарита Марина Мария Надежда Наталья
    Оксана Ольга Полина Светлана Софья Татьяна Ульяна Юлия Яна""".split()  # noqa: SIM905
# Every surname here turns feminine by one letter more.
SURNAMES = """Абрамов Аксёнов Баранов Белов Беляев Богданов Борисов Быков Васильев Виноградов Власов Волков Воробьёв
    Воронов Гаврилов Герасимов Голубев Горбунов Гордеев Громов Гусев Давыдов Данилов Денисов Дмитриев Дорофеев Ершов
    Жуков Зайцев Захаров Зимин Зуев Казаков Калинин Карпов Киселёв Климов Ковалёв Козлов Колесов Комаров Кононов
    Королёв Крылов Кудрявцев Кузнецов Куликов Лаптев Лебедев Лихачёв Логинов Макаров Максимов Мартынов Матвеев
    Медведев Мельников Миронов Моисеев Морозов Назаров Некрасов Никитин Новиков Орлов Панов Пахомов Пименов Поляков
    Попов Прохоров Родионов Рыбаков Савельев Самойлов Сафонов Селезнёв Семёнов Сидоров Смирнов Соколов Соловьёв
    Степанов Суворов Сурков Тарасов Тимофеев Тихонов Трофимов Уваров Устинов Фадеев Федотов Филатов Фомин Фролов
    Харитонов Цветков Чернов Шестаков Широков Щукин Яковлев""".split()  # noqa: SIM905
MOSTLY_MEN, MOSTLY_WOMEN = (
    {"guard", "loader", "courier", "repair_engineer"},
    {"cleaner", "cashier", "operator"},
)


def names(salt: str, position: str) -> Iterator[str]:
    """Give endless names, surname first; who more often holds a position shows in them."""
    draw = luck("names", salt)
    women = 0.12 if position in MOSTLY_MEN else 0.85 if position in MOSTLY_WOMEN else 0.5
    while True:
        surname = draw.choice(SURNAMES)
        yield f"{surname}а {draw.choice(WOMEN)}" if draw.random() < women else f"{surname} {draw.choice(MEN)}"


def workers(today: date) -> list[Worker]:
    """Give everybody who works in the chain, no two of one name; the longest in service came ten years ago."""
    taken: set[str] = {name for name, _level, _growth in STORIES.values()}
    found = []
    for shop in SHOPS:
        seen: dict[str, int] = {}
        for position in (*IN_EVERY_SHOP, *shop.extras):
            which = seen[position] = seen.get(position, -1) + 1
            draw = luck("worker", shop.code, position, which)
            plain = next(
                name for name in names(f"{shop.code} {position} {which}", position) if name not in taken
            )
            usual = (plain, draw.gauss(0, 0.03), 0.0)
            name, level, growth = STORIES.get((shop.code, position, which), usual)
            taken.add(name)
            longest = 3650 if position in {"director", "administrator", "senior_seller"} else 1800
            hired_on = today - timedelta(days=draw.randint(150, longest))
            found.append(Worker(shop, position, name, hired_on, level, growth))
    return found
