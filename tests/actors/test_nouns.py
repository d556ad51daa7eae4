import pytest

from stanceclf.actors.mentions import find_mentions
from stanceclf.actors.nouns import is_group
from stanceclf.text.document import Document

VERBS = ["bolsters", "defers", "agrees", "disagrees", "oversees", "abhors", "rewrites", "enlists"]
# Verbs that name people more often, or as often.
PEOPLE = ["ministers", "monitors", "sponsors", "engineers", "ushers", "volunteers", "referees"]


@pytest.mark.parametrize("word", VERBS)
def test_verbs_of_headlines_are_no_people(word):
    assert not is_group(word)


@pytest.mark.parametrize("word", PEOPLE)
def test_nouns_that_are_verbs_as_well_stay_people(word):
    assert is_group(word)


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("France bolsters the deployment.", "France"),
        ("Portugal disagrees with the others.", "Portugal"),
        ("Kenya's government agrees to go.", "Kenya's government"),
        ("The council oversees its deployment.", "The council"),
        ("German farmers reject the deployment.", "German farmers"),
        ("EU monitors reject the deployment.", "EU monitors"),
    ],
)
def test_a_subject_ends_before_its_verb(text, mention):
    document = Document.from_text(text)
    first = find_mentions(document)[0]
    assert document.span_of(first.first, first.last).of(text) == mention


def test_a_headline_has_its_country_as_actor(pipeline):
    [one] = pipeline.analyze("France bolsters its force in Mali with 500 troops.").statements
    assert (one.actor.name, str(one.stance)) == ("France", "supports")
