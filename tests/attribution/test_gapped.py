"""Claims without a verb, which the first of a list gives: "Norway will lend a ship, Chad two"."""

import pytest

from stanceclf.attribution.gapped import with_gapped
from tests.attribution.test_pro_verbs import added


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("[Norway will lend a ship], Chad two.", ["Norway will lend a ship", "Chad two"]),
        ("[Norway will lend a ship and Chad a tug].",
         ["Norway will lend a ship", "Chad a tug"]),
        ("[Norway is ready with ten men, and Oslo with five more].",
         ["Norway is ready with ten men", "Oslo with five more"]),
        ("[Norway will send men], Chad the same; Mali none.",
         ["Norway will send men", "Chad the same", "Mali none"]),
        ("[Norway will send 600 men], Chad and Mali 50 each.",
         ["Norway will send 600 men", "Chad and Mali 50 each"]),
        ("[Norway will send 600 men and the Hague two], he said.",
         ["Norway will send 600 men", "the Hague two"]),
        ("[Norway will lend a ship, Chad two, once it is paid].",
         ["Norway will lend a ship", "Chad two, once it is paid"]),
        ("[Norway will lend a ship, Chad two,]", ["Norway will lend a ship", "Chad two,"]),
        ("[Norway will lend a ship, Chad two, Mali one if asked].",
         ["Norway will lend a ship", "Chad two"]),
    ],
)  # fmt: skip
def test_the_others_of_a_list(text, claims):
    assert added(text, with_gapped) == claims


@pytest.mark.parametrize(
    "text",
    [
        "Norway will lend a ship, Chad two.",
        "[Norway gave Mali a ship and Chad two].",
        "[Norway will send 200 men to Mali and Chad 50].",
        "[Norway agreed], and Chad a week later refused.",
        "[Norway agreed], and Chad two days before that.",
        "[Norway will send men]. Chad two.",
        "[Norway will send men], Ada Moreau two.",
        "[Norway will send men], soldiers two.",
        "[Norway liked the Danish offer, and the Australian one too].",
        "[The Order of Police], Lodge 5, [backed it].",
        "[Norway said that men may come, Chad and Mali with two ships].",
        '[Norway will send men]. "We want ships, Chad two".',
        "[Norway will send men], [Chad two].",
        "[Norway will send men], Chad",
        "[Norway will send men], Chad with",
        "[Norway will send men], Chad the",
    ],
)
def test_no_others(text):
    found = text.replace("[", "").replace("]", "")
    claims = added(text, with_gapped)
    assert all(claim in found for claim in claims)
    assert len(claims) == text.count("[")
