"""The table of leaders: what is read from each source, and how one person's rows become one."""

from training.build_leaders import enter, executive, factbook, office, phoenix, usual_offices, years


def test_terms_of_petrarch():
    assert years("810120-890120") == (1981, 1989)
    assert years("19290101-690620") == (1929, 1969)
    assert years(">051122") == (2005, 0)


def test_petrarch_yields_heads_alone(tmp_path):
    path = tmp_path / "actors.txt"
    path.write_text(
        "# head\n"
        "ADA_MOREAU_  ; list\n+MOREAU_\n\t[FRAELI 430101-790504]\n\t[FRAGOV 790504-901128]\n"
        "JONAS_WEIDMANN_\n\t[FRAGOVMIL 790504-901128]\n"
        "EWA_LEMAN_(ACTING)_\n\t[FRAELI 430101-790504]\n\t[FRAGOV 790504-901128]\n"
        "GENERAL_SECRETARY_LEMAN_\n\t[FRAELI 430101-790504]\n\t[FRAGOV 790504-901128]\n"
        "PARIS\n\t[FRA]\n",
        encoding="latin-1",
    )
    assert list(phoenix(path)) == [
        ("Ada Moreau", "FRA", 1979, 1990, ""),
        ("Ewa Leman", "FRA", 1979, 1990, ""),
    ]


def test_presidents_of_the_executive(tmp_path):
    path = tmp_path / "executive.yaml"
    path.write_text(
        "- name:\n    first: Ada\n    last: Moreau\n  terms:\n"
        "  - type: viceprez\n    start: '1980-01-20'\n    end: '1984-01-20'\n"
        "  - type: prez\n    start: '1984-01-20'\n    end: '1988-01-20'\n",
        encoding="utf-8",
    )
    assert list(executive(path)) == [("Ada Moreau", "USA", 1984, 1988, "president")]


def test_those_in_office_of_the_factbook(tmp_path):
    path = tmp_path / "factbook.jsonl"
    path.write_text(
        '{"country_name": {"conventional short form": "France"}, '
        '"chief_of_state": "President Ada B. MOREAU (since 14 May 2017)", '
        '"head_of_government": "Acting Prime Minister MOREAU (since 14 May 2019)"}\n',
        encoding="utf-8",
    )
    assert list(factbook(path)) == [("Ada Moreau", "FRA", 2017, 0, "president")]


def test_rows_of_one_person_are_joined():
    rows = [("Joe Moreau", "USA", 2009, 0, "")]
    enter(rows, ("Joseph Moreau", "USA", 2021, 2025, "president"))
    enter(rows, ("Ada Moreau", "USA", 1990, 1994, ""))
    assert rows == [
        ("Joe Moreau", "USA", 2009, 0, "president"),
        ("Ada Moreau", "USA", 1990, 1994, ""),
    ]


def test_offices():
    assert office("Federal Chancellor of Austria") == "chancellor"
    assert office("Vice President of Ghana") == ""
    rows = [
        ("A", "GBR", 1, 2, "queen"),
        ("B", "GBR", 1, 2, "prime minister"),
        ("C", "RUS", 1, 2, ""),
    ]
    assert usual_offices(rows) == {"GBR": "prime minister"}
