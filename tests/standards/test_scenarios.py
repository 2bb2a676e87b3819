"""Scenarios: each rule broken once; the built-in ones are enough for every checklist; old documents keep their digest."""

import pytest

from app.standards.document import Document
from app.standards.scenario import Scenario
from tests.built_in import built_in as standards
from tests.standards.small_folder import SCENARIO, SmallFolder

NAME = "scenarios.yaml"


@pytest.fixture
def played(folder: SmallFolder) -> SmallFolder:
    folder.write(NAME, SCENARIO)
    return folder


def test_a_document_has_the_scenarios_of_its_folder(played: SmallFolder) -> None:
    scenario = played.read().document.scenario("bolt")
    assert scenario.tests("seller", "chat")
    assert not scenario.tests("cashier", "chat")
    assert not scenario.tests("seller", "in_person")


def test_a_document_survives_storage_with_its_scenarios(played: SmallFolder) -> None:
    document = played.read().document
    again = Document.model_validate(document.model_dump(mode="json"))
    assert again.scenarios == document.scenarios
    assert again.digest() == document.digest()


def test_a_document_without_scenarios_says_nothing_of_them(folder: SmallFolder) -> None:
    document = folder.read().document
    assert document.scenarios == ()
    assert "scenarios" not in document.model_dump(mode="json")
    assert b"scenarios" not in document.canonical()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("channel: chat", "channel: pigeon", "there is no channel pigeon"),
        ("[seller]", "[smith]", "there is no position smith"),
        ("[seller]", "[seller, cashier]", "nobody meets a cashier on the channel chat"),
        ('en: "Ask for a bolt."', 'en: "Ask for a болт."', "the English text has a Russian letter"),
        ('ru: "Меряет резьбу."', 'ru: "Measures."', "the Russian text has no Russian letter"),
        ("difficulty: hard", "difficulty: cruel", "difficulty: input should be 'easy', 'ordinary' or 'hard'"),
        (", en: " + '"You need a bolt."', "", "legend.en is missing"),
        ("minutes: 7", "minutes: 0", "minutes: input should be greater than or equal to 1"),
        ("minutes: 7", "minutes: 7\n  reward: 100", "reward is not a key of this format"),
    ],
)
def test_what_is_wrong_in_a_scenario_is_named(played: SmallFolder, old: str, new: str, said: str) -> None:
    played.change(NAME, old, new)
    found = played.problems()
    assert [each for each in found if each.startswith(f"checklists/{NAME}:") and f" bolt: {said}" in each], (
        found
    )


@pytest.mark.parametrize("name", ["do", "do_not", "remember"])
def test_a_scenario_says_what_to_do_what_not_and_what_to_remember(played: SmallFolder, name: str) -> None:
    head, _, rest = played.text(NAME).partition(f"  {name}:\n")
    played.write(NAME, head + f"  {name}: []\n" + rest.partition("\n")[2])
    assert any(f"bolt: {name}: tuple should have at least 1 item" in each for each in played.problems())


def test_a_code_means_one_scenario(played: SmallFolder) -> None:
    played.write(NAME, SCENARIO + SCENARIO)
    assert played.problems() == [
        f"checklists/{NAME}:{SCENARIO.count(chr(10)) + 1} bolt: the code is used twice"
    ]


def test_an_assessor_is_told_the_part_but_not_the_good_answer(played: SmallFolder) -> None:
    told = played.read().document.scenario("bolt").told("en")
    assert told.startswith("A bolt · 7 min\n\nYou need a bolt.\n\nWhat to do:\n— Ask for a bolt.\n\n")
    assert "What to say against:\n— A thinner one?" in told
    assert "thread" not in told
    assert "What to ask for" not in told, "a heading with nothing under it"


@pytest.fixture(scope="module")
def built_in() -> Document:
    return standards().document


def test_every_checklist_has_a_scenario(built_in: Document) -> None:
    lacking = [
        (position.code, channel)
        for position in built_in.positions
        for channel in position.channels
        if not any(scenario.tests(position.code, channel) for scenario in built_in.scenarios)
    ]
    assert lacking == []
    assert len(built_in.scenarios) >= 25
    assert {each.difficulty for each in built_in.scenarios} == {"easy", "ordinary", "hard"}


def test_a_scenario_fits_what_an_assignment_holds(built_in: Document) -> None:
    for scenario in built_in.scenarios:
        for language in ("ru", "en"):
            assert len(scenario.told(language)) <= 2500, scenario.code


def test_a_hard_scenario_says_what_a_good_answer_sounds_like(built_in: Document) -> None:
    silent = [each.code for each in built_in.scenarios if each.difficulty == "hard" and not each.objections]
    assert silent == []


def test_nobody_is_asked_to_pretend_a_disability(built_in: Document) -> None:
    """Whoever plays such a part lives with it; the scenario says so first, and says never to pretend."""
    for code in ("on_wheels", "hard_of_hearing", "site_by_ear"):
        scenario: Scenario = built_in.scenario(code)
        assert scenario.only_for is not None
        assert scenario.only_for.en in scenario.told("en")
        assert any("Never " in each.en for each in scenario.do_not)
