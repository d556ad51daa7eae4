"""What an unlisted name and its neighbours look like, to tell persons from bodies and places."""

from functools import lru_cache

from stanceclf.actors.names import function_words, is_title, sex_of_given_name
from stanceclf.actors.nouns import is_group, organisation_nouns, roles, word_class
from stanceclf.actors.speech import is_speech_verb
from stanceclf.text.document import Document


@lru_cache(maxsize=1 << 14)
def _inner(word: str) -> tuple[str, ...]:
    """Return the features of a word of a name, without its place in it."""
    lower = word.lower()
    shape = "caps" if word.isupper() and len(word) > 1 else "cap" if word[0].isupper() else "small"
    if len(word) == 1:
        shape = "initial" if word.isalpha() else "mark"
    found = [f"={lower}", f"shape {shape}", f"end {lower[-3:]}", f"end {lower[-2:]}"]
    if sex_of_given_name(word):
        found.append("given")
    if lower in organisation_nouns():
        found.append("body")
    if is_group(lower):
        found.append("group")
    if lower in word_class("place_tail") or lower in word_class("place_head"):
        found.append("place")
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def _outer(word: str) -> tuple[str, ...]:
    """Return the features of a word beside a name."""
    lower = word.lower()
    if not word[0].isalpha():
        return (f"={lower}", "number" if word[0].isdigit() else "mark")
    found = []
    if lower in function_words() or lower in word_class("no_subject_after"):
        found.append(f"={lower}")
    if lower in roles():
        found.append(f"role {roles()[lower]}")
    if is_title(lower):
        found.append("title")
    if is_speech_verb(lower):
        found.append("speech")
    if lower in organisation_nouns():
        found.append("body")
    if word[0].isupper():
        found.append("cap")
    else:
        found.append(f"end {lower[-3:]}")
        found.append(f"={lower}")
    return tuple(found)


def name_features(document: Document, first: int, last: int) -> list[str]:
    """Return the features of the name that the tokens [first, last) make up.

    Examples
    --------
    >>> document = Document.from_text("We met Ada Moreau there.")
    >>> [one for one in name_features(document, 2, 4) if one.startswith("first")][:2]
    ['first =ada', 'first shape cap']
    """
    words, lowers = document.words, document.lowers
    found = ["bias", f"length {min(last - first, 4)}"]
    found += [f"first {one}" for one in _inner(words[first])]
    found += [f"last {one}" for one in _inner(words[last - 1])]
    if last == first + 1:
        found += [f"single {one}" for one in _inner(words[first])]
    for at in range(first, last):
        low = lowers[at]
        found.append(f"has {low}")
        if low in organisation_nouns():
            found.append("has a body")
    before = words[first - 1] if first else "^"
    behind = words[last] if last < len(words) else "$"
    found += [f"before {one}" for one in _outer(before)]
    found += [f"behind {one}" for one in _outer(behind)]
    if first > 1:
        found += [f"before that {one}" for one in _outer(words[first - 2])]
    if last + 1 < len(words):
        found += [f"behind that {one}" for one in _outer(words[last + 1])]
    sentence = document.sentences[document.sentence_of[first]]
    if first == sentence.first:
        found.append("opens")
    return found
