"""Where a capitalised name ends: "the Movement for the Liberation of Congo", "Lt. Ada Moreau"."""

from typing import Final

from stanceclf.actors.casing import is_common
from stanceclf.actors.entries import OUTLET, REGION, SEAT, Entry, Sort
from stanceclf.actors.lexicon import lexicon
from stanceclf.actors.names import is_name_word, is_title, sex_of_given_name, words_of
from stanceclf.actors.nouns import is_group, is_role, organisation_nouns, state_nouns, word_class
from stanceclf.actors.word_bits import GOES_ON, JOINT, NAME_WORD, told_by_words
from stanceclf.resources import words
from stanceclf.text.document import Document
from stanceclf.text.memo import kept

_STATE_NOUNS: Final = state_nouns()
_ORGANISATION_NOUNS: Final = organisation_nouns()
# Heads of names with "of" behind them, and other words before: "National Rally of Democrats".
_GATHERINGS: Final = frozenset(("convergence", "gathering", "rally"))
_PARTICLES: Final = words("particles.txt")
_LONGEST: Final = 9
_ABOUT: Final = frozenset(("for", "of", "on"))
# Of heads of bodies that are called by what they are for, be it several things.
_TOPICAL: Final = word_class("topical")
_DEBATING: Final = _TOPICAL | word_class("debating")
_TIMES: Final = words_of("weekday", "month")
_TOPICS: Final = word_class("topic") | word_class("portfolio")
_MARKS: Final = word_class("possessive_mark")
# Of nouns that head an organisation's name alone behind "the", with "of" or "for" behind them.
_UNIONS: Final = word_class("union")
_DIVISIONS: Final = word_class("division")  # with a number
NUMBERED: Final = word_class("numbered")  # that a number makes a name
_ACRONYM: Final = 6
_MARKS_INSIDE: Final = "(/\u2013"
_PLACES: Final = frozenset((Sort.COUNTRY, REGION, SEAT))
_SHORTEST: Final = 3
# Words that go on a name: "Movement for Rights and Freedoms", "Unity and Progress".
_ABSTRACT: Final = (
    "oms", "ers", "ants", "ists", "ights", "ity", "ion", "ment", "ness", "ice", "ress",
)  # fmt: skip


def end_of_name(document: Document, index: int) -> int:
    """Return the end of the run of name words that begins at `index`.

    Particles, initials with their stops, "of" or "for" behind the head of an organisation's name,
    and "of" behind what such a name is for ("the Movement for the Liberation of Congo") belong to
    the run.
    """
    end = index + 1
    if told_by_words(document)[end] & GOES_ON:
        end = _end_of_run(document, index)
        if document.lowers[end - 1] in _DIVISIONS and _is_number(document, end):
            return end + 1  # "Legion Branch 4"
    elif document.lowers[index] in NUMBERED and _is_number(document, end):
        return end + 1  # "Charter 77"
    if end < len(document.lowers) and document.lowers[end] == "on":
        return _end_of_topics(document, end) or end
    return end


def _end_of_run(document: Document, index: int) -> int:
    """Return the end of a name of several words, as far as its own words tell."""
    names, told = document.words, told_by_words(document)
    end = index + 1
    sentence = document.sentences[document.sentence_of[index]]
    stop = min(index + _LONGEST, sentence.last)
    if names[index] in "QAX" and names[end] == "." and not _are_initials(document, end):
        return end  # a question or an answer of an interview, the network X
    text, starts, ends = document.text, document.starts, document.ends
    while end < stop and told[end] & GOES_ON:
        if starts[end] > ends[end - 1] and text[ends[end - 1]] == "\t":
            break  # the next cell of a table
        if told[end] & NAME_WORD:
            end += 1
            continue
        if names[end] in _MARKS_INSIDE and (behind := _behind_mark(document, index, end, stop)):
            end = behind
            continue
        if not told[end] & JOINT:
            break
        if topics := _end_of_topics(document, end):
            return topics
        after = _behind_joint(document, end, stop)
        if after == stop and _owns_complement(document, index, end):
            after = _behind_article(document, end + 1)
        if after >= stop or not told[after] & NAME_WORD:
            break
        end = after + 1
    return end


def _end_of_topics(document: Document, joint: int) -> int:
    """Return the end of a list that says what a body is for, 0 where the token opens none.

    "Ministry of Trade, Industry and Fisheries", "Committee on Oversight and Reform": the last one
    stands behind "and", and none is a name of somebody.
    """
    lowers, told = document.lowers, told_by_words(document)
    alone = lowers[joint] == "on"  # "Network on Globalisation" is for one thing
    if lowers[joint - 1] not in (_DEBATING if alone else _TOPICAL) or lowers[joint] not in _ABOUT:
        return 0
    stop = min(joint + _LONGEST, document.sentences[document.sentence_of[joint]].last)
    at, last = joint + 1, False
    while at < stop:
        first = at
        while at < stop and told[at] & NAME_WORD:
            at += 1
        if at == first or not _is_topic(document, first, at):
            return 0
        if last:
            return at
        if at < stop and lowers[at] == ",":
            at += 1
        elif at >= stop or lowers[at] != "and":
            return at if alone else 0
        if at < stop and lowers[at] == "and":
            at, last = at + 1, True
    return 0


def _is_topic(document: Document, first: int, last: int) -> bool:
    """Tell whether words with capitals say what a body is for: "Customs", "Home Affairs"."""
    names, lowers = document.words, document.lowers
    low = lowers[last - 1]
    if low in _TIMES or not (_may_be_cause(low) or low in _TOPICS):
        return False
    listed = lexicon().match(names, lowers, first)
    if listed is not None and listed[1].sort is not OUTLET:  # "Foreign Affairs" is one
        return False
    if last > first + 1 and sex_of_given_name(names[first]):
        return False
    return not any(
        (is_role(low) or is_title(low)) and low not in _TOPICS for low in lowers[first:last]
    )


def _owns_complement(document: Document, index: int, joint: int) -> bool:
    """Tell whether "of" or "for" belongs to a name whose last word alone does not tell.

    "The Mothers of the Border", "the Rally for the Renewal", "the Movement for the Liberation of
    Congo", "Jewish Voice for Peace", "Students for Justice".
    """
    lowers = document.lowers
    if lowers[joint] not in ("of", "for"):
        return False
    if joint > index + 1:
        if lowers[joint] == "of":
            return "for" in lowers[index:joint] or lowers[joint - 1] in _GATHERINGS
        if _is_people_for(document, joint):
            return True
        ranked = any(is_role(low) or is_title(low) for low in lowers[index:joint])
        if ranked or sex_of_given_name(document.words[index]):
            return False
    elif not (is_group(lowers[index]) or lowers[index] in _UNIONS):
        return False
    elif index > 0 and lowers[index - 1] == "the":
        return True
    return _is_cause(document, _behind_article(document, joint + 1))


def _is_people_for(document: Document, joint: int) -> bool:
    """Tell whether people are for a country or a state: "Concerned Veterans for America"."""
    before = document.lowers[joint - 1]
    if not is_group(before) or before in word_class("party_members"):
        return False
    return _is_listed(document, joint + 1)


def _behind_article(document: Document, token: int) -> int:
    """Return the token behind "the" where that stands at `token`, else `token`."""
    return token + (document.lowers[token : token + 1] == ["the"])


def _tells_cause(lower: str) -> bool:
    """Tell whether a common word, with a capital, says what a body is for: "Peace", "Industry"."""
    if lower.endswith(_ABSTRACT):
        return True
    if lower in _ORGANISATION_NOUNS or lower in _STATE_NOUNS or is_group(lower):
        return False
    return is_common(lower) and not (is_role(lower) or is_title(lower))


_may_be_cause: Final = kept(_tells_cause)


def _are_people(lower: str) -> bool:
    return is_group(lower) or lower in word_class("party_word")


def _is_cause(document: Document, token: int) -> bool:
    """Tell whether a word that only a name would capitalise stands at a token."""
    words, lowers = document.words, document.lowers
    if token >= len(words) or not is_name_word(words[token]) or not _may_be_cause(lowers[token]):
        return False
    return lexicon().match(words, lowers, token) is None  # not "the White House"


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


def _behind_mark(document: Document, first: int, mark: int, stop: int) -> int:
    """Return the end of what is written on to a name: "CPI(M)", "AFC/M23", or 0.

    Two places that are written together are no name: "PARIS/TALLINN", "Kinshasa\u2013Brussels", and
    behind several words a dash parts: "A Word of Thanks\u2013Ada Moreau".
    """
    words, starts, ends = document.words, document.starts, document.ends
    close = mark + (3 if words[mark] == "(" else 2)
    if close > stop or any(starts[at] != ends[at - 1] for at in range(mark, close)):
        return 0
    if not (words[mark - 1][0].isupper() and words[mark + 1][0].isupper()):
        return 0
    if words[mark] == "\u2013":
        parts = mark - 1 > first or _is_listed(document, mark - 1)
        return 0 if parts or _is_listed(document, mark + 1) else close
    if not words[mark - 1].isupper():
        return 0
    if words[mark] == "/":
        short = len(words[mark - 1]) < _ACRONYM and not _is_listed(document, mark + 1)
        return close if short else 0
    return close if words[close - 1] == ")" else 0


def _listed_at(document: Document, token: int) -> tuple[int, Entry] | None:
    """Return the listed name that begins at a token, if there are both."""
    if token >= len(document.words):
        return None
    return lexicon().match(document.words, document.lowers, token)


def _is_listed(document: Document, token: int) -> bool:
    """Tell whether a place that a list knows is named from a token on."""
    listed = _listed_at(document, token)
    return listed is not None and listed[1].sort in _PLACES


def _is_region(document: Document, token: int) -> bool:
    """Tell whether a part of a country is named at a token: "of England and Wales"."""
    listed = _listed_at(document, token)
    return listed is not None and listed[1].sort is REGION and listed[0] == token + 1


def _is_number(document: Document, token: int) -> bool:
    """Tell whether a token is a number in the sentence of the one before it."""
    if token >= len(document.lowers) or not document.lowers[token].isdigit():
        return False
    return document.sentence_of[token] == document.sentence_of[token - 1]


def _is_league(document: Document, index: int) -> bool:
    """Tell whether people with a capital stand before a token: "the Widows of Subic"."""
    before = document.lowers[index - 1]
    after_article = index > 1 and document.lowers[index - 2] in ("the", "of", "for")
    return after_article and is_group(before) and before not in word_class("party_word")


def _joins_one_body(document: Document, index: int, stop: int) -> bool:
    """Tell whether "and" stands inside a body's name: "the Justice and Equality Movement"."""
    words, lowers = document.words, document.lowers
    if not _is_cause(document, index - 1):
        return False
    end = index + 1
    while end < stop and words[end][0].isupper():
        end += 1
    return index + 2 < end and lowers[end - 1] in _ORGANISATION_NOUNS


def _behind_joint(document: Document, index: int, stop: int) -> int:
    """Return the token behind what may stand inside a name at `index`; `stop` if nothing may."""
    word, low = document.words[index], document.lowers[index]
    before = document.lowers[index - 1]
    after = index + 1
    if after >= stop:
        return stop
    if word == ".":
        initial = len(before) == 1 or (len(before) < 6 and is_title(before))
        return after if initial else stop  # "J. Moreau", "Mrs. Moreau"
    if word == "&":
        return after
    if low in _MARKS:
        given = sex_of_given_name(document.words[after])  # "Council" is one as well
        body = document.lowers[after] in _ORGANISATION_NOUNS
        owns = body or not (given or before in word_class("party_word"))
        return after if owns and is_group(before) else stop  # not "the Greens' Ada Moreau"
    if low in _PARTICLES:
        particle = document.lowers[after] in _PARTICLES
        if low not in ("of", "for"):
            return after + 1 if particle else after
    if low == "and":
        joined = document.lowers[index - 2] in ("of", "for")
        behind = document.lowers[after]
        if joined and (
            behind.endswith(_ABSTRACT)
            or (_are_people(before) and _are_people(behind))
            or (_is_cause(document, index - 1) and _is_cause(document, after))
            or (
                document.lowers[index - 3] in _ORGANISATION_NOUNS
                and _is_region(document, index - 1)
                and _is_region(document, after)
            )
        ):
            return after
        return after if _joins_one_body(document, index, stop) else stop
    if low in ("of", "for") and (
        before in _ORGANISATION_NOUNS
        or _is_league(document, index)
        or (before in _STATE_NOUNS and _is_cause(document, after))  # "Forces of Freedom"
        or _has_chapter(document, index)
    ):
        return _behind_article(document, after)
    return stop


def _has_chapter(document: Document, joint: int) -> bool:
    """Tell whether "of" stands behind the acronym of a body in a state: "the ACLU of Illinois"."""
    words, lowers, known = document.words, document.lowers, lexicon()
    acronym = words[joint - 1]
    if not acronym.isupper() or len(acronym) < _SHORTEST:
        return False
    if known.match(words, lowers, joint - 1) is not None:
        return False  # "the PKK of Kurdistan"
    found = known.match(words, lowers, joint + 1)
    return found is not None and found[1].sort is REGION
