"""Identifiers: a country's is its code, any other a slug that depends on the name alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stanceclf.actors.lexicon import lexicon
from stanceclf.actors.resolution import resolve
from stanceclf.actors.slugs import slug
from stanceclf.records import Span
from stanceclf.text.document import Document


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("European Union", "european-union"),
        ("Jürgen Łoś-Ødegård", "jurgen-los-odegard"),
        ("People\u2019s Front (Reformed)", "people-s-front-reformed"),
        ("Hawai\u02bbi First", "hawaii-first"),
        ("Straße 17", "strasse-17"),
        ("Фронт", "u0444u0440u043eu043du0442"),
        ("ФРОНТ", "u0444u0440u043eu043du0442"),
        ("की", "u0915u0940"),
        ("外務省 Tokyo", "u5916u52d9u7701-tokyo"),
        ("👍", "u1f44d"),
        ("--", "u002d-u002d"),
        (" ", ""),
    ],
)
def test_slugs(name, expected):
    assert slug(name) == expected


@given(st.text(max_size=40))
def test_a_slug_is_ascii_stable_and_empty_for_blanks_only(name):
    found = slug(name)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", found)
    assert bool(found) is bool("".join(name.split()))
    assert slug(found) == found


def test_no_slug_is_a_country_code():
    codes = set(lexicon().countries.values())
    assert len(codes) > 190
    states = {code for code in codes if not re.fullmatch("[A-Z]{3}", code)}
    assert states == {slug(code) for code in states}  # states without a code, as Somaliland
    assert not {slug(name) for name in [*lexicon().countries, *codes]} & (codes - states)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Kremlin agreed.", "RUS"),
        ("Berlin agreed.", "DEU"),
        ("The EU agreed.", "european-union"),
        ("The Union agreed. The European Union left.", "european-union"),
        ("The World Health Organization agreed.", "world-health-organization"),
        ("United Nations Interim Force in Lebanon officers agreed.", "unifil"),
        ("Ada Moreau agreed.", "ada-moreau"),
        ("Two deputies agreed.", "deputies"),
    ],
)
def test_an_actor_has_the_same_id_under_every_name(text, expected):
    (actor,) = resolve(Document.from_text(text), [Span(0, text.index(" agreed"))])
    assert actor.id == expected


def test_a_span_without_a_word_has_an_id():
    (actor,) = resolve(Document.from_text("  ... "), [Span(0, 2)])
    assert (actor.name, actor.id) == ("", "")
