"""Kinds of mentions, and mentions."""

from enum import StrEnum

from stanceclf.attribution.scene import Candidate


class MentionKind(StrEnum):
    """What a mention is made of."""

    PERSON = "person"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    GROUP = "group"
    ROLE = "role"
    PRONOUN = "pronoun"


class Mention(Candidate):
    """A phrase that can name a holder, for the stages of attribution too: its range and kind."""

    __slots__ = ()
    kind: MentionKind
