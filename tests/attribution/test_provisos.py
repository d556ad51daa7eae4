"""Provisos behind claims."""

import pytest

from stanceclf.attribution.provisos import with_provisos
from stanceclf.text.document import Document
from tests.timing import processor_seconds


def claims_of(marked):
    """Return what claims become that stand in brackets in a text."""
    text = marked.replace("[", "").replace("]", "")
    edges = [at - removed for removed, at in enumerate(
        at for at, mark in enumerate(marked) if mark in "[]"
    )]  # fmt: skip
    document = Document.from_text(text)
    starts, ends = list(document.starts), list(document.ends)
    found = [
        (starts.index(begin), ends.index(end) + 1)
        for begin, end in zip(edges[::2], edges[1::2], strict=True)
    ]
    worths = [float(at) for at in range(len(found))]
    with_provisos(document, found, worths)
    assert len(found) == len(worths)
    return [document.span_of(first, last).of(text) for first, last in found]


@pytest.mark.parametrize(
    "behind",
    [
        ", but its parliament must vote first",
        ", but the donors would have to pay for the fuel",
        ", but both sides have to agree",
        ", but only after a ceasefire",
        ", though not without a mandate",
        ", but none of them will go before there is a truce",
        ", but they are to leave only once it is signed",
        ", but the plan hinges on a vote",
        ", but first wants a mandate",
        ", but it wants a port in return",
        ", its envoy said on Monday, but only if the council agrees",
        ", with two provisos: that it is paid and that it is thanked",
        ", though with a proviso",
        ", pending a vote",
        ", its parliament willing",
        ", Chad and its allies permitting",
        ", in the event that the truce holds",
        ", its envoy, Ada Moreau, said on Monday, if the council agrees",
        ", said its envoy, Ada Moreau, as long as the fuel is paid",
        ", according to its envoy, once a truce is signed",
        ", the envoy explained, had parliament been asked",
        ', the envoy said, "should the council ask us"',
    ],
)
def test_a_claim_runs_to_the_end_of_its_proviso(behind):
    found = claims_of(f"[Oman will lend a ship]{behind}.")
    assert found == [f"Oman will lend a ship{behind}".rstrip('"')]


def test_a_proviso_is_no_claim_of_its_own():
    text = "[Oman would lend a ship], but [its parliament must vote], he said. [Chad will not]."
    assert claims_of(text) == [
        "Oman would lend a ship, but its parliament must vote",
        "Chad will not",
    ]


@pytest.mark.parametrize(
    "behind",
    [
        "",
        ",",
        ", but Chad will not",
        ", but only 40 men",
        ", but not to the strait",
        ", but the rains have begun",
        ", but the last bill has still to be paid",
        ", but the donors must now find the money",
        ", though the opposition wants a debate first",
        ", but for a second one it would want a port in return",
        ", but critics say that it must do more",
        ", with two other states",
        ", two friends and a tug, but only after a vote",
        "; but the council must vote first",
        ". But the council must vote first",
        ', "but the council must vote first"',
        ", when the port was full",
        ", failing which the council will ask Chad",
        ", two friends and a tug, if the council votes",
        ", and its envoy said, if that was news, so",
        ", the envoy said, without naming it",
        ', the envoy said, "were they wise"',
        ", which the envoy said is new, if not",
        ", and its allies are not willing",
        ", its allies are permitting",
        ", permitting",
        ', the envoy said, "without it we drown"',
        ", but it did not have to ask the council first",
        ", but rather those who may need to rest",
        ", but they will be allowed to go without it",
        ", though it was weeks before the crew came",
        ", but it is not the best for those who wait until May",
        ", but it will not please the crew without raising their pay",
        ", said Ada Moreau, chief of the port, when she opened a yard",
        ", said Ada Moreau, chief of the port, when she sold a yard",
    ],
)
def test_what_is_no_proviso(behind):
    assert claims_of(f"[Oman will lend a ship]{behind}.") == ["Oman will lend a ship"]


def test_what_is_found_between_a_claim_and_its_condition_is_none():
    text = "[Oman would go], said [its envoy, Ada Moreau, if Chad agreed]. [Chad will not]."
    assert claims_of(text) == [
        "Oman would go, said its envoy, Ada Moreau, if Chad agreed",
        "Chad will not",
    ]


def test_what_is_told_behind_a_speaker_may_be_a_condition():
    text = "[Oman would go], its envoy said, when the council had voted."
    assert claims_of(text) == ["Oman would go, its envoy said, when the council had voted"]
    text = "[Oman will lend a ship], but it will not sail before the vote."
    assert claims_of(text) == ["Oman will lend a ship, but it will not sail before the vote"]


def test_a_condition_of_what_is_said_between():
    text = "[Oman will not go], its envoy said that [it could pay], provided that Chad went."
    assert claims_of(text) == ["Oman will not go", "it could pay, provided that Chad went"]


def test_a_condition_behind_a_quotation():
    text = '"[We will lend a ship]," he said, the day they ask for it.'
    assert claims_of(text) == ['We will lend a ship," he said, the day they ask for it']


def test_what_a_claim_without_a_will_hangs_on_is_left():
    text = "[Parliament gave him his soldiers], but not before a stormy night."
    assert claims_of(text) == ["Parliament gave him his soldiers"]
    text = "He said [that Oman went], [but that courts must defer to it]."
    assert claims_of(text) == ["that Oman went", "but that courts must defer to it"]


def test_words_at_the_ends_of_texts():
    for text in (
        "[Oman will],", "[Oman will], but", "[Oman will], but must", "[We], with a",
        '[Oman will],"', "[Oman will],\u201d", '[Oman will], he said, "',
        '[Oman will],"\nif Chad will',
    ):  # fmt: skip
        assert claims_of(text) == [text[1:].partition("]")[0]]
    for text in ("[We will], but it has to", "[We will], but not"):
        assert len(claims_of(text)) == 1
    for text in ('[Oman will], "', "[Oman will], \u201c", '[Oman will], its envoy said, "'):
        assert claims_of(text) == ["Oman will"]


def test_time_is_linear_where_each_proviso_was_found() -> None:
    def seconds(times: int) -> float:
        document = Document.from_text("Oman will lend ships, but Chad must vote first. " * times)
        found = [
            one for at in range(0, 11 * times, 11) for one in ((at, at + 4), (at + 5, at + 10))
        ]
        worths = [1.0] * len(found)
        taken = processor_seconds(lambda: with_provisos(document, found, worths))
        assert len(found) == len(worths) == times
        return taken

    seconds(10)
    assert min(seconds(80_000) / seconds(20_000) for _ in range(4)) < 7
