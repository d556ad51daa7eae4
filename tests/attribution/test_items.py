import pytest

from stanceclf.actors.mentions import find_mentions
from stanceclf.attribution.found import Found
from stanceclf.attribution.items import with_bodies
from stanceclf.records import Quotation
from stanceclf.text.document import Document


def _holders(text, *, held=False):
    """Return who holds each sentence of a text that nobody, or its last mention, was said to."""
    document = Document.from_text(text)
    candidates = find_mentions(document)
    actor = candidates[-1] if held else None
    claims = [
        Found(one.first, one.last, one.span, actor, actor, Quotation.NONE)
        for one in document.sentences
    ]
    found = with_bodies(claims, document, candidates)
    return [
        document.span_of(one.actor.first, one.actor.last).of(text) if one.actor else None
        for one in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Council,\n\n1. Welcomes it;\n\n2. Demands that they go.", [None, *["Council"] * 2]),
        ("The Council,\nRecalling its vote,\nDecides to go.", [None, None, "Council"]),
        ("Leaders:\n- strongly condemned it\n- also agreed to go", [None, "Leaders", "Leaders"]),
        ("The Council adopted the following text.\n(a) Urges Mali to go.", [None, "Council"]),
        ("In its text, the Council:\n\nIV. Rejects it.", [None, None, "Council"]),
        ("The Council:\n1. Rejects it.\n2. In Mali, it waits.\n3. Approves it.",
         [None, "Council", None, "Council"]),
        ("Resolution of the Bakers' Union\n\nNoting that flour is dear,\n\n1. Condemns the price;",
         [None, None, "Bakers' Union"]),
        # Nobody leads the list, or what stands between ends it; and a noun may look like a verb.
        ("Key points:\n- Welcomes the force", [None, None]),
        ("The Council:\n- Rejects it\n\nFarmers sang.\n\nCalls for troops grew.",
         [None, "Council", None, None]),
        ("The Council met in Mali.\n\nDemands grew.", [None, None]),
    ],
)  # fmt: skip
def test_who_leads_a_list_holds_its_items(text, expected):
    assert _holders(text) == expected


def test_others_in_an_item_hold_what_it_only_tells():
    text = "The Council:\n\n1. Notes that Mali will stay."
    document = Document.from_text(text)
    council, mali = candidates = find_mentions(document)
    [_, item] = document.sentences
    whole = Found(item.first, item.last, item.span, mali, None, Quotation.NONE)
    inner = Found(mali.first, item.last, item.span, mali, None, Quotation.NONE)
    found = with_bodies([whole, inner], document, candidates)
    assert [(one.actor, one.source) for one in found] == [(council, None), (mali, None)]


def test_a_long_list_is_held_as_a_whole():
    text = "The Council:\n" + "\n".join(f"{n}. Rejects it." for n in range(1, 100))
    assert _holders(text, held=True)[1:] == ["Council"] * 99
