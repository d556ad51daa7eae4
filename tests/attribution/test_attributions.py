"""Contents, cues and sources that are found, and how they are linked."""

from pathlib import Path
from typing import cast

import pytest

from stanceclf.actors.mentions import find_mentions
from stanceclf.attribution.attributions import AttributionFinder
from stanceclf.attribution.holders import NOBODY, Held, HolderFinder
from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.roles import Role, RoleTagger
from stanceclf.attribution.scene import UNKNOWN, Referents
from stanceclf.records import Span
from stanceclf.text.document import Document
from tests.golden import read_blocks, with_misses


class Marked:
    """Finds the roles that a test has marked: "[cue said]"."""

    def __init__(self, roles):
        self.roles = roles

    def tag(self, documents, kinds, quoted):
        return [self.roles for _ in documents]


class Undecided:
    """Chooses nobody."""

    def find(self, scenes, contents, is_place, referents):
        return [[Held(NOBODY, NOBODY, 1.0) for _ in one] for one in contents]


def linked(marked):
    """Return cue, source and contents of each attribution of a text with "[role words]"."""
    text, spans = "", []
    for number, part in enumerate(marked.replace("]", "[").split("[")):
        if number % 2:
            role, _, words = part.partition(" ")
            spans.append((role, Span(len(text), len(text) + len(words))))
            text += words
        else:
            text += part
    document = Document.from_text(text)
    roles = []
    for role, span in spans:
        tokens = document.tokens_in(span)
        roles.append(Role(tokens.start, tokens.stop, role, 0.9))
    mentions = find_mentions(document)
    tagger, holders = cast(RoleTagger, Marked(roles)), cast(HolderFinder, Undecided())
    found = AttributionFinder(tagger, holders).find(
        [document],
        [mentions],
        [quotation_states(document)],
        lambda _: Referents(UNKNOWN, [0] * len(mentions)),
    )
    return [
        (
            one.cue and one.cue.of(text),
            one.source and one.source.of(text),
            [content.of(text) for content in one.contents],
        )
        for one in found[0]
    ]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "[source Ada Berg] [cue said] [content the dam would close].",
            [("said", "Ada Berg", ["the dam would close"])],
        ),
        (
            '"[content We stay]," [source he] [cue said], "[content for now]."',
            [("said", "he", ['"We stay,"', '"for now."'])],
        ),
        (
            "[cue According to] [source Ada Berg], [content the dam is old]. [content It leaks].",
            [("According to", "Ada Berg", ["the dam is old"]), (None, None, ["It leaks"])],
        ),
        (
            '"[content We stay]. [content Nobody will move us]," [source Ada Berg] [cue said].',
            [("said", "Ada Berg", ["We stay", "Nobody will move us"])],
        ),
        (
            "[source Ada Berg] [cue said] [source John Moreau] [cue had told] her that"
            " [content the dam would close].",
            [
                ("said", "Ada Berg", ["John Moreau had told her that the dam would close"]),
                ("had told", "John Moreau", ["the dam would close"]),
            ],
        ),
        (
            '[source Ada Berg] [cue said]: "[source John Moreau] [cue wrote] that [content we'
            ' stay].\n\n"[content Nobody will move us]."',
            [
                ("said", "Ada Berg", ["John Moreau wrote that we stay", '"Nobody will move us."']),
                ("wrote", "John Moreau", ["we stay", '"Nobody will move us."']),
            ],
        ),
        (
            "[source Ada Berg] [cue said] [content it was old], and [source John Moreau]"
            " [cue replied] that [content it was not].",
            [("said", "Ada Berg", ["it was old"]), ("replied", "John Moreau", ["it was not"])],
        ),
        ("[content The dam is old].", [(None, None, ["The dam is old"])]),
        ("[source Ada Berg] [cue said] nothing.", []),
        ("Nothing was said.", []),
        ("", []),
    ],
)
def test_roles_are_linked(marked, expected):
    assert linked(marked) == expected


MISSED = [
    "The bridge, Ada Moreau said",
    "Ada Moreau warned that",
    "“We are tired.\n",
    "SMITH: We will",
    "- Ada Moreau said",
]
BLOCKS = with_misses(read_blocks(Path(__file__).with_name("attributions.txt"), at_least=17), MISSED)


@pytest.mark.parametrize(("text", "expected"), BLOCKS)
def test_golden(pipeline, text, expected):
    found = [
        f"{one.source.name if one.source else '-'} | {one.cue.of(text) if one.cue else '-'} | "
        + " + ".join(content.of(text) for content in one.contents)
        for one in pipeline.attributions(text)
    ]
    assert "\n".join(found) == "\n".join(expected)
