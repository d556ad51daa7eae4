"""Roles of attributions that GUM marks."""

from stanceclf.actors.mentions import find_mentions
from stanceclf.records import Span
from stanceclf.text.document import Document
from training.attribution import LABELS
from training.gum import GumDocument, GumToken, GumUnit
from training.gum_roles import role_labels


def roles(text, tokens, units):
    """Return the words of each role.

    `tokens` are "word tag head relation", `units` "words|relation|head", parted by line breaks.
    """
    at, made = 0, []
    for line in tokens.strip().splitlines():
        word, tag, head, relation = line.split()
        start = text.index(word, at)
        at = start + len(word)
        made.append(GumToken(Span(start, at), tag, "", int(head) - 1, relation))
    spans = []
    for line in units.strip().splitlines():
        words, relation, head = line.strip().split("|")
        start = text.index(words)
        spans.append(GumUnit(Span(start, start + len(words)), relation, int(head)))
    whole = Span(0, len(text))
    gum = GumDocument("a", "news", "train", text, (whole,), tuple(made), tuple(spans), ())
    document = Document.from_text(text)
    labels = role_labels(document, gum, find_mentions(document))
    found: dict[str, list[str]] = {}
    for word, label in zip(document.words, labels, strict=True):
        if label:
            found.setdefault(LABELS[label].partition("-")[2], []).append(word)
    return {role: " ".join(words) for role, words in found.items()}


def test_a_subject_its_verb_and_the_clause():
    found = roles(
        "Mayor Ada Moreau has said that the camp closes.",
        """Mayor NOUN 5 nsubj
        Ada PROPN 1 flat
        Moreau PROPN 1 flat
        has AUX 5 aux
        said VERB 0 root
        that SCONJ 9 mark
        the DET 8 det
        camp NOUN 9 nsubj
        closes VERB 5 ccomp
        . PUNCT 5 punct""",
        """Mayor Ada Moreau has said|attribution-positive|1
        that the camp closes.|root|-1""",
    )
    assert found == {"source": "Ada Moreau", "cue": "has said", "content": "the camp closes"}


def test_according_to():
    found = roles(
        "According to Ada Moreau, the camp closes.",
        """According VERB 3 case
        to ADP 1 fixed
        Ada PROPN 8 obl
        Moreau PROPN 3 flat
        , PUNCT 3 punct
        the DET 7 det
        camp NOUN 8 nsubj
        closes VERB 0 root
        . PUNCT 8 punct""",
        """According to Ada Moreau,|attribution-positive|1
        the camp closes.|root|-1""",
    )
    assert found == {"source": "Ada Moreau", "cue": "According to", "content": "the camp closes"}


def test_what_the_writer_thinks_is_no_attribution():
    found = roles(
        "I think the camp closes.",
        """I PRON 2 nsubj
        think VERB 0 root
        the DET 4 det
        camp NOUN 5 nsubj
        closes VERB 2 ccomp
        . PUNCT 2 punct""",
        """I think|attribution-positive|1
        the camp closes.|root|-1""",
    )
    assert found == {}


def test_a_byline_has_no_verb():
    found = roles(
        "The camp closes. Ada Moreau",
        """The DET 2 det
        camp NOUN 3 nsubj
        closes VERB 0 root
        . PUNCT 3 punct
        Ada PROPN 3 parataxis
        Moreau PROPN 5 flat""",
        """The camp closes.|root|-1
        Ada Moreau|attribution-positive|0""",
    )
    assert found == {}
