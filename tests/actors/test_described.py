"""Descriptions of countries take up the last one before them that they can be said of."""

import pytest

from stanceclf.actors.lexicon import lexicon
from stanceclf.actors.resolution import resolve
from stanceclf.records import Span
from stanceclf.resources import rows
from stanceclf.text.document import Document


def meant(text: str, phrase: str) -> str:
    """Return the name of whom the last `phrase` of a text means."""
    first = text.rindex(phrase)
    [actor] = resolve(Document.from_text(text), [Span(first, first + len(phrase))])
    return actor.name


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Britain signed with Bahrain. The kingdom will pay.", "kingdom", "Bahrain"),
        ("Saudi Arabia asked Britain. The kingdom will pay.", "kingdom", "Saudi Arabia"),
        ("Britain asked Denmark. The kingdom will pay.", "kingdom", "Denmark"),
        ("Britain sent ships to Oman. The sultanate agreed.", "sultanate", "Oman"),
        ("Japan wrote to Manila. The archipelago agreed.", "archipelago", "Philippines"),
        ("Washington wrote to Luxembourg. The grand duchy agreed.", "grand duchy", "Luxembourg"),
        ("France asked Ghana. The West African country agreed.", "West African country", "Ghana"),
        ("Ghana asked Chad. The West African country agreed.", "West African country", "Ghana"),
        ("France wrote to Chad. The West African state agreed.", "West African state", "Chad"),
        ("Berlin wrote to Vilnius. The Baltic state agreed.", "Baltic state", "Lithuania"),
        ("Turkey wrote to Doha. The Gulf emirate agreed.", "Gulf emirate", "Qatar"),
        ("Iran wrote to Muscat. The Gulf sultanate agreed.", "Gulf sultanate", "Oman"),
        ("Australia and Vanuatu met. The island nation agreed.", "island nation", "Vanuatu"),
        ("Russia wrote to Iran. The Islamic Republic agreed.", "Islamic Republic", "Iran"),
        ("Iran wrote to Israel. The Jewish state agreed.", "Jewish state", "Israel"),
        ("Oman asked Iran. The Gulf state, Qatar, agreed.", "Gulf state", "Qatar"),
        ("Oman asked Iran. The Gulf state, Mali, agreed.", "Gulf state", "Oman"),
        # The region alone decides where no such kingdom is told of.
        ("Spain wrote to Tunis. The Arab kingdom agreed.", "Arab kingdom", "Tunisia"),
    ],
)
def test_a_country_is_described(text, phrase, name):
    assert meant(text, phrase) == name


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        # Any of several, a name, and what belongs to somebody.
        ("Qatar wrote to Kuwait. A Gulf state agreed.", "Gulf state", "Gulf state"),
        (
            "Chad wrote to Paris. The Central African Republic agreed.",
            "Central African Republic",
            "Central African Republic",
        ),
        ("Chad fought on. The Islamic State agreed.", "Islamic State", "Islamic State"),
        ("Oman wrote to Jordan. Oman's kingdom agreed.", "Oman's kingdom", "Oman"),
        ("Oman asked Bahrain. The kingdom of Jordan agreed.", "kingdom", "Jordan"),
        ("Kuwait asked Oman. The Gulf state of Qatar agreed.", "Gulf state", "Qatar"),
        # None of those before it can be meant.
        ("Kenya wrote to Uganda. The Nordic country agreed.", "Nordic country", "Kenya"),
    ],
)
def test_no_country_before_is_described(text, phrase, name):
    assert meant(text, phrase) == name


HOLT = "French minister Benoit Holt met Danish premier Mette Ramsey. "


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        (f"{HOLT}The Frenchman agreed.", "Frenchman", "Benoit Holt"),
        (f"{HOLT}The Swede agreed.", "Swede", "Swede"),
        ("Canadian minister Ada Moreau spoke. The Canadian agreed.", "Canadian", "Ada Moreau"),
        ("Canada's minister, Ada Moreau, spoke. The Canadian agreed.", "Canadian", "Ada Moreau"),
        # Nobody from there, many, a country, and a part of what several are called.
        ("Canadian minister Ada Moreau spoke. The Italian agreed.", "Italian", "Italy"),
        ("Chinese minister Ada Moreau spoke. The Chinese agreed.", "Chinese", "China"),
        ("U.S. minister Ada Moreau spoke. The U.S. agreed.", "U.S.", "United States"),
        ("Canadian Ada Moreau spoke. The Canadian and Dutch men left.", "Canadian", "Canada"),
        ("Canadian Ada Moreau spoke. The Canadian, Dutch and U.S. men left.", "Canadian", "Canada"),
        ("Canadian Ada Moreau met the Canadian, the Dutch and the U.S. men.", "Canadian", "Canada"),
        ("Canadian Ada Moreau spoke. The Canadian 3rd brigade left.", "Canadian", "Canada"),
        ("Canadian Ada Moreau spoke. The Canadian, a critic, left.", "Canadian", "Ada Moreau"),
    ],
)  # fmt: skip
def test_somebody_from_a_country(text, phrase, name):
    assert meant(text, phrase) == name


def test_codes_are_known():
    known = set(lexicon().countries.values())
    codes = {
        code
        for _, _, *cells in rows("country_descriptions.tsv")
        for cell in cells
        for code in cell.split()
    }
    assert len(codes) > 150
    assert codes <= known


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Clerics from Nigeria's north refused.", "Clerics", "clerics from Nigeria's north"),
        ("Clerics from Nigeria refused.", "Clerics", "clerics from Nigeria"),
        (
            "The leaders of Somalia's South West state refused.",
            "leaders",
            "leaders of Somalia's South West state",
        ),
        ("Underwriters at Lloyd's logged fourteen.", "Underwriters", "underwriters at Lloyd"),
        (
            "The association of private homes refused.",
            "association",
            "association of private homes",
        ),
        ("Owners of small boats refused.", "Owners", "owners of small boats"),
        ("The sergeant and a private refused.", "private", "private"),
    ],
)
def test_a_complement_is_whole(text, phrase, name):
    assert meant(text, phrase) == name


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("LONDON, 1977. The Callaghan government left.", "Callaghan government", "United Kingdom"),
        (
            "Syria asked the US. The Obama administration left.",
            "Obama administration",
            "United States",
        ),
        # No word of his country, and a name that no head bears.
        (
            "Syria left. The Callaghan government left.",
            "Callaghan government",
            "Callaghan government",
        ),
        ("Spain wrote. The Catalan government left.", "Catalan government", "Catalan government"),
        (
            "Ethiopia wrote. The administration in Mekelle left.",
            "administration",
            "administration in Mekelle",
        ),
        ("Ethiopia wrote. The government in June left.", "government", "Ethiopia"),
        ("Ethiopia wrote. The government in Cairo left.", "government", "Egypt"),
        ("London wrote. The Colonial Office left.", "Colonial Office", "United Kingdom"),
    ],
)
def test_a_government_is_that_of_its_head_and_place(text, phrase, name):
    assert meant(text, f"The {phrase}") == name


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Christian Democrat Bo Lund left. His party refused.", "party", "Christian Democrats"),
        (
            "The Conservative Party met. Conservative Bo Lund said his party refused.",
            "party",
            "Conservative Party",
        ),
        ("Democrat Ada Moreau left. Her party refused.", "party", "Democratic Party"),
        ("Democrat Ada Moreau left. Her campaign refused.", "campaign", "campaign of Ada Moreau"),
        ("A democrat, Bo Lund left. His party refused.", "party", "party of Bo Lund"),
        # A place that no list knows is no party; a name in another place may be one.
        ("He fought at Krupina. Bo Lund said his party refused.", "party", "party of Bo Lund"),
        ("Podemos met. Bo Lund said his party refused.", "party", "Podemos"),
        ("He fought for Podemos. Bo Lund said his party refused.", "party", "Podemos"),
        ("He sat in PSOE. Bo Lund said his party refused.", "party", "PSOE"),
    ],
)
def test_whose_party_it_is(text, phrase, name):
    first = text.rindex(phrase)
    assert meant(text, text[text.rindex(" ", 0, first - 1) + 1 : first] + phrase) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Brazil's Ada Moreau left Ankoko Island. She refused.", "Ada Moreau"),
        ("Turkey's Luc Marchand read Montreux Convention. He refused.", "Luc Marchand"),
        ("Ada Moreau met Luc Marchand. He refused.", "Luc Marchand"),
        ("Luc Marchand met Rosa Park. She refused.", "Rosa Park"),
    ],
)
def test_nobody_is_called_an_island_or_a_treaty(text, name):
    assert meant(text, "She" if "She" in text else "He") == name
