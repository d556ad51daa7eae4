"""Speakers: who says "I" and "we" at a place."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from stanceclf.actors import kinds
from stanceclf.actors.history import SEVERAL, SINGLE
from stanceclf.actors.labels import ASKING, labels_of
from stanceclf.actors.mention import Mention
from stanceclf.actors.nouns import word_class
from stanceclf.actors.scene import Scene
from stanceclf.actors.word_bits import NAME_WORD, ROLE
from stanceclf.attribution.marks import IS_MARK
from stanceclf.records import Sentence
from stanceclf.text.tokens import DASHES

FIRST_PERSON: Final = word_class("first_person")
# What one person says; "we" may be a body as well.
ONE: Final = frozenset(["i", "me", "my", "myself"])
_NOT_ONE: Final = FIRST_PERSON.union(SINGLE, SEVERAL)
_PEOPLE: Final = (kinds.PERSON, kinds.ROLE, kinds.PRONOUN)
_PLACING: Final = frozenset(("of", "from", "at", "for", "in"))
_NO_WE: Final = (kinds.GROUP, kinds.ROLE)
_OWNING: Final = (["'s"], ["'"])
_ISSUED: Final = frozenset(("of", "by", "from", "the", "for"))
_PLACED: Final = (kinds.COUNTRY, kinds.ORGANISATION)
_MANY: Final = (kinds.GROUP, kinds.ORGANISATION)
_COUNTED: Final = 6  # tokens: "We, 98 of the 130 residents"
_ARTICLES: Final = word_class("article")
_ENDS: Final = frozenset((".", "?", "!", "\u201d", '"'))
_CLOSES: Final = _ENDS | {","}  # "Yours faithfully,"
_LONGEST_LINE: Final = 12
_INTRODUCTION: Final = 20
_TALKING: Final = frozenset((
    "answered", "interview", "interviewed", "speaking", "speaks", "spoke", "talked", "talking",
    "talks",
))  # fmt: skip
_OTHERS: Final = frozenset(("i", "he", "she"))  # "she spoke to X" names who asks
_LETTER: Final = 60  # mentions
_CONTRACTED: Final = ("'ll", "'re", "'ve")  # "Things You'll Need" is no name
_BELOW: Final = 5  # sentences: who signs stands among the last ones
_NOTE: Final = 60  # tokens: more than that stands below no signature
_TITLES: Final = 7
_HEADED: Final = 4  # mentions
_HEADLINE: Final = 2  # sentences: a quotation that stands above the text is its main figure's
# Sentences on each side in which the speaker of a quotation, of several paragraphs even, is named.
_QUOTED_SENTENCES: Final = 8


def speaker_mention(scene: Scene, token: int) -> Mention | None:
    """Return the mention of whoever speaks at `token`.

    Inside a quotation: who is said to speak in this sentence, else in one near it in the same
    paragraph; of a headline, the first person that the text names. Outside: the speaker's label
    ("SMITH:"), else the author of the text. A person is sought first; "I" is never a country or a
    company, "we" may be.
    """
    quoted = scene.speech.is_quoted(token)
    one = scene.document.lowers[token].partition("'")[0] in ONE
    if not quoted:
        label = scene.speech.label_of(token)
        signed = _labelled(scene, label)
        if signed is None and not one:
            signed = _several(scene, token)
        signed = signed or _signer(scene, token) or _author(scene)
        if signed is not None:
            return signed
        if one:
            return _heading(scene, token) or _speaking_with(scene, token) or _interviewed(scene)
    found = _speaker_near(scene, token, people=True)
    if found is None and not one:
        found = _speaker_near(scene, token, people=False)
    if found is None and quoted and scene.document.sentence_of[token] < _HEADLINE:
        return _interviewed(scene)
    return found if found is not None or quoted or one else _issuer(scene)


def _issuer(scene: Scene) -> Mention | None:
    """Return the body that the head of a statement names: "Declaration of the Nordic Greens"."""
    for mention in scene.mentions[:_HEADED]:
        if scene.document.sentence_of[mention.first] >= _HEADLINE:
            return None
        if mention.kind is kinds.ORGANISATION and scene.told[mention.last - 1] & NAME_WORD:
            return mention if _heads(scene, mention) else None
    return None


def _heads(scene: Scene, mention: Mention) -> bool:
    """Tell whether a body in a headline may be who writes: not in "Why BuzzFeed", "Chad's"."""
    lowers, first = scene.document.lowers, mention.first
    owns = lowers[mention.last : mention.last + 1] in _OWNING
    return not owns and (
        not first or not lowers[first - 1][0].isalpha() or lowers[first - 1] in _ISSUED
    )


def _several(scene: Scene, token: int) -> Mention | None:
    """Return who "we" are outside quotations, where the text has said it: "We, the mayors of X"."""
    lowers = scene.document.lowers
    for mention in scene.mentions_before(token + _LONGEST_LINE, _LETTER):
        at = mention.first
        if mention.kind is kinds.PRONOUN and lowers[at : at + 2] == ["we", ","]:
            for named in scene.mentions_from(at + 2, 1):
                if named.kind in _MANY and named.first <= at + _COUNTED:
                    return named
    return None


def _heading(scene: Scene, token: int) -> Mention | None:
    """Return the person whose name opens the paragraph of a token: "ADA MOREAU, Ghent. I ..."."""
    paragraphs = scene.speech.paragraphs
    opening = bisect_left(paragraphs, scene.speech.paragraph_of(token))
    first = scene.document.sentences[opening].first
    for mention in scene.mentions_from(first, 1):
        heading = "".join(scene.document.words[first : mention.last])
        if mention.kind is kinds.PERSON and heading.isupper():
            return mention
    return None


def _speaking_with(scene: Scene, token: int) -> Mention | None:
    """Return the person who is said to speak in the sentence of a token."""
    sentence = scene.document.sentences[scene.document.sentence_of[token]]
    return _speaker_in(scene, token, sentence, strict=True, people=True)


def _speaker_near(scene: Scene, token: int, *, people: bool) -> Mention | None:
    """Return who speaks in the sentence of a token, or in one near it in its paragraph."""
    speech, sentences = scene.speech, scene.document.sentences
    here = scene.document.sentence_of[token]
    paragraph = speech.paragraph_of(token)
    ahead = list(_ahead(scene, here)) if speech.is_quoted(token) else []
    reach = _QUOTED_SENTENCES if speech.is_quoted(token) else 2
    for step, index in enumerate([here, *ahead, *_outward(here, reach)]):
        if not 0 <= index < len(sentences):
            continue
        sentence = sentences[index]
        if speech.paragraph_of(sentence.first) != paragraph:
            continue
        strict = 0 < step <= len(ahead)
        found = _speaker_in(scene, token, sentence, strict=strict, people=people)
        if found is not None:
            return found
    return None


def _ahead(scene: Scene, here: int) -> Iterator[int]:
    """Yield the sentences that a quotation goes on in: "We stay. We fight," said X."""
    sentences, quoted = scene.document.sentences, scene.speech.quoted
    for index in range(here + 1, min(here + _QUOTED_SENTENCES, len(sentences))):
        first = sentences[index].first
        if not (quoted[first] and quoted[first - 1]) or scene.document.words[first] in IS_MARK:
            return
        yield index


def _outward(middle: int, reach: int) -> Iterator[int]:
    """Yield the numbers about one, nearest first."""
    for away in range(1, reach + 1):
        yield from (middle - away, middle + away)


def _labelled(scene: Scene, label: int) -> Mention | None:
    """Return whom the label that begins at a token names; an answer's label names nobody itself."""
    if label < 0:
        return None
    if scene.document.words[label] in ASKING:
        return _presented(scene) or _interviewed(scene)
    colon = labels_of(scene.document).get(label, -1)
    inside = [one for one in scene.mentions_from(label, 4) if one.first < colon]
    named = (one for one in inside if one.kind is kinds.PERSON)
    bodies = (one for one in inside if one.kind in (kinds.ORGANISATION, kinds.ROLE))
    return next(named, None) or next(bodies, None)


def _presented(scene: Scene) -> Mention | None:
    """Return who is said to talk, before or behind questions and answers: "X spoke to us"."""
    paragraphs, sentences = scene.speech.paragraphs, scene.document.sentences
    mentions = scene.mentions
    closing = mentions[max(_INTRODUCTION, len(mentions) - _INTRODUCTION) :]
    for one in (*mentions[:_INTRODUCTION], *closing):
        if one.kind is not kinds.PERSON:
            continue
        number = scene.document.sentence_of[one.first]
        opening = sentences[bisect_left(paragraphs, paragraphs[number])].first
        if scene.document.words[opening] in ASKING:
            continue
        first = max(sentences[number].first, one.first - _LONGEST_LINE)
        about = scene.document.lowers[first : min(sentences[number].last, one.last + _LONGEST_LINE)]
        if _OTHERS.isdisjoint(about) and not _TALKING.isdisjoint(about):
            return one
    return None


def _interviewed(scene: Scene) -> Mention | None:
    """Return who answers in an interview: the first person that the text names, or describes."""
    opening = scene.mentions[:_INTRODUCTION]
    named = (one for one in opening if one.kind is kinds.PERSON)
    return next(named, None) or next((one for one in opening if one.kind is kinds.ROLE), None)


def _author(scene: Scene) -> Mention | None:
    """Return who signs the text: "By X" at its start, "X is a ..." at its end."""
    document = scene.document
    for mention in scene.mentions[:3]:
        byline = 0 < mention.first < 6 and document.lowers[mention.first - 1] == "by"
        if byline and mention.kind is kinds.PERSON:
            return mention
    sentences = document.sentences
    if len(sentences) < 3:
        return None
    for sentence in sentences[-2:]:
        signer = scene.mention_at(sentence.first)
        if (
            signer is not None
            and signer.kind is kinds.PERSON
            and signer.last < len(document.lowers)
            and document.lowers[signer.last] in ("is", "was", "writes", "teaches", "served", ",")
        ):
            return signer
    return None


def _signer(scene: Scene, token: int) -> Mention | None:
    """Return who signs the letter that a token stands in: "I am against it. – Ada Moreau".

    A line that holds the name alone signs as well, where the text ends with one: one that begins
    with a name and ends with what was said has headings.
    """
    words = scene.document.words
    by_line = _ends_signed(scene)
    for mention in scene.mentions_from(token, _LETTER):
        if mention.kind is not kinds.PERSON:
            continue
        if by_line and _signs_line(scene, mention, token):
            return mention
        at = mention.first - 1
        while at > token and mention.first - at < _TITLES and words[at] not in DASHES:
            if not (scene.told[at] & NAME_WORD or words[at] in "()." or words[at - 1] == "("):
                break
            at -= 1
        if words[at] in DASHES:
            at -= words[at - 1] == words[at] == "-"
            if at > token and words[at - 1] in _ENDS:
                return mention
    return None


def _signs_line(scene: Scene, mention: Mention, token: int) -> bool:
    """Tell whether a person's name is a line by itself below what ends before it."""
    document = scene.document
    number = document.sentence_of[mention.first]
    first = document.sentences[number].first
    if first <= token or document.words[first - 1] not in _CLOSES:
        return False
    return mention.first - first < _TITLES and _is_bare(scene, number)


def _ends_signed(scene: Scene) -> bool:
    """Tell whether a text ends with the name of who wrote it, and his office, place or a note."""
    document = scene.document
    sentences = document.sentences
    last = len(sentences) - 1
    if _is_bare(scene, last):
        return True
    if scene.person_at(0) is not None and _is_bare(scene, 0):
        return False  # it has headings
    for number in range(last - 1, max(0, last - _BELOW), -1):
        behind = sentences[number].last
        below = document.lowers[behind : behind + _NOTE]
        if len(below) == _NOTE or not ONE.isdisjoint(below):
            return False  # a heading, and what is said below it
        for signer in scene.mentions_from(sentences[number].first, 1):
            inside = signer.kind is kinds.PERSON and signer.first < behind
            if inside and _signs_line(scene, signer, 0):
                return True
    return False


def _is_bare(scene: Scene, number: int) -> bool:
    """Tell whether a sentence is a line of names and titles: "Mrs Ada Moreau (68), Ghent"."""
    document = scene.document
    first, last = document.sentences[number].first, document.sentences[number].last
    if last - first > _LONGEST_LINE:
        return False
    text, starts, ends = document.text, document.starts, document.ends
    if first and "\n" not in text[ends[first - 1] : starts[first]]:
        return False
    if last < len(starts) and "\n" not in text[ends[last - 1] : starts[last]]:
        return False
    words, told = document.words, scene.told
    return words[last - 1] != "." and all(
        (told[at] & NAME_WORD and not document.lowers[at].endswith(_CONTRACTED))
        or words[at] in "(),."
        or words[at].isdigit()
        for at in range(first, last)
    )


def _speaker_in(
    scene: Scene, token: int, sentence: Sentence, *, strict: bool, people: bool
) -> Mention | None:
    """Return who speaks in a sentence outside quotations; `strict`: beside a verb of speech.

    With `people`, only persons, and nouns and pronouns that may mean one. Where `token`, which
    asks, is outside of a quotation, only names.
    """
    says = near = fallback = None
    nobody = _NOT_ONE if people else FIRST_PERSON
    for mention in scene.mentions_from(sentence.first, 30):
        if mention.first >= sentence.last:
            break
        low = scene.document.lowers[mention.first].partition("'")[0]
        if scene.speech.is_quoted(mention.first) or low in nobody:
            continue
        if _says(scene, mention):
            mention = _whole(scene, mention)
            if mention.kind in _PEOPLE:
                return mention
            says = says or mention
        if people and mention.kind not in _PEOPLE:
            continue
        outside = not scene.speech.is_quoted(token)
        if outside and _is_none_of_us(scene, mention):
            continue
        if near is None and scene.speech.speaks(mention.first, mention.last):
            near = mention
        # "Harvard published it. We can read it": who but stands near is not "we".
        subject = not (outside and mention.kind in _PLACED)
        if fallback is None and subject and scene.speech.is_subject(mention.first, mention.last):
            fallback = mention
    found = near if people else says or near
    return found or (None if strict else fallback)


def _is_none_of_us(scene: Scene, mention: Mention) -> bool:
    """Tell whether nobody named so is "we" outside quotations: "the soldiers", "an owner"."""
    if mention.kind in _NO_WE or scene.document.lowers[mention.first] in _NOT_ONE:
        return True
    return mention.kind is kinds.COUNTRY and not scene.told[mention.last - 1] & NAME_WORD


def _whole(scene: Scene, mention: Mention) -> Mention:
    """Return the person whom a mention before a verb only places: "Colonel X of the army said"."""
    before = scene.mentions_before(mention.first, 1)
    if before and before[0].kind in _PEOPLE and before[0].kind is not kinds.PRONOUN:
        between = scene.document.lowers[before[0].last : mention.first]
        if between and between[0] in _PLACING and set(between[1:]) <= _ARTICLES:
            return before[0]
    return mention


def _says(scene: Scene, mention: Mention) -> bool:
    """Tell whether a verb of speech follows a mention, or goes right before: "said Ada Moreau."."""
    lowers, is_verb = scene.document.lowers, scene.speech.is_verb
    behind = mention.last + (lowers[mention.last : mention.last + 1] == ["also"])
    if is_verb(behind):
        return True
    before = mention.first - 1
    named = lowers[mention.last : mention.last + 1] == [","] and before >= 0
    if named and lowers[before] == "," and is_verb(mention.last + 1):
        return True  # "one of them, Ada Moreau, said"
    alone = behind >= len(lowers) or not lowers[behind][0].isalpha()
    if alone and mention.kind is kinds.PERSON:
        before = _before_description(scene, mention.first) - 1
    return alone and before >= 0 and is_verb(before) and lowers[before] != "told"


def _before_description(scene: Scene, index: int) -> int:
    """Return where the description begins that stands before a name: "Polish Defence Minister"."""
    first = index
    while first > 0 and index - first < _TITLES and scene.told[first - 1] & (NAME_WORD | ROLE):
        first -= 1
    return first
