import sys

import numpy as np
import pytest

from stanceclf.accurate.files import Tier
from stanceclf.accurate.inputs import (
    IS_ACTOR,
    IS_SOURCE,
    LONGEST,
    PLACE_BEFORE,
    PLACE_BESIDE,
    PLACE_CLAIM,
    Reader,
)
from stanceclf.errors import StanceError
from stanceclf.records import Span
from stanceclf.stance.claims import GivenClaim
from stanceclf.text.document import Document
from tests.accurate.conftest import tokenizer

TEXT = "It is so. Go on, a b c, no. We go."


def spelled(tier: Tier, given: GivenClaim, role: int | None = None) -> str:
    pieces = tier.reader.read(given)
    words = [str(tier.reader.tokenizer.id_to_token(number)) for number in pieces.ids.tolist()]
    assert words[0] == "[CLS]"
    assert words[pieces.marker] == "[MASK]"
    if role is not None:
        words = [word for word, row in zip(words, pieces.roles, strict=True) if row[role]]
    return " ".join(words)


def claim(words: str, actor: str = "It", source: str = "It") -> GivenClaim:
    return GivenClaim(Document.from_text(TEXT), span(words), span(actor), span(source))


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_the_claim_stands_in_its_sentence_after_the_sentence_before(tier: Tier) -> None:
    assert spelled(tier, claim("a b c")) == (
        "[CLS] i ##t i ##s s ##o . [SEP] g ##o o ##n , [MASK] a b c , n ##o . [SEP]"
    )


def test_parts_and_mentions_have_roles(tier: Tier) -> None:
    given = claim("a b c", actor="b", source="Go on")
    assert spelled(tier, given, PLACE_BEFORE) == "[CLS] i ##t i ##s s ##o . [SEP]"
    assert spelled(tier, given, PLACE_BESIDE) == "g ##o o ##n , , n ##o . [SEP]"
    assert spelled(tier, given, PLACE_CLAIM) == "[MASK] a b c"
    assert spelled(tier, given, IS_ACTOR) == "b"
    assert spelled(tier, given, IS_SOURCE) == "g ##o o ##n"


def test_the_first_sentence_has_none_before(tier: Tier) -> None:
    assert spelled(tier, claim("It is")) == "[CLS] [SEP] [MASK] i ##t i ##s s ##o . [SEP]"


@pytest.mark.parametrize("text", ["a" * 5000, "b " * 5000, "b. " * 3000, "\x00\u200b \ud800.", "."])
def test_no_text_is_too_long_or_too_odd(tier: Tier, text: str) -> None:
    document = Document.from_text(text)
    for start, end in [(0, len(text)), (len(text) // 2, len(text) // 2 + 1)]:
        pieces = tier.reader.read(GivenClaim(document, Span(start, end), Span(0, 1)))
        assert 3 <= len(pieces.ids) <= LONGEST
        assert np.isfinite(tier.encoder.scores(pieces)).all()


def test_a_claim_without_words_can_be_read(tier: Tier) -> None:
    pieces = tier.reader.read(GivenClaim(Document.from_text("  "), Span(0, 2)))
    assert len(pieces.ids) == 4


def test_without_the_library_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "tokenizers", None)
    with pytest.raises(StanceError, match=r"pip install 'stanceclf\[accurate\]'") as raised:
        Reader(tokenizer())
    assert "\n" not in str(raised.value)


def test_other_vocabularies_have_other_marks():
    definition = tokenizer().replace("[CLS]", "<s>")
    given = claim("Go on")
    read = Reader(definition, ("<s>", "[SEP]", "[MASK]")).read(given)
    np.testing.assert_array_equal(read.ids, Reader(tokenizer()).read(given).ids)
    with pytest.raises(ValueError, match="lacks one of the pieces <s>, </s>, <mask>"):
        Reader(tokenizer(), ("<s>", "</s>", "<mask>"))
