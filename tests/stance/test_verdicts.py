"""Verdicts on forces that come or go."""

import numpy as np
import pytest

from stanceclf.records import LABELS, Stance
from stanceclf.resources import rows
from stanceclf.stance.claim_rows import ClaimRows
from stanceclf.stance.reversals import may_turn, turned
from stanceclf.stance.verdicts import may_judge, verdict_of
from stanceclf.text.document import Document
from tests.stance.conftest import claims_of


def verdict(text: str) -> int:
    document = Document.from_text(text)
    return verdict_of(document, 0, len(document.words))


@pytest.mark.parametrize(
    "text",
    [
        "Withdrawing the troops is a mistake.",
        "“Precipitously withdrawing our forces from Mali is a grave mistake,”",
        "A hasty pullout would be a disaster.",
        "Bringing the soldiers home would embolden the rebels.",
        "France's withdrawal undermines the peace.",
        "The retreat can never be right.",
        "Withdrawing cannot be right.",
        "Sending troops is necessary.",
        "Sending troops wouldn't be a mistake.",
        "Not sending troops is a mistake.",
        "Oman accused Chad of abandoning the fight.",
        "The senator blasted the president for planning to pull the troops out.",
    ],
)
def test_for_a_deployment(text: str) -> None:
    assert verdict(text) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Sending troops would be a mistake.",
        "The deployment was utterly wrong.",
        "The deployment is not only wrong but dangerous.",
        "The U.S. withdrawal is overdue.",
        "Leaving now is no mistake.",
        "Not withdrawing the troops is a mistake.",
        "Oman accused Chad of sending a regiment.",
        "The minister pledged to continue the withdrawal.",
        "He had agreed to the May 1 withdrawal.",
        "Chad welcomed Turkey's full withdrawal.",
    ],
)
def test_against_a_deployment(text: str) -> None:
    assert verdict(text) == -1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Withdrawing",
        "Withdrawing is",
        "accused of",
        "The withdrawal is complete.",
        "The withdrawal will begin in May, and the mistake was made in June.",
        "Chad regrets the withdrawal that was a mistake.",
        "Withdrawing troops, she said, if it is a mistake, costs little.",
        "They do not call for a withdrawal.",
        "Oman rejected calls for the withdrawal of the force.",
        "Oman refused to continue the withdrawal.",
        "Oman accused Chad of torture.",
        "Oman accused Chad, which is withdrawing its men.",
        "Oman announced talks on a withdrawal.",
        "The mistake is a withdrawal.",
        "Leaving the troops there is wrong.",
        "Leaving 2,000 men behind is wrong.",
        "Recalling the ambassador is a mistake.",
        "The withdrawal of the bill is a mistake.",
        "Oman accused Chad of quitting the treaty.",
        "Oman demanded the release of its men.",
    ],
)
def test_no_verdict(text: str) -> None:
    assert verdict(text) == 0


def test_only_claims_with_both_kinds_of_words_are_looked_at() -> None:
    texts = ("Withdrawing them is a mistake.", "Oman will withdraw.", "It is a mistake.")
    claims = [claim for text in texts for claim in claims_of(text)]
    rows_of_claims = ClaimRows.of(claims)
    assert may_judge(rows_of_claims).tolist() == [0]
    assert may_turn(rows_of_claims).tolist() == [0]


def test_a_side_is_turned_as_the_verdict_says() -> None:
    texts = ("Withdrawing them is a mistake.", "Sending them is a mistake.")
    claims = [claim for text in texts for claim in claims_of(text)]
    given = np.full((2, len(LABELS)), 0.1, np.float32)
    given[:, LABELS.index(Stance.OPPOSES)] = 0.7
    winners = turned(claims, given).argmax(axis=1)
    assert [LABELS[winner] for winner in winners] == [Stance.SUPPORTS, Stance.OPPOSES]


def test_every_phrase_is_of_a_known_kind() -> None:
    kinds = {row[1] for row in rows("verdicts.tsv")}
    assert kinds == {
        "apart", "kept",
        "accuses", "away", "bad", "favours", "good", "harms", "left", "small", "there",
    }  # fmt: skip
