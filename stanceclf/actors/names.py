"""Capitalised names: where they end, and whether they name a person."""

from functools import cache

from stanceclf.actors.memo import kept
from stanceclf.actors.nouns import is_group, organisation_nouns, word_class
from stanceclf.actors.slugs import plain
from stanceclf.resources import rows, words
from stanceclf.text.document import Document
from stanceclf.text.tokens import lowered, tokenize

_POSSESSIVE = ("'s", "\u2019s", "'", "\u2019")
_LONGEST = 9
# Of nouns that head an organisation's name alone behind "the", with "of" or "for" behind them.
_UNIONS = word_class("union")
_ACRONYM = 6


def _is_name_word(word: str) -> bool:
    """Tell whether a token is written as a name: "Akar", "al-Bashir", "d'Estaing".

    >>> is_name_word("al-Bashir"), is_name_word("left-wing")
    (True, False)
    """
    if word[0].isupper():
        return True
    return (
        len(word) > 3
        and not word.islower()
        and word[0].isalpha()
        and ("-" in word or not word.isalnum())
    )


is_name_word = kept(_is_name_word)

# Words behind "and" that go on a name: "Movement for Rights and Freedoms", "Unity and Progress".
_ABSTRACT = ("oms", "ers", "ants", "ists", "ights", "ity", "ion", "ment", "ness", "ice", "ress")

_SEXES = {
    title: sex
    for sex, titles in (
        ("m", "mr sir lord king prince emperor sultan emir sheikh pope cardinal archbishop don"),
        ("f", "mrs ms miss dame lady baroness queen princess empress duchess madame doña señora"),
    )
    for title in titles.split()
}


def sex_of_title(lower: str) -> str | None:
    """Return f or m for a title that tells it."""
    return _SEXES.get(lower)


@cache
def function_words() -> frozenset[str]:
    """Return the closed word classes: what is no name, though a sentence may capitalise it."""
    return frozenset(
        word
        for name, listed in rows("word_classes.tsv")
        if name != "title"
        for word in listed.split()
    )


@cache
def _titles() -> dict[str, list[tuple[str, ...]]]:
    """Return the titles by their first word, longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for title in words("titles.txt"):
        parts = tuple(tokenize(title)[0])
        table.setdefault(parts[0], []).append(parts)
    for titles in table.values():
        titles.sort(key=len, reverse=True)
    return table


@cache
def given_names() -> dict[str, str]:
    """Return the sex, f or m, of each given name that has one."""
    table: dict[str, str] = dict(rows("given_names.tsv"))  # type: ignore[arg-type]
    table.update(rows("given_names_more.tsv"))  # type: ignore[arg-type]
    return {name: sex for name, sex in table.items() if sex in "fm"}


def _sex_of_given_name(word: str) -> str | None:
    """Return f or m for a given name that only one sex bears; of a double name the first half."""
    key = plain(word)
    table = given_names()
    return table.get(key) or table.get(key.partition("-")[0])


sex_of_given_name = kept(_sex_of_given_name)


def _is_title(lower: str) -> bool:
    """Tell whether a word alone is a title: "gov", "lieutenant-general"."""
    lower = _rank(lower)
    return (lower,) in _titles().get(lower, ())


is_title = kept(_is_title)


def _rank(lower: str) -> str:
    """Return the title in a compound one: "lieutenant-general", "mayor-elect"."""
    if "-" not in lower or (lower,) in _titles().get(lower, ()):
        return lower
    first, _, last = lower.rpartition("-")
    return first if last in ("elect", "designate") else last


def _titles_from(lower: str) -> list[tuple[str, ...]]:
    """Return the titles that begin with a word, longest first."""
    return _titles().get(_rank(lower), [])


titles_from = kept(_titles_from)


def skip_titles(document: Document, index: int, end: int) -> int:
    """Return the index of the first token after the titles that begin at `index`."""
    lowers = document.lowers
    while index < end:
        for title in titles_from(lowers[index]):
            after = index + len(title)
            if after <= end and (len(title) == 1 or tuple(lowers[index:after]) == title):
                break
        else:
            return index
        index = after
        if index < end and lowers[index] == "." and len(lowers[index - 1]) < 6:
            index += 1
    return index


def end_of_name(document: Document, index: int) -> int:
    """Return the end of the run of name words that begins at `index`.

    Particles, initials with their stops, "of" or "for" behind the head of an organisation's name,
    and "of" behind what such a name is for ("the Movement for the Liberation of Congo") belong to
    the run.
    """
    names = document.words
    end = index + 1
    if end == len(names) or not _may_go_on(names[end]):
        return end
    sentence = document.sentences[document.sentence_of[index]]
    stop = min(index + _LONGEST, sentence.last)
    if names[index] in "QAX" and names[end] == "." and not _are_initials(document, end):
        return end  # a question or an answer of an interview, the network X
    text, starts, ends = document.text, document.starts, document.ends
    while end < stop and _may_go_on(names[end]):
        if starts[end] > ends[end - 1] and text[ends[end - 1]] == "\t":
            break  # the next cell of a table
        if is_name_word(names[end]):
            end += 1
            continue
        if names[end] in "(/" and (behind := _behind_mark(document, end, stop)):
            end = behind
            continue
        if document.lowers[end] not in _joints():
            break
        after = _behind_joint(document, end, stop)
        if after == stop and _owns_complement(document, index, end):
            after = end + 1 + (document.lowers[end + 1 : end + 2] == ["the"])
        if after >= stop or not is_name_word(names[after]):
            break
        end = after + 1
    return end


def _owns_complement(document: Document, index: int, joint: int) -> bool:
    """Tell whether "of" or "for" belongs to a name whose last word alone does not tell.

    "The Mothers of the Border", "the Rally for the Renewal", "the Movement for the Liberation of
    Congo".
    """
    lowers = document.lowers
    if lowers[joint] not in ("of", "for"):
        return False
    if joint > index + 1:
        return lowers[joint] == "of" and "for" in lowers[index:joint]
    after_article = index > 0 and lowers[index - 1] == "the"
    return after_article and (is_group(lowers[index]) or lowers[index] in _UNIONS)


def _are_initials(document: Document, stop: int) -> bool:
    """Tell whether more of a name follows the stop at `stop`: "A. K. Moreau", "A. Moreau"."""
    words, starts, ends = document.words, document.starts, document.ends
    if stop + 1 >= len(words) or starts[stop] != ends[stop - 1]:
        return False
    initial = len(words[stop + 1]) == 1 and words[stop + 1].isupper()
    if initial and words[stop + 2 : stop + 3] == ["."]:
        return True
    inside = stop - 1 > document.sentences[document.sentence_of[stop]].first
    return inside and words[stop + 1][0].isupper() and len(words[stop + 1]) > 1


def _behind_mark(document: Document, mark: int, stop: int) -> int:
    """Return the end of what is written on to an acronym: "CPI(M)", "AFC/M23"; 0 if nothing is."""
    words, starts, ends = document.words, document.starts, document.ends
    close = mark + (3 if words[mark] == "(" else 2)
    if close > stop or any(starts[at] != ends[at - 1] for at in range(mark, close)):
        return 0
    if not (words[mark - 1].isupper() and words[mark + 1][0].isupper()):
        return 0
    if words[mark] == "/":
        return close if len(words[mark - 1]) < _ACRONYM else 0
    return close if words[close - 1] == ")" else 0


@cache
def _joints() -> frozenset[str]:
    """Return what may stand inside a name, in lower case: a cheap check before a full one."""
    return words("particles.txt") | {"of", "for", "and", ".", "&", "'s", "'"}


def _goes_on(word: str) -> bool:
    """Tell whether a word may stand behind the first of a name and belong to it."""
    return is_name_word(word) or word in "(/" or lowered(word) in _joints()


_may_go_on = kept(_goes_on)


def _is_league(document: Document, index: int) -> bool:
    """Tell whether people with a capital stand before a token: "the Widows of Subic"."""
    before = document.lowers[index - 1]
    after_article = index > 1 and document.lowers[index - 2] in ("the", "of", "for")
    return after_article and is_group(before) and before not in word_class("party_word")


def _joins_one_body(document: Document, index: int, stop: int) -> bool:
    """Tell whether "and" stands inside a body's name: "the Justice and Equality Movement"."""
    words, lowers = document.words, document.lowers
    if not lowers[index - 1].endswith(_ABSTRACT):
        return False
    end = index + 1
    while end < stop and words[end][0].isupper():
        end += 1
    return index + 2 < end and lowers[end - 1] in organisation_nouns()


def _behind_joint(document: Document, index: int, stop: int) -> int:
    """Return the token behind what may stand inside a name at `index`; `stop` if nothing may."""
    word, low = document.words[index], document.lowers[index]
    before = document.lowers[index - 1]
    after = index + 1
    if after >= stop:
        return stop
    if word == ".":
        initial = len(before) == 1 or (len(before) < 6 and (before,) in _titles().get(before, ()))
        return after if initial else stop  # "J. Moreau", "Mrs. Moreau"
    if word == "&":
        return after
    if word in _POSSESSIVE:
        given = sex_of_given_name(document.words[after])  # "Council" is one as well
        body = document.lowers[after] in organisation_nouns()
        owns = body or not (given or before in word_class("party_word"))
        return after if owns and is_group(before) else stop  # not "the Greens' Ada Moreau"
    if low in words("particles.txt"):
        particle = document.lowers[after] in words("particles.txt")
        if low not in ("of", "for"):
            return after + 1 if particle else after
    if low == "and":
        joined = document.lowers[index - 2] in ("of", "for")
        if joined and document.lowers[after].endswith(_ABSTRACT):
            return after
        return after if _joins_one_body(document, index, stop) else stop
    if low in ("of", "for") and (before in organisation_nouns() or _is_league(document, index)):
        return after + 1 if document.lowers[after] == "the" else after
    return stop
