"""Descriptions beside names: "French Foreign Minister", ", the group's spokesman," "(Labour)"."""

from typing import Final

from stanceclf.actors import kinds
from stanceclf.actors.entities import COUNTRY, Entity
from stanceclf.actors.entries import BODY, REGION
from stanceclf.actors.mention import Mention
from stanceclf.actors.names import sex_of_title
from stanceclf.actors.nouns import POSSESSIVES, role_sexes, roles, word_class
from stanceclf.actors.parties import party_of, party_of_member
from stanceclf.actors.phrases import end_of_complement
from stanceclf.actors.scene import Scene
from stanceclf.actors.titles import skip_titles
from stanceclf.actors.us_states import SEATED
from stanceclf.actors.word_bits import DESCRIBES, NAME_WORD

_ROLES: Final = roles()
_ROLE_SEXES: Final = role_sexes()
_READ_BACK: Final = 9
_MARKS: Final = word_class("possessive_mark")
OF_SENDER: Final = ("of", "for", "from")
# Titles that are cut short, by the office that they name, and a party's adjective by its member.
_ABBREVIATED: Final = {
    "gov": "governor",
    "sen": "senator",
    "rep": "representative",
    "gen": "general",
    "col": "colonel",
    "adm": "admiral",
    "maj": "major",
    "capt": "captain",
    "sgt": "sergeant",
    "lt": "lieutenant",
    "brig": "brigadier",
    "prof": "professor",
    "pm": "premier",
    "democratic": "democrat",
}
_BEHIND_AIDE: Final = frozenset(("to", "for", "of"))
_LONGEST_TITLE: Final = 5
_OFFICES: Final = {
    "chairs": "chairman",
    "commands": "commander",
    "directs": "director",
    "governs": "governor",
    "headed": "head",
    "heads": "head",
    "leads": "leader",
    "led": "leader",
    "runs": "head",
    "speaks": "spokesperson",
}
_SITS: Final = frozenset(("sits", "sat", "speaks", "spoke", "stands", "stood", "ran", "runs"))
# Parties as brackets behind a member's name cut them; an independent has none, nor the retired.
_SIDES: Final[dict[str, str | None]] = {
    "R": "Republican Party",
    "D": "Democratic Party",
    "I": None,
    "Ret.": None,
    "Con": "Conservatives",
    "Lab": "Labour",
    "Lib Dem": "Liberal Democrats",
}
_MEMBERS: Final = {"Republican Party": "republican", "Democratic Party": "democrat"}
_PARTIES: Final = {member: party for party, member in _MEMBERS.items()}
_AIDE: Final = word_class("aide")
_ENVOYS: Final = word_class("envoy")
_PEERS: Final = frozenset(("baron", "baroness", "earl", "lady", "lord", "viscount"))
_POSTED: Final = frozenset(("to", "at"))
_SENT: Final = _POSTED | {"for"}
_PORTFOLIO: Final = word_class("portfolio")
_STATE_SHORT: Final = word_class("state_short")


def describe_people(scene: Scene) -> None:
    """Give each named person the offices, country and affiliation that stand beside the name."""
    for index, mention in enumerate(scene.mentions):
        first, _, kind = mention
        if kind is kinds.PERSON:
            person = scene.registry.people.at[first]
            _read_before(scene, person, mention)
            _read_after(scene, person, mention, index)


def goes_on(scene: Scene, last: int, first: int) -> bool:
    """Tell whether a name that ends before `last` may be told of at `first`, further on.

    No verb of speech and no stop stands between: not in "X, said. The minister".
    """
    if scene.document.sentence_of[last - 1] != scene.document.sentence_of[first]:
        return False
    return not any(scene.speech.is_verb(at) for at in range(last, first))


def aide_around(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """Return the phrase of "an aide to President X" where only a part is given.

    X in it never speaks. Any other range comes back as it is.
    """
    lowers = scene.document.lowers
    if lowers[last - 1] in _AIDE and lowers[last : last + 1] == ["to"]:
        for boss in scene.mentions_from(last + 1, 1):
            titles = skip_titles(scene.document, last + 1, boss.first)
            if boss.kind is kinds.PERSON and titles == boss.first <= last + _LONGEST_TITLE:
                return first, boss.last
    if scene.person_at(first) is None:
        return first, last
    if _BEHIND_AIDE.isdisjoint(lowers[max(0, first - _LONGEST_TITLE) : first]):
        return first, last
    begin = first - 1
    while begin > 0 and lowers[begin] not in _BEHIND_AIDE and first - begin < _LONGEST_TITLE:
        begin -= 1
    if begin < 1 or lowers[begin] not in _BEHIND_AIDE:
        return first, last
    aide = scene.mention_around(begin - 1)
    if aide is None or aide.kind is not kinds.ROLE or aide.last != begin:
        return first, last
    titled = begin + 1 == first or skip_titles(scene.document, begin + 1, first) == first
    personal = lowers[aide.last - 1] in _AIDE
    return (aide.first, last) if titled and personal else (first, last)


def _read_before(scene: Scene, person: Entity, mention: Mention) -> None:
    """Read what stands in front of a name, also across a comma or a bracket."""
    titles = _before_titles(scene, mention.first)
    mark = scene.document.words[titles - 1] if titles > 1 else ""
    if mark == "(":
        _read_before_brackets(scene, person, mention, titles - 1)
    elif mark == ",":
        _read_speaking_for(scene, person, mention)
        add_role(scene, person, titles, mention.first)
        _read_apposition_before(scene, person, mention, titles)
    else:
        _read_titles(scene, person, mention.first)


def _read_titles(scene: Scene, person: Entity, last: int) -> None:
    """Read the offices and bodies right before a name, which begins at `last`."""
    lowers = scene.document.lowers
    first, stop = _start_of_titles(scene, last), last
    posted = first - 1 if first > 1 and lowers[first - 1] == "the" else first
    if posted > 1 and lowers[posted - 1] in _SENT and lowers[posted - 2] in _ENVOYS:
        stop = posted - 1  # "US ambassador to NATO Ada Moreau"
        first = _start_of_titles(scene, stop)
    if lowers[first] in POSSESSIVES:
        scene.owners[last] = first
    add_role(scene, person, first, stop)
    if person.affiliation is None and not _is_posted(scene, first, stop):
        for body in scene.mentions_before(stop, 2):
            if body.kind is kinds.ORGANISATION and first <= body.first and body.last <= stop:
                person.affiliation = _name_in(scene, body)
    if person.affiliation is None and last and lowers[last - 1] in _MARKS:
        for owner in scene.mentions_before(last, 1):
            if owner.kind is kinds.ORGANISATION and owner.last == last - 1:
                person.affiliation = scene.registry.text_of(owner.first, owner.last)
    person.affiliation = person.affiliation or party_of_member(scene, last)


def _read_before_brackets(scene: Scene, person: Entity, mention: Mention, bracket: int) -> None:
    """Read "MINISTER OF DEFENCE (X):"."""
    office = scene.mention_around(bracket - 1)
    closed = scene.document.words[mention.last : mention.last + 1] == [")"]
    if closed and office is not None and office.kind is kinds.ROLE:
        add_role(scene, person, office.first, bracket)


def _read_speaking_for(scene: Scene, person: Entity, mention: Mention) -> None:
    """Read "For the Greens, X said", which opens a sentence."""
    document = scene.document
    first = document.sentences[document.sentence_of[mention.first]].first
    if document.lowers[first] != "for" or mention.first - first > _READ_BACK:
        return
    if scene.speech.is_verb(mention.last):
        _affiliate(scene, person, first + 1)


def _read_apposition_before(scene: Scene, person: Entity, mention: Mention, comma: int) -> None:
    """Read "its spokesman, X," where the comma ends before token `comma`."""
    if not _closes(scene, mention.last):
        return
    for role in scene.mentions_before(comma, 3):
        if role.kind is not kinds.ROLE:
            continue
        if comma - 1 in (
            scene.end_of_description(role.last),
            end_of_complement(scene.document, role.last),
        ):
            add_role(scene, person, _with_owner(scene, role.first), comma)
            if scene.document.lowers[role.first] in POSSESSIVES:
                scene.owners[mention.first] = role.first
            before, low = scene.document.lowers[role.first - 1], scene.document.lowers[role.first]
            owned = before in _MARKS or (before == "," and low == "whose")
            for owner in scene.mentions_before(role.first, 1):
                if owned and owner.kind is kinds.ORGANISATION and owner.last == role.first - 1:
                    person.affiliation = person.affiliation or _name_in(scene, owner)
            return


def _start_of_titles(scene: Scene, last: int) -> int:
    """Return the start of the titles, names and adjectives that stand right before `last`."""
    words, told = scene.document.words, scene.told
    sentence = scene.document.sentences[scene.document.sentence_of[last]].first
    floor = max(sentence, last - _READ_BACK)
    first = last
    while first > floor:
        word = words[first - 1]
        if not told[first - 1] & DESCRIBES and not (word == "." and len(words[first - 2]) < 6):
            around = _start_of_listed(scene, first, floor) if word == "and" else first
            return around - (scene.document.lowers[around - 1] in POSSESSIVES)
        first -= 1
    return first


def _start_of_listed(scene: Scene, inner: int, floor: int) -> int:
    """Return where the listed name around a token begins, or the token: "Law and Justice"."""
    for first in range(inner - 2, floor - 1, -1):
        match = scene.registry.names[first]
        if match is not None:
            return first if match[0] > inner else inner
    return inner


def _before_titles(scene: Scene, index: int) -> int:
    """Return the start of the titles, two words at most, that stand before `index`."""
    words, told = scene.document.words, scene.told
    first, floor = index, max(0, index - 3)
    while first > floor and (told[first - 1] & NAME_WORD or words[first - 1] == "."):
        first -= 1
    return first if first == index or skip_titles(scene.document, first, index) == index else index


def _read_after(scene: Scene, person: Entity, mention: Mention, index: int) -> None:
    """Read what stands behind a name: an apposition, brackets, "of X"."""
    words, lowers = scene.document.words, scene.document.lowers
    after = _behind_seat(scene, mention)
    if after + 2 >= len(words):
        return
    if words[after] == "(":
        _read_brackets(scene, person, after + 1)
    elif lowers[after] in OF_SENDER:
        _affiliate(scene, person, after + 1)
    elif words[after] == "," and lowers[after + 1] in OF_SENDER:
        _affiliate(scene, person, after + 2)
    elif words[after] == "," and lowers[after + 1] == "who":
        office = _OFFICES.get(lowers[after + 2])
        if lowers[after + 2] in _SITS and "for" in lowers[after + 3 : after + 6]:
            _affiliate(scene, person, lowers.index("for", after + 3) + 1)
        if office:
            person.bear(office)
            _affiliate(scene, person, after + 3)
    elif words[after] == "," and words[after + 1][:2] in SEATED and person.affiliation is None:
        _read_seat(scene, person, after + 1, after + 2)  # ", R-Texas,"
    elif words[after] == ",":
        _read_apposition_after(scene, person, mention, index)


def _behind_seat(scene: Scene, mention: Mention) -> int:
    """Return where a name ends with the place that a peer's title is of: "Lady X of Kelso"."""
    last, lowers, told = mention.last, scene.document.lowers, scene.told
    if not mention.first or lowers[mention.first - 1] not in _PEERS:
        return last
    if lowers[last : last + 1] != ["of"]:
        return last
    end = last + 1
    while end < len(lowers) and told[end] & NAME_WORD:
        end += 1
    return end if end > last + 1 else last


def _read_apposition_after(scene: Scene, person: Entity, mention: Mention, index: int) -> None:
    """Read "X, the defence minister of Y,"; `index` is the mention's place in the scene."""
    for role in scene.mentions[index + 1 : index + 3]:
        if role.first > mention.last + 4 or not goes_on(scene, mention.last, role.first):
            return
        if role.kind is kinds.ROLE:
            first = _with_owner(scene, role.first)
            add_role(scene, person, first, scene.end_of_description(role.last))
            if scene.document.lowers[role.first] in POSSESSIVES:
                scene.owners[mention.first] = role.first
            return


def _with_owner(scene: Scene, first: int) -> int:
    """Return where a role begins with the country that owns it: "Russia's [UN ambassador]"."""
    if scene.document.lowers[first - 1] in _MARKS:
        for owner in scene.mentions_before(first, 1):
            if owner.kind is kinds.COUNTRY and owner.last == first - 1:
                return owner.first
    return first


def _read_brackets(scene: Scene, person: Entity, first: int) -> None:
    """Read "(Labour)", "(Denmark)", "(Prime Minister)"."""
    words = scene.document.words
    close = next((i for i in range(first, min(first + 7, len(words))) if words[i] == ")"), 0)
    if not close or not scene.told[first] & NAME_WORD:
        return
    match = scene.registry.names[first]
    if match is not None and match[1].type is COUNTRY:
        person.country = person.country or match[1].name
    elif any(scene.document.lowers[index] in _ROLES for index in range(first, close)):
        add_role(scene, person, first, close)
    elif person.affiliation is None:
        _read_seat(scene, person, first, close)


def _read_seat(scene: Scene, person: Entity, first: int, close: int) -> None:
    """Read a party, and where it sits: "(R-Texas)", "(Lab, Hull North)", "(EPP, Poland)".

    A state cut short is no party: "(Tex.)".
    """
    words = scene.document.words
    comma = first
    while comma < close and words[comma] != ",":
        comma += 1
    party = scene.registry.text_of(first, comma)
    side = party.partition("-")[0].rstrip(".")
    if scene.document.lowers[first] not in _STATE_SHORT:
        person.affiliation = _SIDES.get(side if len(side) == 1 else party, party)
        if person.affiliation in _MEMBERS:
            person.bear(_MEMBERS[person.affiliation])  # whom "the Republican" takes up
            person.seat = person.seat or _seat(words, first)
    if comma < close:
        match = scene.registry.names[comma + 1]
        if match is not None and match[1].type is COUNTRY:
            person.country = person.country or match[1].name


def _seat(words: list[str], first: int) -> str:
    """Return the state behind a party: "S C" of "(R-S.C.)", "Ky" of ", R-Ky.,"."""
    state = words[first].partition("-")[2]
    behind = [*words[first + 1 : first + 3], "", ""]
    if behind[0] == "." and len(state) == 1:
        return f"{state} {behind[1]}"
    return f"{state} {behind[0]}" if behind[0][:1].isupper() else state  # "South Carolina"


def _affiliate(scene: Scene, person: Entity, index: int) -> None:
    """Note the organisation or country that is named at `index`, after an article at most."""
    for mention in scene.mentions_from(index, 2):
        if mention.first > index + 4:
            return
        words = scene.document.words
        ends = words[mention.last - 1]
        named = scene.told[mention.last - 1] & NAME_WORD or ends == ")" or ends.isdigit()
        if mention.kind is kinds.ORGANISATION and not named:
            continue  # "of the opposition CHP"
        country, organisation = scene.listed_in(mention.first, mention.last)
        if country and mention.kind is kinds.COUNTRY:
            person.country = person.country or country
        elif mention.kind is kinds.ORGANISATION and person.affiliation is None:
            match = scene.registry.names[mention.first]
            whole = match is not None and match[0] == mention.last
            name = _name_in(scene, mention)
            if name != "Government":  # of a country that the words do not tell
                person.affiliation = organisation if whole or not name else name
        return


def _name_in(scene: Scene, mention: Mention) -> str | None:
    """Return the proper name that ends the phrase of an organisation, if it ends with one."""
    first = mention.first
    while first < mention.last and not scene.told[first] & NAME_WORD:
        first += 1
    return scene.registry.text_of(first, mention.last) or None


def _closes(scene: Scene, after: int) -> bool:
    """Tell whether a stop or a verb of speech follows, so that a name stands in apposition."""
    words = scene.document.words
    return after >= len(words) or words[after] in ",.;:)(" or scene.speech.is_verb(after)


def portfolio(lower: str) -> str:
    """Return the word before an office in one spelling."""
    return "defence" if lower == "defense" else lower


def add_role(scene: Scene, person: Entity, first: int, last: int) -> None:
    """Add the role nouns of a description, its country, its organisation."""
    if first == last:
        return
    lowers, nouns = scene.document.lowers, _ROLES
    for index in range(first, last):
        low = _ABBREVIATED.get(lowers[index], lowers[index])
        if low in nouns:
            before = lowers[index - 1] if index else ""
            if before in _PORTFOLIO:
                person.bear(f"{portfolio(before)} {low}")
            vice = f"vice-{low}"  # who is no president
            person.bear(vice if before == "vice" and vice in nouns else low)
            person.sex = person.sex or _ROLE_SEXES.get(low)
        person.sex = person.sex or sex_of_title(low)
    last = _before_employer(scene, person, first, _before_posting(scene, first, last))
    country, organisation = scene.listed_in(first, last)
    person.country = person.country or country
    state = _state_in(scene, first, last)
    if state is not None:
        person.seat = person.seat or state
        if state == organisation:  # "a Michigan Democrat" speaks for the party
            organisation = _PARTIES.get(lowers[last - 1], organisation)
    if not (organisation and _is_posted(scene, first, last)):
        person.affiliation = person.affiliation or organisation or party_of(scene, first, last)


def _state_in(scene: Scene, first: int, last: int) -> str | None:
    """Return the American state, or the like, that words name."""
    for match in filter(None, scene.registry.names[first:last]):
        if match[1].sort is REGION:
            return scene.registry.listed(match[1]).name
    return None


def _is_posted(scene: Scene, first: int, last: int) -> bool:
    """Tell whether a country is named before where its envoy is: "Russia's UN ambassador".

    "UN Syria envoy" has them the other way round.
    """
    lowers, names = scene.document.lowers, scene.registry.names
    country = next(filter(None, names[first:last]), None)
    if country is None or country[1].type is not COUNTRY:
        return False
    at = country[0] + (lowers[country[0]] in _MARKS)
    seat = names[at] if at < last else None
    return seat is not None and not _ENVOYS.isdisjoint(lowers[seat[0] : min(seat[0] + 2, last)])


def _before_employer(scene: Scene, person: Entity, first: int, last: int) -> int:
    """Return the end of what says whose expert somebody is, and note who employs the expert.

    "A professor at Georgetown" speaks for no country, one "at Georgetown University" for that.
    """
    lowers, expert = scene.document.lowers, False
    for index in range(first, last - 1):
        expert = expert or _ROLES.get(lowers[index]) == "expert"
        if not expert or lowers[index] != "at":
            continue
        named = index + 1 + (lowers[index + 1] == "the")
        match = scene.registry.names[named]
        if match is not None and match[1].sort is BODY:
            return last  # "an analyst at the Pentagon"
        for body in scene.mentions_from(index + 1, 1):
            if body.kind is kinds.ORGANISATION and body.first <= named:
                _affiliate(scene, person, index + 1)
        return index
    return last


def _before_posting(scene: Scene, first: int, last: int) -> int:
    """Return the end of what says whom an envoy speaks for: "Kenya's ambassador [to the UN]"."""
    lowers = scene.document.lowers
    for index in range(first, last - 1):
        if lowers[index] in _ENVOYS and lowers[index + 1] in _POSTED:
            return index + 1
    return last
