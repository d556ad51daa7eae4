"""Word lists hold no entry that can never tell anything."""

from pathlib import Path

import pytest

import stanceclf
from stanceclf.resources import classes, rows
from stanceclf.stance.lexicon import CLASSES
from stanceclf.stance.phrases import GAP
from stanceclf.text.stems import stem
from stanceclf.text.tokens import tokenize

PHRASES = [
    *(f"stance_{name}.txt" for name in CLASSES),
    "condition_markers.tsv",
    "elliptic_conditions.tsv",
    "idle_conditions.txt",
    "reversals.tsv",
]
# Of these lists the words count as they stand, too.
AS_THEY_STAND = ("stance_force.txt", "reversals.tsv")
WORDS = [
    "common_words.txt", "given_names_more.tsv", "group_nouns.txt", "not_people.txt", "openers.txt",
    "organisation_nouns.txt", "particles.txt", "passives.txt", "roles.tsv",
]  # fmt: skip


@pytest.mark.parametrize("name", PHRASES)
def test_phrases_are_tokens(name):
    assert rows(name)
    for phrase in {row[0] for row in rows(name)}:
        pieces = [piece for piece in phrase.split() if piece != GAP]
        assert pieces == [token for piece in pieces for token in tokenize(piece)[0]]


@pytest.mark.parametrize("name", [name for name in PHRASES if name not in AS_THEY_STAND])
def test_a_phrase_stands_in_one_inflection(name):
    known: dict[tuple[str, ...], str] = {}
    for phrase, *rest in rows(name):
        key = (*map(stem, phrase.lower().split()), "", *rest)
        assert key not in known, f"{phrase!r} is {known[key]!r}"
        known[key] = phrase


@pytest.mark.parametrize("name", WORDS)
def test_words_are_single_tokens_listed_once(name):
    listed = [row[0] for row in rows(name)]
    assert listed
    assert len(listed) == len(set(listed))
    assert [word for word in listed if tokenize(word)[0] != [word] or word != word.lower()] == []


@pytest.mark.parametrize("name", ["actor_words.tsv", "condition_words.tsv", "word_classes.tsv"])
def test_words_of_classes_are_single_tokens_listed_once(name):
    assert len(rows(name)) == len(classes(name))
    for _, listed in rows(name):
        words = listed.split()
        assert len(words) == len(set(words))
        assert [word for word in words if tokenize(word)[0] != [word]] == []


def test_no_list_is_left_over():
    package = Path(stanceclf.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    for path in (package / "resources").iterdir():
        if path.suffix in (".txt", ".tsv"):
            assert path.name in code or path.name.startswith("stance_"), path.name


def test_an_organisation_is_listed_once():
    names = [row[0] for row in rows("organisations.tsv")]
    assert len(names) == len(set(names))
