"""What is asked and what is forbidden: a question whose good answer is clear, about whoever the words name."""

import pytest

from app.exchange.proposing.vocabulary import Vocabulary, plain
from app.exchange.proposing.wording import question
from tests.built_in import built_in
from tests.exchange.files import only, read, told


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(built_in().document)


@pytest.mark.parametrize(
    ("said", "asked", "fails_on"),
    [
        ("Кассир должен поприветствовать покупателя.", "Кассир поприветствовал покупателя?", "no"),
        ("Уборщица обязана извиниться перед гостем.", "Уборщица извинилась перед гостем?", "no"),
        ("Грузчики должны улыбаться.", "Грузчики улыбались?", "no"),
        ("Кассир называет сумму вслух", "Кассир называет сумму вслух?", "no"),
        ("Охранник не разговаривает по телефону.", "Охранник разговаривает по телефону?", "yes"),
        ("Не спорит с покупателем", "Спорит с покупателем?", "yes"),
        ("Охраннику запрещается курить у входа.", "Соблюдено: «Охраннику запрещается курить у входа»?", "no"),
        (
            "Кассир должен помочь упаковать покупку.",
            "Соблюдено: «Кассир должен помочь упаковать покупку»?",
            "no",
        ),
        ("The cashier must greet every customer.", "Did the cashier greet every customer?", "no"),
        ("The guard must not sit down.", "Did the guard sit down?", "yes"),
        ("Cashiers should never argue.", "Did cashiers argue?", "yes"),
        ("Headphones are not allowed.", "Is it kept: “Headphones are not allowed”?", "no"),
    ],
)
def test_a_requirement_becomes_a_question_whose_bad_answer_is_known(
    said: str, asked: str, fails_on: str
) -> None:
    proposal = only(f"# Касса\n\n- {said}\n", "a.md")
    assert (proposal.question, proposal.fails_on) == (asked, fails_on)


@pytest.mark.parametrize(
    ("said", "forbids"),
    [
        ("Охранник не сидит на посту", True),
        ("Кассиру нельзя есть на рабочем месте", True),
        ("Не допускается грубый тон", True),
        ("Guards must not smoke", True),
        ("Nobody wears perfume", True),
        ("Кассир снимает трубку не позднее третьего гудка", False),
        ("Кассир выслушивает покупателя, не перебивая", False),
        ("Если кассир не знает ответа, он зовёт администратора", False),
    ],
)
def test_only_what_the_main_verb_denies_is_forbidden(said: str, forbids: bool) -> None:
    assert only(f"# Касса\n\n- {said}\n", "a.md").forbids is forbids


def test_a_line_with_a_colon_speaks_for_its_list() -> None:
    found = read(
        "# Вход\n\nОхраннику запрещается:\n\n- курить;\n- сидеть.\n\nОн обязан:\n\n- стоять.\n", "a.md"
    )
    assert [(each.criterion, each.forbids, each.lead) for each in found.proposals] == [
        ("курить", True, "Охраннику запрещается:"),
        ("сидеть.", True, "Охраннику запрещается:"),
        ("стоять.", False, "Он обязан:"),
    ]
    assert {each.positions for each in found.proposals} == {("guard",)}


def test_every_position_is_known_by_its_own_titles(vocabulary: Vocabulary) -> None:
    for position in built_in().document.positions:
        for title in (position.title.ru, position.title.en):
            assert vocabulary.in_cell(title) == (position.code,)
            assert vocabulary.in_cell(title.upper()) == (position.code,)


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        ("кассирами", ["cashier"]),
        ("к продавцу-консультанту", ["consultant"]),
        ("старших продавцов", ["senior_seller"]),
        ("уборщицу и охранника", ["cleaner", "guard"]),
        ("работников торгового зала", ["stocker"]),
        ("директора магазина", ["director"]),
        ("генеральный директор", []),
        ("онлайн-консультантов", ["online_agent"]),
        ("сотрудником стойки выдачи и возврата", ["service_desk"]),
        ("security guards and cleaners", ["guard", "cleaner"]),
        ("the store manager's desk", ["director"]),
        ("все сотрудники магазина", ["everyone"]),
        ("касса и кассета", []),
    ],
)
def test_a_position_is_known_in_every_case_and_number(
    text: str, positions: list[str], vocabulary: Vocabulary
) -> None:
    assert [each.code for each in vocabulary.mentions(plain(text))] == positions


def test_a_position_that_only_the_company_has_is_known_by_its_title() -> None:
    document = built_in().document
    cleaner = document.positions[0]
    title = cleaner.title.model_copy(update={"ru": "Старший бармен", "en": "Head barista"})
    barista = cleaner.model_copy(update={"code": "barista", "title": title})
    own = Vocabulary(document.model_copy(update={"positions": (*document.positions, barista)}))
    assert [each.code for each in own.mentions("старшему бармену и кассиру")] == ["barista", "cashier"]
    assert [each.code for each in own.mentions("head baristas")] == ["barista"]


def test_who_acts_is_told_from_who_is_only_mentioned() -> None:
    text = "# Зал\n\nОхранник зовёт администратора. Если кассир занят, продавец просит уборщицу подождать.\n"
    assert [positions for _, _, positions in told(read(text, "a.md"))] == [("guard",), ("consultant",)]


@pytest.mark.parametrize(
    ("said", "channels"),
    [
        ("Кассир перезванивает покупателю", ("phone",)),
        ("Кассир отвечает на письмо в тот же день", ("email",)),
        ("Кассир пишет в чате без ошибок", ("chat",)),
        ("Кассир не разговаривает по телефону", ("in_person",)),
        ("The cashier answers the phone", ("phone",)),
        ("The cashier replies to each e-mail", ("email",)),
    ],
)
def test_the_channel_is_told_by_the_words(said: str, channels: tuple[str, ...]) -> None:
    assert only(f"# Касса\n\n- {said}\n", "a.md").channels == channels


def test_the_quotation_of_a_question_keeps_what_opened_its_list() -> None:
    assert (
        question("курить", True, "Охраннику запрещается:").text
        == "Соблюдено: «Охраннику запрещается: курить»?"
    )
