"""Small name tables of nobody, and a document that uses every form of a name."""

from typing import Any

import pytest

from training import leaks, people

PERSONS = """\
Orsolo van Brumm\tnl\tm\tg k p
Maria Brumm-Tolk\tnl\tf\tg s
Adal al-Kesh\tar\tm\tg k s
Wu Jinlo\tzh\tm\ts g
J. R. Pelk\ten\tm\ti i s
Brumm\tnl\tm\ts
"""
POOL = """\
nl\tm\tPieter
nl\tm\tKlaas
nl\tf\tAnna
nl\ts\tSmit
nl\ts\tVisser
nl\ts\tMulder
nl\tp\tDuin
nl\tp\tHoek
ar\tm\tBasil
ar\ts\tHatem
zh\tm\tDeming
zh\ts\tXue
en\ts\tAckley
en\ts\tUmber
en\ts\tBrakely
"""


@pytest.fixture
def tables(tmp_path, monkeypatch):
    """Put small tables in place of the real ones; yields the directory."""
    directory = tmp_path / "names"
    directory.mkdir()
    (directory / "persons.tsv").write_text(PERSONS, encoding="utf-8")
    (directory / "pool.tsv").write_text(POOL, encoding="utf-8")
    (directory / "keep.tsv").write_text("*\tPort Brumm\ttown\n", encoding="utf-8")
    (directory / "allow.tsv").write_text("Pelk\tfish\n", encoding="utf-8")
    (directory / "unmistakable.tsv").write_text("Kesh\tnobody\n", encoding="utf-8")
    monkeypatch.setattr(people, "TABLES", directory)
    caches = [people.people, people.pool, people.kept_phrases, people.by_first_word]
    caches.append(leaks.compound_names)
    for cached in caches:
        cached.cache_clear()
    yield directory
    for cached in caches:
        cached.cache_clear()


@pytest.fixture
def record() -> dict[str, Any]:
    """Return a valid document of two statements."""
    text = "Orsolo van Brumm said Xanadu would send troops once a truce held. Ruritania refused."
    return {
        "id": "x-1",
        "title": "Brumm promises troops",
        "text": text,
        "topic": "brumm-troops",
        "target": "deployment of troops in Xanadu",
        "statements": [
            {
                "claim": [22, 64],
                "actor": [22, 28],
                "source": [0, 16],
                "condition": [47, 64],
                "cue": [29, 39],
                "actor_name": "Xanadu",
                "affiliation": None,
                "source_name": "Orsolo van Brumm",
                "stance": "conditional",
                "actor_type": "country",
                "quotation": "indirect",
            },
            {
                "claim": [66, 83],
                "actor": [66, 75],
                "source": None,
                "condition": None,
                "cue": [76, 83],
                "actor_name": "Ruritania",
                "affiliation": None,
                "source_name": None,
                "stance": "opposes",
                "actor_type": "country",
                "quotation": "none",
            },
        ],
        "actors": {"Xanadu": "conditional", "Ruritania": "opposes"},
    }
