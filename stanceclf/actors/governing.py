"""Governing: whose verb of speech a pronoun stands under, "China said it", or beside it."""

from typing import Final

from stanceclf.actors.nouns import word_class
from stanceclf.actors.speech import Speech
from stanceclf.attribution.marks import IS_MARK

_DETERMINERS: Final = frozenset(("the", "a", "an", "his", "her", "its", "their"))
_PREPOSITIONS: Final = word_class("no_subject_after")
_NO_VERB_AFTER: Final = _PREPOSITIONS | _DETERMINERS
_AUXILIARIES: Final = word_class("auxiliary") | {"also"}
# Tokens between the verb and the pronoun: "said in a statement on Thursday that it".
_REACH: Final = 9
_LONGEST_ASIDE: Final = 25


def ends_of_subject(speech: Speech, token: int) -> tuple[int, ...]:
    """Return where a mention may end that is the subject of the verb of speech over a pronoun.

    The pronoun at `token` opens what is said: "Kenya told the union that it". The mention ends at
    the verb, before a complement, "an official in Nairobi said", or an aside, "a colonel, who gave
    no name, said". Nothing comes back where no verb governs the pronoun.
    """
    lowers = speech.document.lowers
    first = speech.document.sentences[speech.document.sentence_of[token]].first
    at = token - 1
    floor = max(first, token - _REACH)
    while at > floor and not (speech.is_verb(at) and lowers[at - 1] not in _NO_VERB_AFTER):
        if not lowers[at][0].isalnum():
            return ()
        at -= 1
    if at <= floor:
        return ()
    while at > first and (lowers[at - 1] in _AUXILIARIES or lowers[at - 1].endswith("ly")):
        at -= 1
    ends = [at]
    back = at - 1
    if back > first and lowers[back] == ",":
        stop = max(first, back - _LONGEST_ASIDE)
        back -= 1
        while back > stop and lowers[back] != ",":
            back -= 1
        return (at, back) if back > stop else (at,)
    stop = max(first, at - _REACH)
    while back > stop and lowers[back][0].isalnum():
        if lowers[back] in _PREPOSITIONS:
            ends.append(back)
        back -= 1
    return tuple(ends)


def closes_report(speech: Speech, token: int) -> bool:
    """Tell whether "he said" at a token only follows what he said, which never names him."""
    before = speech.document.words[token - 1] if token else ""
    return (before == "," or before in IS_MARK) and speech.is_verb(token + 1)
