"""Features of a place's name in its sentence: does it stand for those who act in its name?

The words around the name, its governing preposition and what that hangs on, the verb or the noun
behind it. Gritta, Pilehvar, Limsopatham and Collier (2017), "Vancouver Welcomes You!", showed that
few words chosen by the structure of the sentence say more than a wide window.
"""

from collections.abc import Iterator, Sequence

from stanceclf.actors.lexicon import lexicon
from stanceclf.actors.names import function_words, is_name_word
from stanceclf.actors.nouns import organisation_nouns, roles, state_nouns, word_class
from stanceclf.actors.speech import is_speech_verb
from stanceclf.text.stems import stem

_PREPOSITIONS = word_class("no_subject_after") | word_class("place_preposition")
_SKIPPED = frozenset(["the", "a", "an", ",", "and", "or", "both", "modern", "present-day"])
_MARKS = frozenset(["'s", "\u2019s", "'", "\u2019"])
_AUXILIARIES = word_class("auxiliary")
# What goes with places, and what with those who act: teams, governments, armies.
_OF_PLACES = (
    "north south east west northern southern eastern western central northeast northwest southeast"
    " southwest capital city province region coast border town village island river mountain valley"
    " airport climate population area territory land soil endemic native species born lived died"
    " moved travelled traveled visited visit toured located situated found distributed range"
    " throughout abroad elsewhere home residence resident census earthquake flood neighbouring"
    " neighboring bordered borders bounded"
)
_OF_ACTORS = (
    "team match game won lost defeated beat qualified cup league championship squad government army"
    " troops war treaty agreement minister president ambassador signed relations recognized"
    " declared invaded accused ruled independence support alliance against policy sanctions vote"
    " member union forces defeat victory drew final qualifying tournament scored goal played coach"
)
_FIELDS = {
    "of places": frozenset(map(stem, _OF_PLACES.split())),
    "of actors": frozenset(map(stem, _OF_ACTORS.split())),
}
_REACH = 8


def place_features(words: Sequence[str], first: int, last: int) -> set[str]:
    """Return the features of the place that the tokens [first, last) name, in one sentence.

    >>> sorted(place_features(["In", "Oslo", "it", "rained", "."], 1, 2))[:4]
    ['<<^ in', '<class:preposition', '<end:in', '<in']
    """
    lowers = [word.lower() for word in words]
    return {
        *_around(lowers, first, last),
        *_governed(words, lowers, first, last),
        *_behind(words, lowers, last),
        *_fields(lowers, first, last),
        _listed(words, lowers, first),
    }


def _around(lowers: Sequence[str], first: int, last: int) -> Iterator[str]:
    """Yield the words next to the name, with their classes and endings."""
    before = [lowers[at] if at >= 0 else "^" for at in range(first - 1, first - 5, -1)]
    behind = [lowers[at] if at < len(lowers) else "$" for at in range(last, last + 4)]
    yield f"<{before[0]}"
    yield f">{behind[0]}"
    yield f"<{before[0]}>{behind[0]}"
    yield f"<<{before[1]} {before[0]}"
    yield f">>{behind[0]} {behind[1]}"
    yield from (f"left:{stem(word)}" for word in before[1:])
    yield from (f"right:{stem(word)}" for word in behind[1:])
    for side, word in (("<", before[0]), (">", behind[0]), (">>", behind[1])):
        yield f"{side}class:{_class(word)}"
        yield f"{side}end:{word[-3:]}"
    if behind[0] in _MARKS:
        owned = next((word for word in behind[1:] if word not in function_words()), "$")
        yield from (f"owns:{stem(owned)}", f"owns class:{_class(owned)}", f"owns end:{owned[-3:]}")


def _governed(words: Sequence[str], lowers: Sequence[str], first: int, last: int) -> Iterator[str]:
    """Yield what governs the name, and the verb behind it."""
    at, listed = _skip_back(words, lowers, first)
    governor = lowers[at] if at >= 0 else "^"
    preposition = governor if governor in _PREPOSITIONS else ""
    if listed:
        yield "listed"
    if preposition:
        head = lowers[at - 1] if at else "^"
        if head in _PREPOSITIONS or head in ("the", ","):
            head = lowers[at - 2] if at > 1 else "^"
        yield f"governed:{governor}"
        yield f"governed:{governor} {stem(head)}"
        yield from (f"<head:{stem(head)}", f"<head end:{head[-3:]}", f"<head class:{_class(head)}")
    else:
        yield f"bare:{stem(governor)}"
        yield from (f"bare class:{_class(governor)}", f"bare end:{governor[-3:]}")
    yield f"{preposition or _class(governor)}, listed: {listed}, at {min(at, 3)}"
    for place in range(at - 1, max(-1, at - 6), -1):
        if lowers[place].isalpha() and lowers[place] not in function_words():
            yield from (f"far:{stem(lowers[place])}", f"far:{stem(lowers[place])} {governor}")
            break
    verb = _verb_behind(words, lowers, last)
    yield from (f"verb:{stem(verb)}", f"verb class:{_class(verb)}")
    yield f"verb class:{_class(verb)} {preposition}"
    yield f"verb end:{verb[-2:]} {preposition}"
    yield f"verb:{stem(verb)} {bool(preposition)}"


def _behind(words: Sequence[str], lowers: Sequence[str], last: int) -> Iterator[str]:
    """Yield the noun that the name modifies: "the Chile earthquake"."""
    if last >= len(words) or not words[last].isalpha():
        return
    low = lowers[last]
    if is_name_word(words[last]):
        yield "a name behind"
    elif not (low in function_words() or low in _AUXILIARIES or low.endswith("ed")):
        yield from ("modifies", f"modifies:{stem(low)}", f"modifies end:{low[-3:]}")


def _fields(lowers: Sequence[str], first: int, last: int) -> Iterator[str]:
    """Yield on which side words of either field stand, and whether near by."""
    left = [stem(low) for low in lowers[max(0, first - _REACH) : first]]
    right = [stem(low) for low in lowers[last : last + _REACH]]
    everywhere = {stem(low) for low in lowers}
    for name, field in _FIELDS.items():
        for side, near in (("<", left), (">", right), ("<3", left[-3:]), (">3", right[:3])):
            if not field.isdisjoint(near):
                yield f"{side} {name}"
        if not field.isdisjoint(everywhere):
            yield name


def _listed(words: Sequence[str], lowers: Sequence[str], first: int) -> str:
    """Return what the lexicon says of the name itself."""
    match = lexicon().match(list(words), list(lowers), first)
    return "unlisted" if match is None else f"listed as {match[1].sort}"


def _skip_back(words: Sequence[str], lowers: Sequence[str], first: int) -> tuple[int, bool]:
    """Return the token that governs a name, and whether names it is listed with were skipped."""
    at, listed = first - 1, False
    while at >= 0 and first - at < _REACH:
        name = at > 0 and is_name_word(words[at]) and lowers[at] not in function_words()
        if not name and lowers[at] not in _SKIPPED:
            break
        listed = listed or name
        at -= 1
    return at, listed


def _verb_behind(words: Sequence[str], lowers: Sequence[str], last: int) -> str:
    """Return the next word that is no name, mark or adverb: a subject's verb."""
    auxiliary = "$"
    for at in range(last, min(last + _REACH, len(lowers))):
        low = lowers[at]
        if low in _AUXILIARIES:
            auxiliary = low
        elif not (low in _SKIPPED or low.endswith("ly") or is_name_word(words[at])):
            return low if low.isalpha() or auxiliary == "$" else auxiliary
    return auxiliary


def _class(word: str) -> str:
    """Return the class of a word, for what the word itself is too rare to tell."""
    if word in ("^", "$"):
        return word
    if not word[0].isalpha():
        return "number" if word[0].isdigit() else "mark"
    if word in _PREPOSITIONS:
        return "preposition"
    if word in _AUXILIARIES:
        return "auxiliary"
    if word in function_words():
        return "function"
    if is_speech_verb(word):
        return "speech"
    if word in state_nouns() or word in roles() or word in organisation_nouns():
        return "actor"
    return "ed" if word.endswith("ed") else "other"
