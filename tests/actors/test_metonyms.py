"""Names of places that act, and such as are mere places."""

import re
from pathlib import Path

import pytest
from hypothesis import given

from stanceclf.actors.aliases import read_aliases
from stanceclf.actors.lexicon import lexicon
from stanceclf.actors.mentions import find_mentions
from stanceclf.actors.metonyms import acts, is_mere_place, odds_of_acting
from stanceclf.actors.place_contexts import contexts, is_governed
from stanceclf.records import Span
from stanceclf.resources import rows
from stanceclf.text.document import Document
from tests.actors.test_properties import TEXTS
from tests.golden import read_blocks, with_misses
from tests.timing import processor_seconds

# Written before anything was fitted; what the table misses is named here.
BLOCKS = with_misses(
    read_blocks(Path(__file__).with_name("metonyms.txt"), at_least=30),
    ["Thousands marched through Madrid"],
)


def tokens_of(document: Document, name: str) -> range:
    match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", document.text)
    assert match is not None
    return document.tokens_in(Span(*match.span()))


@pytest.mark.parametrize(("text", "expected"), BLOCKS)
def test_golden(text, expected):
    document = Document.from_text(text)
    found = []
    for line in expected:
        name = line.partition(" => ")[0]
        tokens = tokens_of(document, name)
        acting = acts(document, tokens.start, tokens.stop) > 0.5
        found.append(f"{name} => {'actor' if acting else 'place'}")
    assert found == expected


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("He lived in Norway for years.", ("governed", "in")),
        ("He lived in Norway for years.", ("head governs", "lived in")),
        ("He lived in southern Norway for years.", ("governed", "in")),
        ("He lived in southern Norway for years.", ("attribute", "southern")),
        ("Norway beat the guests.", ("bare", "^")),
        ("Norway beat the guests.", ("verb of", "beat -")),
        ("The Norway earthquake struck.", ("modifies", "earthquake")),
        ("Norway's small army left.", ("owns", "army")),
        ("They toured Poland, Norway and Chile.", ("listed", "")),
        ("In Poland, Denmark, Chile and Norway it rained.", ("governed", "in")),
    ],
)
def test_what_stands_about_a_name(text, slot):
    document = Document.from_text(text)
    tokens = tokens_of(document, "Norway")
    assert slot in contexts(document, tokens.start, tokens.stop)
    assert is_governed(document, tokens.start) == any(
        one == "governed" for one, _ in contexts(document, tokens.start, tokens.stop)
    )


def test_only_listed_places_are_mere_places():
    document = Document.from_text("The talks were held in Paris, in Xanthippolis and in NATO.")
    found = {
        document.words[first]: is_mere_place(document, (first, first + 1, "country"))
        for first, word in enumerate(document.words)
        if word[0].isupper()
    }
    assert found == {"The": False, "Paris": True, "Xanthippolis": False, "NATO": False}


def test_an_article_may_open_the_name():
    document = Document.from_text("They have lived in the Netherlands for years.")
    assert is_mere_place(document, (4, 6, "country"))


def test_a_name_of_the_user_is_no_place(tmp_path):
    path = tmp_path / "aliases.tsv"
    path.write_text("Paris\tParis Moreau\tperson\n", encoding="utf-8")
    document = Document.from_text("The talks were held in Paris.")
    assert is_mere_place(document, (5, 6, "country"), lexicon())
    document = Document.from_text("The talks were held in Paris.")
    assert not is_mere_place(document, (5, 6, "country"), read_aliases(path))


def test_the_table_is_small_and_has_one_weight_a_feature():
    table = rows("metonyms.tsv")
    assert 1000 < len(table) < 8000
    assert all(len(row) == 2 and abs(float(row[1])) < 10 for row in table)
    assert len({row[0] for row in table}) == len(table)
    weights = {name: float(weight) for name, weight in table}
    assert weights["governed in"] < 0 < weights["verb class speech"]


@given(TEXTS)
def test_any_name_in_any_text_has_a_probability(text):
    document = Document.from_text(text)
    for first in range(len(document.words)):
        assert 0 <= acts(document, first, first + 1) <= 1
    for mention in find_mentions(document):
        assert is_mere_place(document, mention) in (True, False)


@pytest.mark.parametrize("word", ["in", "southern", "Poland,", "the", "Norway's", "x"])
def test_long_sentences_take_linear_time(word):
    def seconds(count):
        document = Document.from_text(f"{word} " * count + "in Norway")
        return processor_seconds(
            lambda: [
                odds_of_acting(document, at, at + 1) for at in range(0, len(document.words), 4)
            ]
        )

    assert seconds(4000) < 6 * max(seconds(2000), 0.005)
