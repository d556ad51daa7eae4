"""What holds of mentions and actors for every text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stanceclf.actors.antecedents import Feature, Task, weights_by_hand
from stanceclf.actors.lexicon import lexicon
from stanceclf.actors.mentions import find_mentions
from stanceclf.actors.names import given_names
from stanceclf.actors.nouns import organisation_nouns, roles, state_nouns
from stanceclf.actors.resolution import resolve
from stanceclf.attribution.quotes import quotation_states
from stanceclf.records import ActorType, Span
from stanceclf.text.document import Document
from tests.timing import processor_seconds

WORDS = [
    "the", "a", "his", "its", "their", "our", "we", "I", "he", "she", "it", "they", "who",
    "of", "for", "in", "one", "no", "said", "told", "\"", "“", "”", "(", ")", ":", ",", ".",
    ";", "'", "’s", "'s", "-", "\n", "\n\n", "President", "Minister", "minister", "president",
    "officials", "army", "group", "party", "union", "ones", "Ada", "Moreau", "Moreau's",
    "Greens", "NATO", "Kenya", "Kenyan", "French", "Paris", "Mrs.", "Q.", "A.", "X.",
    "al-Nuaimi", "de", "bin", "&", "percent", "58", "22-year-old", "People's", "men", "them",
    "led", "spokesman", "counterpart", "Brussels", "House", "Sixty", "Ada Sixty left.", "would",
    "Secretary", "Defence", "Republican", "Texas", "(R-Texas)", "heads", "state", "Member States",
    "Caller", "2", "B", "militia", "M27", "network", "on", "so", "did", "nor", "Welcomes", "1.",
    "ambassador", "to", "the UN", "envoy", "opposition", "Mayor", "London", "and",
    "Veterans", "Maoists", "Lady", "Charter", "77", "Fatherland", "England", "PNV", "Basque",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
)


@given(TEXTS)
def test_mentions_are_ordered_and_apart(text):
    document = Document.from_text(text)
    end = 0
    for mention in find_mentions(document):
        assert end <= mention.first < mention.last <= len(document.words)
        assert document.sentence_of[mention.first] == document.sentence_of[mention.last - 1]
        end = mention.last


@settings(max_examples=300)
@given(TEXTS, st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=6))
@example("b HOUSE A", [(0, 3), (1, 3), (2, 9)])
@example("0:ONE", [(1, 3)])
def test_any_span_of_any_text_has_an_actor(text, offsets):
    document = Document.from_text(text)
    spans = [
        Span(min(pair), min(max(pair), len(text))) for pair in offsets if min(pair) <= len(text)
    ]
    spans += [document.span_of(m.first, m.last) for m in find_mentions(document)]
    actors = resolve(document, spans)
    assert len(actors) == len(spans)
    assert actors == resolve(document, spans)
    assert actors[::-1] == resolve(document, spans[::-1])


def test_mentions_may_be_handed_over():
    text = "Ada Moreau left. She will not return."
    document = Document.from_text(text)
    spans = [Span(17, 20)]
    assert resolve(document, spans, find_mentions(document)) == resolve(document, spans)


def test_quotation_states_may_be_handed_over():
    text = '"We stay," said Ada Moreau. "I insist." We left.'
    document = Document.from_text(text)
    spans = [document.span_of(m.first, m.last) for m in find_mentions(document)]
    assert resolve(document, spans, quoted=quotation_states(document)) == resolve(document, spans)


def test_countries_carry_their_code():
    document = Document.from_text("The Kremlin and Somaliland agreed.")
    found = resolve(document, [Span(0, 11), Span(16, 26)])
    assert [(actor.id, actor.type) for actor in found] == [
        ("RUS", ActorType.COUNTRY),
        ("somaliland", ActorType.COUNTRY),
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "Ada Moreau told the officers' union of Kenya that his minister's army said no. ",
        'Our envoy said our ally said our minister said "we, the union, go". ',
        "It said it \u2013 and I asked one of them. The latter said \u2013 we go. ",
        "A. Moreau and B. Moreau and C. Moreau met the president of the group of them. ",
        "the the the of of of one of one of Minister Minister ",
    ],
)
def test_cost_grows_linearly(unit):
    def seconds(count: int) -> float:
        document = Document.from_text(unit * count)

        def read() -> None:
            mentions = find_mentions(document)
            resolve(document, [document.span_of(m.first, m.last) for m in mentions], mentions)

        return processor_seconds(read)

    seconds(50)
    small, large = min(seconds(150) for _ in range(2)), seconds(1200)
    assert large < 8 * small * 3


def test_tables_agree_with_each_other():
    assert len(weights_by_hand()) == len(Task)
    assert all(len(row) == len(Feature) for row in weights_by_hand().values())
    assert set(roles().values()) == {
        "head", "minister", "envoy", "voice", "member", "local", "officer", "party", "chief",
        "cleric", "law", "expert", "worker", "kin",
    }  # fmt: skip
    overlap = roles().keys() & (organisation_nouns() | state_nouns())
    assert not overlap
    assert len(given_names()) > 10_000
    assert len(lexicon().countries) > 200


@pytest.mark.parametrize(
    "text",
    [
        "the Concerned Veterans for",
        "Labour in England and",
        "Maoists of the",
        "Maoists of",
        "said Lady Ruthven of",
        "said Lady Ruthven of Kelso",
        "Charter",
    ],
)
def test_a_text_may_end_within_a_name(text):
    document = Document.from_text(text)
    spans = [document.span_of(one.first, one.last) for one in find_mentions(document)]
    assert len(resolve(document, spans)) == len(spans)
