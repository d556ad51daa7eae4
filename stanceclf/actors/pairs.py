"""Pairs: whom "the former" and "the latter" of two names mean."""

from typing import Final

from stanceclf.actors.kinds import PRONOUN
from stanceclf.actors.mention import Mention
from stanceclf.actors.names import function_words
from stanceclf.actors.nouns import word_class
from stanceclf.actors.scene import Scene
from stanceclf.actors.speech_verbs import is_speech_verb
from stanceclf.text.document import Document

_FUNCTION_WORDS: Final = function_words()

PAIRED: Final = frozenset(("former", "latter"))
_AUXILIARY: Final = word_class("auxiliary")
_JOINTS: Final = frozenset(("and", "or", "nor"))
_FURTHEST: Final = 12  # mentions before the phrase
_SENTENCES: Final = 2


def stands_alone(document: Document, index: int) -> bool:
    """Tell whether "former" or "latter" at a token is a noun: "the latter said"."""
    words, lowers = document.words, document.lowers
    if not index or lowers[index - 1] != "the" or index + 1 >= len(words):
        return False
    behind = lowers[index + 1]
    verb = behind in _AUXILIARY or behind.endswith("ed") or is_speech_verb(behind)
    return verb or behind in _FUNCTION_WORDS or not behind[0].isalpha()


def paired(scene: Scene, word: str, token: int) -> Mention | None:
    """Return which of the two names that stand last before a token a word means."""
    sentence_of = scene.document.sentence_of
    behind: Mention | None = None
    nearest: Mention | None = None
    for mention in scene.mentions_before(token, _FURTHEST):
        if sentence_of[token] - sentence_of[mention.first] > _SENTENCES:
            break
        if mention.kind is PRONOUN or mention.last > token:
            continue
        nearest = nearest or mention
        if behind is not None and _are_joined(scene.document, mention, behind):
            return mention if word == "former" else behind
        behind = mention
    return nearest if word == "latter" else None


def _are_joined(document: Document, one: Mention, other: Mention) -> bool:
    """Tell whether two mentions are the parts of "Finland and Poland"."""
    between = [low for low in document.lowers[one.last : other.first] if low != "the"]
    return one.kind is other.kind and len(between) == 1 and between[0] in _JOINTS
