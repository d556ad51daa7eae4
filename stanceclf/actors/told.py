"""What each word about a mention tells of it, as bits of one number a token."""

from stanceclf.actors.names import function_words, is_name_word
from stanceclf.actors.nouns import word_class
from stanceclf.actors.speech import is_speech_verb
from stanceclf.text.document import Document
from stanceclf.text.forms import Form, FormTable

# A verb of speech; any verb, or an auxiliary; what a complement may begin with; a noun that a word
# before it modifies; a possessive mark; a preposition of place; an article; a comma; a part of a
# name, or an article; a verb that has an object; a name of a people, by its ending.
(
    SAYS, VERB, OPENS_COMPLEMENT, MODIFIED, MARK, PLACING, ARTICLE, COMMA, NAME, HAS_OBJECT, PEOPLE,
) = (1 << bit for bit in range(11))  # fmt: skip

_ARTICLES = word_class("article")
_COMPLEMENTS = word_class("complement")
_MARKS = word_class("possessive_mark")
_OBJECT_VERBS = word_class("object_verb")
_PEOPLES = ("ns", "is", "ks", "ts", "es", "ese", "ish", "ch")
_PLACING = word_class("place_preposition")
_VERBS = word_class("auxiliary") | frozenset(("shall", "should", "'d", "'ll", "not", "n't", "also"))


def told_by_words(document: Document) -> list[int]:
    """Return for each token of a document what its word tells."""
    told: list[int] = _TOLD.column(document).tolist()
    return told


def _told(form: Form) -> tuple[int]:
    word, lower = form.word, form.lower
    says = is_speech_verb(lower)
    return (
        SAYS * says
        + VERB * (says or lower in _VERBS or lower.endswith("ed"))
        + OPENS_COMPLEMENT * (lower in _COMPLEMENTS)
        + MODIFIED * _is_modified(word, lower)
        + MARK * (lower in _MARKS)
        + PLACING * (lower in _PLACING)
        + ARTICLE * (lower in _ARTICLES)
        + COMMA * (lower == ",")
        + NAME * (is_name_word(word) or word in _ARTICLES)
        + HAS_OBJECT * _has_object(word)
        + PEOPLE * lower.endswith(_PEOPLES),
    )


_TOLD = FormTable(_told, 1)


def _is_modified(word: str, lower: str) -> bool:
    """Tell whether the word behind a mention is a noun that the mention modifies."""
    noun = word.islower() and lower.isalpha() and lower[-1] != "s"
    return noun and lower not in function_words()


def _has_object(word: str) -> bool:
    """Tell whether a word is a verb, or a participle, that an object follows."""
    participle = word.endswith("ing") and word not in function_words()
    past = word.endswith("ed") and not is_speech_verb(word)
    return word in _OBJECT_VERBS or participle or past
