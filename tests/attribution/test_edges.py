"""Edges of claims, set right behind the segmenter."""

import pytest

from stanceclf.attribution.edges import mended
from stanceclf.text.document import Document
from tests.timing import processor_seconds


def ranges_of(text):
    """Return a document without the brackets that mark its claims, and the claims."""
    marked = [at for at, letter in enumerate(text) if letter in "[]"]
    places = [at - number for number, at in enumerate(marked)]
    document = Document.from_text(text.replace("[", "").replace("]", ""))
    spans = zip(places[::2], places[1::2], strict=True)
    tokens = [
        [at for at in range(len(document.words)) if start <= document.starts[at] < end]
        for start, end in spans
    ]
    return document, [(one[0], one[-1] + 1) for one in tokens]


def mend(text):
    """Return the claims of a text after mending."""
    document, ranges = ranges_of(text)
    worths = [0.5] * len(ranges)
    mended(document, ranges, worths)
    assert len(worths) == len(ranges)
    return [document.span_of(*one).of(document.text) for one in ranges]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("[Troops must leave by Sept]. 11, 2021, officials said.",
         ["Troops must leave by Sept. 11, 2021"]),
        ("[Troops must leave by Dec]. 31, or they face war.", ["Troops must leave by Dec. 31"]),
        ("[They showed it on Monday (Sept]. 15, 2025), the first time.",
         ["They showed it on Monday (Sept. 15, 2025)"]),
        ("[They analyse the Sept]. 9 explosion, a chore.", ["They analyse the Sept. 9 explosion"]),
        ("[She would not vote for Mrs]. Moreau because of the war.",
         ["She would not vote for Mrs. Moreau because of the war"]),
        ("[They keep the troops that Mr]. Berg promised", [
            "They keep the troops that Mr. Berg promised"]),
        ("[It goes to St]. Petersburg and home again.", ["It goes to St. Petersburg"]),
        ("[It backs George W]. Moreau -- and the war.", ["It backs George W. Moreau"]),
        ("[It is against Mr]. Berg they said.", ["It is against Mr. Berg"]),
        ("[No soldiers after Smith v]. [Jones lets them go].",
         ["No soldiers after Smith v. Jones lets them go"]),
        ("''[We want to grow,'' Mr]. Wiegold said.", ["We want to grow"]),
        ('"[They stay," Gen]. Dan Rowe said.', ["They stay"]),
    ],
)  # fmt: skip
def test_a_claim_that_ends_in_an_abbreviation(text, claims):
    assert mend(text) == claims


@pytest.mark.parametrize(
    "text",
    [
        "[He thanked Ankara in a post on X]. Turkish ships had come.",
        "[Poland will send troops in Sept].",
        "[They pressed for it from the first]. the others did not.",
        "[Norway will go]. Denmark will stay.",
        "[Troops must leave by Sept. 11], officials said.",
        "[They met Mr. Berg], who was against it.",
        "[They met Mr]",
    ],
)
def test_other_ends_stay(text):
    document, ranges = ranges_of(text)
    before = list(ranges)
    mended(document, ranges, [0.5] * len(ranges))
    assert ranges == before


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ('He told ABC\'s "[This Week" the soldiers should stay].', ["the soldiers should stay"]),
        ('On CBS\'s ["Face the Nation"] he said [they stay].', ["they stay"]),
        ('He was on ["Meet the Press."]', []),
        ("He was on [BBC News] and said [they stay].", ["they stay"]),
        ("Norway [** will send troops].", ["will send troops"]),
        ("[>> We oppose it], the Greens said.", ["We oppose it"]),
        ("[* They stay].", ["They stay"]),
        # Outlets that act, other quotations, and other words.
        ("[BBC reporters should stay].", ["BBC reporters should stay"]),
        ("[BBC, ITV and others should stay].", ["BBC, ITV and others should stay"]),
        ("[This Week they leave], he said.", ["This Week they leave"]),
        ('["Yankee Go Home"] they cried.', ['"Yankee Go Home"']),
        ('["Time to go," the crowd cried].', ['"Time to go," the crowd cried']),
        ("[*]", ["*"]),
        ('["]', ['"']),
    ],
)
def test_a_claim_begins_behind_marks_and_outlets(text, claims):
    assert mend(text) == claims


def test_time_is_linear_where_the_stops_of_abbreviations_part_claims() -> None:
    def seconds(times: int) -> float:
        document = Document.from_text("They left on Sept. 11 then. " * times)
        found = [one for at in range(0, 8 * times, 8) for one in ((at, at + 4), (at + 5, at + 7))]
        worths = [1.0] * len(found)
        taken = processor_seconds(lambda: mended(document, found, worths))
        assert len(found) == len(worths) == times
        return taken

    seconds(10)
    assert min(seconds(80_000) / seconds(20_000) for _ in range(4)) < 7
