"""Golden blocks through the released model: odd texts, and chains of reporters.

A line holds words of a claim, its holder and its source; every person is invented.
"""

from pathlib import Path

import pytest

import stanceclf
from tests.golden import read_blocks, with_misses
from tests.test_paragraphs import check_paragraphs

HERE = Path(__file__).parent
ODD = read_blocks(HERE / "odd_texts.txt", at_least=20)
CHAINS = read_blocks(HERE / "chains.txt", at_least=23)
MISSED = [
    "The newspaper El Faro reported",
    "Country\tTroops\tPosition",
]


@pytest.mark.parametrize(("text", "expected"), with_misses(ODD + CHAINS, MISSED))
def test_holder_and_source(unbound: stanceclf.Pipeline, text: str, expected: list[str]) -> None:
    report = unbound.analyze(text)
    check_paragraphs(report)
    found = []
    for line in expected:
        words = line.partition(" => ")[0]
        found += [
            f"{words} => {one.actor.name} | {one.source.name if one.source else '-'}"
            for one in report.statements
            if words in one.claim.of(text)
        ]
    assert found == expected
