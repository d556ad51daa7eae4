import pytest

from stanceclf.actors.mentions import find_mentions
from stanceclf.attribution.holders import NOBODY
from stanceclf.attribution.lists import coordinated
from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.scene import Candidate, Scene
from stanceclf.text.document import Document


def shared(text, claim, holder):
    """Return who shares a claim, and its words, where the mention `holder` has been chosen."""
    document = Document.from_text(text)
    scene = Scene(document, find_mentions(document), quotation_states(document))
    start = text.rindex(claim)
    tokens = (
        document.starts.index(start),
        document.ends.index(start + len(claim)) + 1,
    )
    names = [document.span_of(one.first, one.last).of(text) for one in scene.candidates]
    held, (first, last) = coordinated(scene, names.index(holder), tokens)
    return " + ".join(names[one] for one in held), document.span_of(first, last).of(text)


@pytest.mark.parametrize(
    ("text", "holder", "holders"),
    [
        ("Norway, Denmark and Iceland keep their bans", "Norway", "Norway + Denmark + Iceland"),
        ("The AU and the EU backed the force", "EU", "AU + EU"),
        ("Kenya, Jamaica and the Bahamas will go", "Jamaica", "Kenya + Jamaica + Bahamas"),
        ("Both Kenya and Jamaica will go", "Jamaica", "Kenya + Jamaica"),
        ("Both the AU and the EU will go", "Both", "AU + EU"),
        ("Neither Kenya nor Jamaica will go", "Kenya", "Kenya + Jamaica"),
        ("Prime Minister Ada Moreau and President Jonas Holt agreed", "Ada Moreau",
         "Ada Moreau + Jonas Holt"),
        ("Belgian president Ada Moreau and the Danish minister Jonas Holt agreed", "Jonas Holt",
         "Ada Moreau + Jonas Holt"),
        ("Senators Ted Cruz and Marco Rubio opposed it", "Ted Cruz", "Ted Cruz + Marco Rubio"),
        ("Sens. Ted Cruz and Marco Rubio opposed it", "Marco Rubio", "Ted Cruz + Marco Rubio"),
        ("The Sweden Democrats and the liberal Centre Party agreed", "Centre Party",
         "Sweden Democrats + Centre Party"),
        ("Ted Cruz (R-Texas) and Marco Rubio (R-Fla.) opposed it", "Marco Rubio",
         "Ted Cruz + Marco Rubio"),
        ("Ada Moreau (Greens), Jonas Holt (Labour) and Erik Lund (Liberals) agreed", "Ada Moreau",
         "Ada Moreau + Jonas Holt + Erik Lund"),
        ("Ada Moreau (Greens and Labour) agreed", "Ada Moreau", "Ada Moreau"),
        ("Norway (not so long ago, with Denmark and Iceland", "Norway", "Norway"),
        # A relative clause or an apposition behind one of them.
        ("Norway, which borders Russia and chairs NATO, and Denmark agreed", "Norway",
         "Norway + Denmark"),
        ("Norway, a NATO member, and the Netherlands agreed", "Netherlands",
         "Norway + Netherlands"),
        ("Norway, a neighbour, and Denmark, its rival, agreed", "Denmark", "Norway + Denmark"),
        ("Premier Ada Moreau, a liberal, and President Jonas Holt agreed", "Jonas Holt",
         "Ada Moreau + Jonas Holt"),
        ("Norway, the minister said, and Denmark agreed", "Norway", "Norway"),
        ("Norway, which left Denmark and Iceland, agreed", "Norway", "Norway"),
        ("Norway, a member, and, a", "Norway", "Norway"),
        # Behind "and" a holder may be of another kind, not behind a comma: it may be in apposition.
        ("Norway and the European Union agreed", "Norway", "Norway + European Union"),
        ("The African Union, Norway and Denmark agreed", "Norway",
         "African Union + Norway + Denmark"),
        ("The majority, Ada Moreau and Jonas Holt, agreed", "Ada Moreau", "Ada Moreau"),
        # One name with two adjectives in it, and lists that are no subject.
        ("Group of Latin American and Caribbean Countries rejected it", "Caribbean Countries",
         "Caribbean Countries"),
        ("Norway opposed Denmark and the Netherlands", "Norway", "Norway"),
        ("Norway opposed Denmark and the Netherlands", "Denmark", "Denmark"),
        ("Norway, Denmark says, will stay", "Norway", "Norway"),
        # Whose each of them is.
        ("Norway's Ada Moreau and Denmark's Jonas Holt agreed", "Jonas Holt",
         "Ada Moreau + Jonas Holt"),
        ("President Ada Moreau, Denmark's Jonas Holt and Peru's Pia Lund agreed", "Ada Moreau",
         "Ada Moreau + Jonas Holt + Pia Lund"),
        ("Norway and Denmark's Jonas Holt agreed", "Norway", "Norway + Jonas Holt"),
        ("Norway and Denmark's parliament agreed", "Norway", "Norway + Denmark's parliament"),
        ("Norway and he agreed", "Norway", "Norway"),
        ("Norway and now, after so many years and days, Denmark agreed", "Norway", "Norway"),
    ],
)  # fmt: skip
def test_all_in_the_subject_share_the_claim(text, holder, holders):
    assert shared(f"{text}.", text, holder) == (holders, text)


@pytest.mark.parametrize(
    ("text", "claim", "holder", "holders", "whole"),
    [
        ("President Ada Moreau and Premier Jonas Holt agreed.", "Premier Jonas Holt agreed",
         "Jonas Holt", "Ada Moreau + Jonas Holt",
         "President Ada Moreau and Premier Jonas Holt agreed"),
        ("On Monday, the Netherlands and Denmark agreed.", "Denmark agreed",
         "Denmark", "Netherlands + Denmark", "the Netherlands and Denmark agreed"),
        ("Norway, whose border is near, and Denmark agreed.", "Denmark agreed",
         "Denmark", "Norway + Denmark", "Norway, whose border is near, and Denmark agreed"),
        ("Norway's Ada Moreau, Denmark's Jonas Holt and Peru's Pia Lund agreed.",
         "Denmark's Jonas Holt and Peru's Pia Lund agreed", "Pia Lund",
         "Ada Moreau + Jonas Holt + Pia Lund",
         "Norway's Ada Moreau, Denmark's Jonas Holt and Peru's Pia Lund agreed"),
        ("Iceland spoke with Norway, a neighbour, and Denmark agreed.", "Denmark agreed",
         "Denmark", "Denmark", "Denmark agreed"),
        # One that ends within the list leaves the others to the next.
        ("Norway, a neighbour, and Denmark agreed.", "Norway, a neighbour",
         "Norway", "Norway", "Norway, a neighbour"),
        ("Iceland talked to Norway and Denmark agreed.", "Denmark agreed",
         "Denmark", "Denmark", "Denmark agreed"),
        ("Norway said that Denmark and Iceland agreed.", "Iceland agreed",
         "Iceland", "Iceland", "Iceland agreed"),
    ],
)  # fmt: skip
def test_a_claim_begins_with_the_first_of_its_subject(text, claim, holder, holders, whole):
    assert shared(text, claim, holder) == (holders, whole)


@pytest.mark.parametrize(
    ("text", "claim", "holders"),
    [
        ("Norway and Denmark said they would go.", "they would go", "Norway + Denmark"),
        ("OSLO - On Tuesday, Norway and Denmark added that both will stay.", "both will stay",
         "Norway + Denmark"),
        ("The Netherlands and Denmark said neither would go.", "neither would go",
         "The Netherlands + Denmark"),
        ("Iceland told Norway and Denmark they would go.", "they would go", "Denmark"),
    ],
)  # fmt: skip
def test_they_are_all_subjects_and_not_those_spoken_to(text, claim, holders):
    assert shared(text, claim, "Denmark") == (holders, claim)


def test_a_claim_stays_behind_the_one_before():
    document = Document.from_text("Norway and Denmark agreed.")
    candidates = [Candidate(0, 1, "country"), Candidate(2, 3, "country")]
    scene = Scene(document, candidates, quotation_states(document))
    assert coordinated(scene, 1, (2, 4), 0) == ([0, 1], (0, 4))
    assert coordinated(scene, 1, (2, 4), 1) == ([1], (2, 4))
    assert coordinated(scene, NOBODY, (2, 4)) == ([NOBODY], (2, 4))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The AU and the EU backed the deployment of the force.", ["African Union",
         "European Union"]),
        ("Prime Minister Ada Moreau and President Jonas Holt rejected the deployment of troops.",
         ["Ada Moreau", "Jonas Holt"]),
        ("Kenya, Jamaica and the Bahamas will send police to Haiti.",
         ["Kenya", "Jamaica", "Bahamas"]),
        ("Malaysia, which chairs ASEAN this year, and Singapore welcomed the deployment of troops.",
         ["Malaysia", "Singapore"]),
        ("Kenya rejected the deployment of troops from Uganda and the Sudan.", ["Kenya"]),
    ],
)  # fmt: skip
def test_each_has_a_statement(pipeline, text, names):
    found = pipeline.analyze(text).statements
    assert [one.actor.name for one in found] == names
    assert len({one.claim for one in found}) == 1
