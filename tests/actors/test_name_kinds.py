"""Kinds of names that no list knows; all names are invented or of things that are no actors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stanceclf.actors.mention import MentionKind
from stanceclf.actors.mentions import find_mentions
from stanceclf.actors.name_features import name_features
from stanceclf.actors.name_kinds import likelier_kind
from stanceclf.resources import rows
from stanceclf.text.document import Document


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Despite the rain, Tervo Kandelin told reporters to wait.", "Tervo Kandelin", "person"),
        (
            "He was a member of the Bright Harbour Union then.",
            "Bright Harbour Union",
            "organisation",
        ),
        ("It was won in the Kandelin Valley in 1911.", "Kandelin Valley", None),
    ],
)
def test_names_are_typed_by_their_words_and_neighbours(text, name, kind):
    document = Document.from_text(text)
    spans = [
        (one.kind.value, document.span_of(one.first, one.last).of(text))
        for one in find_mentions(document)
    ]
    found = [found_kind for found_kind, words in spans if words.endswith(name)]
    assert found == ([kind] if kind else [])


def test_the_rules_stand_where_the_table_is_not_sure():
    document = Document.from_text("Xoqi")
    for kind in (MentionKind.PERSON, MentionKind.ORGANISATION):
        assert likelier_kind(document, 0, 1, kind) in (kind, None)


def test_the_table_has_three_weights_a_feature():
    table = rows("name_kinds.tsv")
    assert len(table) > 1000
    assert all(len(row) == 4 for row in table)
    assert len({row[0] for row in table}) == len(table)


@given(st.text(min_size=1, max_size=60))
def test_any_text_has_features(text):
    document = Document.from_text(text)
    for at in range(len(document.words)):
        assert name_features(document, at, at + 1)
