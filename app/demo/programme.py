"""The waves: one a month with its purpose and its notice to staff; the next one still waits for HR."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from app.demo.people import Cast
from app.demo.schedule import at
from app.waves import operations
from app.waves.models import Wave

LENGTH = timedelta(days=30)
BEGUN = timedelta(days=20)  # the present wave began so long ago
PURPOSES = (
    ("Точка отсчёта", "Узнать, как покупателей встречают и консультируют сегодня, чтобы было с чем сравнивать. По итогам никого не наказывают: результаты нужны для плана обучения."),
    ("Консультация", "Проверить, помогает ли тренинг по выяснению потребностей: задают ли вопросы, объясняют ли простыми словами."),
    ("Касса и возврат", "Найти, где покупатель ждёт и где ему приходится повторять одно и то же: касса, стойка выдачи и возврата."),
    ("Обратная связь", "Понять, почему покупателей редко спрашивают, всё ли их устроило, и что мешает это делать."),
    ("Часы пик", "Увидеть, что бывает при наплыве: очереди, работа руководителя в зале, телефон и чат под вечер."),
)  # fmt: skip
NOTICE = (
    "С {starts:%d.%m.%Y} по {ends:%d.%m.%Y} в магазинах, по телефону, в чате и на сайте проходят тайные визиты. "
    "{purpose} Оценивают работу должности и смены, а не отдельного человека: имён в отчётах нет. "
    "Записи разговоров не ведутся. Вопросы можно задать службе персонала."
)


def run_waves(cast: Cast, today: date, zone: ZoneInfo) -> list[Wave]:
    """Plan the waves of the three months, told to staff in good time, and the next one, whose notice is out."""
    waves = []
    for number, (title, purpose) in enumerate(PURPOSES):
        starts_on = today - BEGUN + LENGTH * (number - 3)
        ends_on = starts_on + LENGTH - timedelta(days=1)
        wave = operations.plan(
            name=f"Волна {number + 1}. {title}",
            purpose=purpose,
            notice=NOTICE.format(starts=starts_on, ends=ends_on, purpose=purpose),
            starts_on=starts_on,
            ends_on=ends_on,
        )
        told = min(starts_on - timedelta(days=14), today - timedelta(days=1))
        wave.created_at = at(told - timedelta(days=1), 16, 0, zone)
        wave.published_at = at(told, 10, 0, zone)
        if starts_on <= today:
            wave.acknowledged_at, wave.acknowledged_by = at(told, 15, 30, zone), cast.users["hr"]
        waves.append(wave)
    return waves


def wave_on(waves: list[Wave], day: date) -> Wave:
    """Give the wave of a day; what is planned beyond the present one still belongs to it."""
    open_ones = [wave for wave in waves if wave.acknowledged_at]
    return next((wave for wave in open_ones if wave.starts_on <= day <= wave.ends_on), open_ones[-1])
