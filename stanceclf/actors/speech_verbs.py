"""Verbs of speech and thought."""

from functools import cache
from typing import Final

from stanceclf.resources import rows
from stanceclf.text.memo import kept
from stanceclf.text.stems import stem


@cache
def _speech_stems() -> frozenset[str]:
    return frozenset(stem(row[0]) for row in rows("reporting_verbs.tsv"))


def _is_speech_verb(lower: str) -> bool:
    """Tell whether a word can be a verb of speech or thought, in any form.

    >>> is_speech_verb("insisted"), is_speech_verb("troops")
    (True, False)
    """
    return lower == "according" or stem(lower) in _speech_stems()


is_speech_verb: Final = kept(_is_speech_verb)
SAYS: Final = 1 << 0  # a verb of speech, in what `told_by_words` gives
