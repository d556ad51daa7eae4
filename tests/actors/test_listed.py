"""Listed names: what is looked up in one go is what the lexicon tells of each token."""

import pickle  # noqa: TID251 - as joblib does
from pathlib import Path

import pytest

from stanceclf.actors.aliases import read_aliases
from stanceclf.actors.lexicon import Lexicon, lexicon
from stanceclf.actors.listed import Match, listed_names
from stanceclf.text.document import Document
from tests.golden import read_blocks

HERE = Path(__file__).parent
TEXTS = [
    "The United States of America met US envoys in New York. United. Nations",
    "\u00c9lys\u00e9e Palace and the elysee spoke to WHO, who asked the African Union and South",
    "Congo",
    *(text for text, _ in read_blocks(HERE.parent / "odd_texts.txt", at_least=20)),
]


def plain_names(document: Document, listed: Lexicon) -> list[Match]:
    """Return the names of a document by one look-up a token."""
    words, lowers = document.words, document.lowers
    ends = [document.sentences[of].last for of in document.sentence_of]
    return [*(listed.match(words, lowers, at, end) for at, end in enumerate(ends)), None]


@pytest.mark.parametrize("text", TEXTS)
def test_names_are_those_of_each_token(text):
    document = Document.from_text(text)
    assert listed_names(document, lexicon()) == plain_names(document, lexicon())


@pytest.mark.parametrize("text", TEXTS)
def test_names_of_other_tables(text):
    document, table = Document.from_text(text), read_aliases(HERE / "aliases.tsv")
    assert listed_names(document, table) == plain_names(document, table)


def test_an_entry_travels():
    found = lexicon().match(["Kenya"], ["kenya"], 0)
    assert found is not None
    assert pickle.loads(pickle.dumps(found[1])) == found[1]  # noqa: S301
