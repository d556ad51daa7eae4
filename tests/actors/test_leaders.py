"""Leaders: whom a family name means, in which country and office."""

import pytest

from stanceclf.actors.discourse import Discourse
from stanceclf.actors.leaders import leaders
from stanceclf.actors.mentions import find_mentions
from stanceclf.actors.years import year_of
from stanceclf.text.document import Document

NAMES = [row.name for rows in leaders().values() for row in rows]


def people(text: str) -> dict[str, tuple[str | None, set[str]]]:
    document = Document.from_text(text)
    registry = Discourse(document, find_mentions(document)).scene.registry
    return {person.name: (person.country, set(person.roles)) for person in registry.people.all}


def test_the_table_is_whole():
    assert len(NAMES) > 2500
    rows = [row for rows in leaders().values() for row in rows]
    assert all(row.first <= row.last for row in rows)
    assert {row.code for row in rows if len(row.code) != 3} == {"nato", "united-nations"}


def test_a_row_by_hand_stands_for_one_that_calls_the_person_by_a_title():
    assert [row.name for row in leaders()["yeltsin"]] == ["Boris Yeltsin"]
    assert "Lyndon B. Johnson" in {row.name for row in leaders()["johnson"]}  # none by hand


def test_a_full_name_tells_country_and_office_in_the_years_of_office():
    inside = people("PARIS, 2019 - Emmanuel Macron said no.")
    assert inside["Emmanuel Macron"] == ("France", {"president"})
    assert people("PARIS, 1999 - Emmanuel Macron said no.")["Emmanuel Macron"][1] == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("LONDON, 1986 - Britain will pay, Mrs Thatcher said.", "Margaret Thatcher"),
        ("ROME, 1986 - Italy will pay, Mrs Thatcher said.", "Thatcher"),  # no word of her country
        ("LONDON, 1999 - Britain will pay, Mrs Thatcher said.", "Thatcher"),  # nor of her years
        ("Britain will pay, Prime Minister Thatcher said.", "Margaret Thatcher"),
        ("LONDON, 1986 - Britain will pay, Ada Thatcher said. Thatcher left.", "Ada Thatcher"),
    ],
)
def test_a_family_name_needs_the_country_and_the_years(text, name):
    assert name in people(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The United States will pay, Vice President Biden said.", "Joe Biden"),
        ("It will pay, Vice President Biden said.", "Biden"),  # no word of his country
        # The premier of a country that is named, who never was a president.
        ("Saint Kitts and Nevis will pay, Prime Minister Harris said.", "Timothy Harris"),
        ("Saint Kitts and Nevis will pay, Vice President Harris said.", "Harris"),
        (
            "BASSETERRE, 2016 - Saint Kitts and Nevis will pay, Vice President Harris said.",
            "Harris",
        ),
    ],
)
def test_a_vice_president_is_one_who_was_president_at_some_time(text, name):
    assert name in people(text)


def test_a_vice_president_bears_no_other_office():
    text = "WASHINGTON, 2015 - The United States will pay, Vice President Joe Biden said."
    assert "president" not in people(text)["Joe Biden"][1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In Kigali, Kagame said the force would stay.", "Kagame"),
        ("On Monday, Lavrov rejected the plan and Zelensky backed it.", "Lavrov"),
        ("Later Mitterrand sent the troops home.", "Mitterrand"),
        ("“We need them,” Xi told reporters.", "Xi"),
        ("MOSCOW, 2015 - Russia will stay, Lavrov said.", "Sergei Lavrov"),
        ("SEOUL, 2017 - North Korea will stay, Kim said.", "Kim Jong-un"),
        ("SEOUL, 2017 - South Korea will stay, Kim said.", "Kim"),
    ],
)
def test_a_family_name_alone_is_a_persons(text, name):
    assert name in people(text)


@pytest.mark.parametrize("name", ["Labour", "Frelimo", "Council", "The Goita"])
def test_a_body_and_what_bears_an_article_are_no_leaders(name):
    assert not people(f"On Monday, {name} rejected the plan.")


def test_year():
    assert year_of(["In", "1900s", "3000", "2011", "1999"]) == 2011
    assert year_of([]) == 0


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("BELGRADE, 1954 - Yugoslavia paid, Marshal Tito said.", "Josip Broz Tito", "Yugoslavia"),
        ("MOSCOW, 1979 - Soviet leader Brezhnev said no.", "Leonid Brezhnev", "Soviet Union"),
        ("MOSCOW, 1995 - President Yeltsin said no.", "Boris Yeltsin", "Russia"),
        ("ROME, 1954 - Marshal Tito said no.", "Tito", None),  # no word of his country
    ],
)
def test_a_leader_is_of_the_state_that_the_text_names(text, name, country):
    assert people(text)[name][0] == country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In 2006 Kofi Annan left. The secretary-general said no.", "Kofi Annan"),
        ("GENEVA, 1963 - The U.N. refused. Secretary General Thant said no.", "U Thant"),
        ("RANGOON, 1963 - Secretary Thant said no.", "Thant"),
    ],
)
def test_an_organisation_has_heads_as_a_state_has(text, name):
    document = Document.from_text(text)
    mentions = find_mentions(document)
    first, last, _ = mentions[-1]
    assert Discourse(document, mentions).entity(first, last).name == name
