"""Mentions: the phrases of a document that can name a holder.

One walk over the tokens. A capitalised word begins a name, which the lexicon, its head noun, a
title or a given name tells the kind of; a lower-case noun for an office, a body or a group ends a
phrase that is read back to its article. Recall comes first: what no mention covers, no later stage
finds.
"""

from operator import itemgetter
from typing import Final

from stanceclf.actors import kinds
from stanceclf.actors.casing import is_common
from stanceclf.actors.entries import ADJECTIVE
from stanceclf.actors.labels import labels_of_roles
from stanceclf.actors.lexicon import Lexicon, lexicon
from stanceclf.actors.mention import Mention, MentionKind
from stanceclf.actors.name_kinds import Likelier, likelier_kind
from stanceclf.actors.name_mentions import visit_name
from stanceclf.actors.names import is_name_word
from stanceclf.actors.noun_mentions import visit_noun, visit_several
from stanceclf.actors.nouns import word_class
from stanceclf.actors.pairs import PAIRED
from stanceclf.actors.parting import SHARES
from stanceclf.actors.steps import step_at
from stanceclf.actors.unlisted import has_body_behind, kind_of_single
from stanceclf.actors.us_states import SEATED
from stanceclf.actors.walk import Walk
from stanceclf.actors.word_bits import GROUP
from stanceclf.text.document import Document
from stanceclf.text.forms import FormTable
from stanceclf.text.row import FoundTokens, Row

_OF_SEVERAL: Final = PAIRED | SHARES | {"them"}
_LEANING: Final = word_class("leaning")
_PARTY_WORD: Final = word_class("party_word")
_PLACE_PREPOSITION: Final = word_class("place_preposition")
_STEP_OF: Final = (None, *MentionKind)
_A_NAME: Final = _STEP_OF.index(kinds.PERSON)
_A_PRONOUN: Final = _STEP_OF.index(kinds.PRONOUN)
# Of each form the place of its step in `_STEP_OF`.
_STEPS_OF_FORMS: Final = FormTable(lambda form: (_STEP_OF.index(step_at(form.word)),), 1)
_FIRST: Final = itemgetter(0)  # no two mentions begin at one token; tuples take longer to compare


def find_mentions(
    document: Document, listed: Lexicon | None = None, likelier: Likelier = likelier_kind
) -> list[Mention]:
    """Return the mentions of `document` in reading order; they do not overlap.

    Parameters
    ----------
    document : Document
    listed : Lexicon, optional
        The listed names; those of `stanceclf.resources` if not given.
    likelier : callable
        Settles the kinds of names that no list knows.

    Examples
    --------
    >>> document = Document.from_text("The French president met Ada Moreau of the Greens.")
    >>> [(m.kind.value, document.span_of(m.first, m.last).of(document.text))
    ...  for m in find_mentions(document)]
    [('role', 'The French president'), ('person', 'Ada Moreau'), ('organisation', 'Greens')]
    """
    walk = Walk(document, lexicon() if listed is None else listed, likelier)
    _visit(walk)
    return _settled(walk)


def _steps(row: Row) -> FoundTokens:
    return row.found(row.column(_STEPS_OF_FORMS))


def _visit(walk: Walk) -> None:
    """Visit every token once, names as a whole."""
    labels = labels_of_roles(walk.document)
    behind = 0  # the end of the name visited last
    # Past the words at which there is nothing to do.
    indices, steps = walk.document.part().found(_steps)
    if walk.own or labels:
        more = dict.fromkeys((*walk.own, *labels), _A_NAME)
        named = {**dict(zip(indices, steps, strict=True)), **more}
        indices = sorted(named)
        steps = [named[index] for index in indices]
    for place, index in enumerate(indices):
        if index < behind:
            continue
        step = steps[place]
        kind = _STEP_OF[step]
        if index in labels:
            behind = walk.add(index, labels[index], kinds.ROLE)
        elif step == _A_NAME:
            behind = index + 1 if _ends_seat(walk, index) else visit_name(walk, index)
        elif step == _A_PRONOUN:
            if walk.words[index] in _OF_SEVERAL:
                visit_several(walk, index)
            else:
                walk.add(index, index + 1, kinds.PRONOUN)
        elif kind is not None:
            visit_noun(walk, index, kind)


def _settled(walk: Walk) -> list[Mention]:
    """Return all mentions, with each single unknown name decided or left out."""
    if walk.places:
        _drop_places(walk)
    people = _name_people(walk)
    if walk.pending:
        ends: set[int] = set()
        for index in walk.pending:
            opens = walk.opens(index)
            single = kind_of_single(walk.document, index, people, walk.likelier, opens=opens)
            if single is not None:
                listed = single is kinds.ORGANISATION and _needs_adjective(walk, index)
                if listed:  # seldom; the adjective may end a line and be a mention itself
                    ends = ends or {mention.last for mention in walk.found}
                    listed = index not in ends
                first = index - 2 if _joins_another(walk, index, single) else index - listed
                walk.add(first, index + 1, single)
        walk.found.sort(key=_FIRST)
    return walk.found


def _joins_another(walk: Walk, index: int, kind: MentionKind) -> bool:
    """Tell whether two common words are one party: "Fatherland and Freedom, a smaller party,"."""
    lowers = walk.lowers
    if kind is not kinds.ORGANISATION or index < 2 or lowers[index - 1] != "and":
        return False
    first = lowers[index - 2]
    if not (is_name_word(walk.words[index - 2]) and is_common(first) and is_common(lowers[index])):
        return False
    party = first in _PARTY_WORD or first in _LEANING or walk.told[index - 2] & GROUP
    return not party and has_body_behind(walk.document, index + 1)


def _needs_adjective(walk: Walk, index: int) -> bool:
    """Tell whether an adjective makes a common word a name: "the Serb List", no acronym."""
    listed = walk.matches[index - 1] if index > 1 else None
    if listed is None or listed[1].sort is not ADJECTIVE or listed[0] != index:
        return False
    low = walk.lowers[index]
    people = low in _PARTY_WORD or low in _LEANING or walk.told[index] & GROUP
    return walk.lowers[index - 2] == "the" and not people and is_common(low)


def _drop_places(walk: Walk) -> None:
    """Leave out a name that the text gives a place: "Banja Luka has not", "in Banja Luka"."""
    lowers, places = walk.lowers, walk.places
    walk.found = [
        mention
        for mention in walk.found
        if mention.kind is not kinds.PERSON
        or tuple(lowers[mention.first : mention.last]) not in places
    ]


def _name_people(walk: Walk) -> set[str]:
    """Give a place's name to the person who bears it: "Paris said", where Ada Paris spoke.

    Returns the words of the names of all persons.
    """
    people: set[str] = set()
    families: set[str] = set()
    for first, last, kind in walk.found:
        if kind is kinds.PERSON:
            people.update(walk.lowers[first:last])
            if last > first + 1:
                families.add(walk.lowers[last - 1])
    if not families:
        return people
    for place, (first, last, kind) in enumerate(walk.found):
        if kind is not kinds.COUNTRY or last > first + 1 or walk.lowers[first] not in families:
            continue
        before = walk.lowers[first - 1] if first else ""
        placed = before in _PLACE_PREPOSITION or before in ("of", "the")
        if not placed and is_name_word(walk.words[first]):
            walk.found[place] = Mention(first, last, kinds.PERSON)
    return people


def _ends_seat(walk: Walk, index: int) -> bool:
    """Tell whether a word ends a member's state: "(R-South [Carolina])"."""
    if index < 2 or walk.words[index - 2] not in ",(":
        return False  # as most
    return walk.words[index - 1][:2] in SEATED
