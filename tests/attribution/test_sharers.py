import pytest

from stanceclf.actors.mentions import find_mentions
from stanceclf.attribution.holders import NOBODY
from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.scene import Candidate, Scene
from stanceclf.attribution.sharers import coordinated
from stanceclf.records import Stance
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
        # What describes a person may stand before the name, and whose the person is.
        ("Ada Moreau and her Danish counterpart, Jonas Holt, agreed", "Jonas Holt",
         "Ada Moreau + Jonas Holt"),
        ("The defence minister, Ada Moreau, and the army chief, Jonas Holt, agreed", "Ada Moreau",
         "Ada Moreau + Jonas Holt"),
        ("Labour's Ada Moreau and the Greens' Jonas Holt agreed", "Jonas Holt",
         "Ada Moreau + Jonas Holt"),
        ("Two senators, Ada Moreau and Jonas Holt, agreed", "Jonas Holt",
         "Ada Moreau + Jonas Holt"),
        ("Two senators, Ada Moreau and Jonas Holt in Oslo, agreed", "Jonas Holt", "Jonas Holt"),
        ("Ships of two senators, Ada Moreau and Jonas Holt, left", "Jonas Holt", "Jonas Holt"),
        ("The tourists left, and their envoy, Jonas Holt, agreed", "Jonas Holt", "Jonas Holt"),
        ("Norway, the minister said, and Denmark agreed", "Norway", "Norway"),
        ("Norway, which left Denmark and Iceland, agreed", "Norway", "Norway"),
        ("Norway, a member, and, a", "Norway", "Norway"),
        # Behind "and" a holder may be of another kind, not behind a comma: it may be in apposition.
        ("Norway and the European Union agreed", "Norway", "Norway + European Union"),
        ("The African Union, Norway and Denmark agreed", "Norway",
         "African Union + Norway + Denmark"),
        ("The majority, Ada Moreau and Jonas Holt, agreed", "Ada Moreau", "Ada Moreau"),
        # What a member is called by before its name.
        ("The rebel group M27 and the militia Wazalendo agreed", "Wazalendo", "M27 + Wazalendo"),
        ("Kenya and the youth movement Lucha agreed", "Lucha", "Kenya + Lucha"),
        ("Ennahda, the trade union UGTT and the employers' federation Utica agreed", "UGTT",
         "Ennahda + UGTT + Utica"),
        ("Kenya and now, at last, the militia Wazalendo agreed", "Wazalendo", "Wazalendo"),
        ("Kenya and, led by rebel group M27, the Netherlands agreed", "M27", "M27"),
        # Unnamed people, too, unless they only round the list off.
        ("The Colombian government and the FARC rebels agreed", "The Colombian government",
         "The Colombian government + the FARC rebels"),
        ("Hamas and Palestinian factions agreed", "Palestinian factions",
         "Hamas + Palestinian factions"),
        ("The miners' union, the COB and the bishops agreed", "COB",
         "The miners' union + COB + the bishops"),
        ("Russia and its allies agreed", "Russia", "Russia"),
        ("Spain, Italy and seven others agreed", "Spain", "Spain + Italy"),
        ("Hamas, Palestinian factions agreed", "Hamas", "Hamas"),
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
        # Behind words that open a sentence, or a relative clause, and before a verb.
        ("Last week the Netherlands and Denmark agreed", "Denmark", "Netherlands + Denmark"),
        ("In May 2024 Norway and Denmark both left", "Norway", "Norway + Denmark"),
        ("The force that Norway and Denmark want to send is large", "Norway", "Norway + Denmark"),
        ("In Norway and Denmark the ministers agreed", "Denmark", "Denmark"),
        ("Troops from Norway and Denmark agreed", "Denmark", "Denmark"),
        ("The force that Norway and Denmark, in May, left", "Norway", "Norway"),
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
        ("Norway met Denmark and Iceland agreed.", "Iceland agreed",
         "Iceland", "Iceland", "Iceland agreed"),
        # Words that a subject may stand behind.
        ("On Monday Norway and Denmark agreed.", "Denmark agreed",
         "Denmark", "Norway + Denmark", "Norway and Denmark agreed"),
        ("Norway said that Denmark and Iceland agreed.", "Iceland agreed",
         "Iceland", "Denmark + Iceland", "Denmark and Iceland agreed"),
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
        ("Iceland left, while Norway and Denmark said they would go.", "they would go",
         "Norway + Denmark"),
        # Those spoken to are not they.
        ("Norway and Denmark told Iceland they would go.", "they would go", "Norway + Denmark"),
        ("Norway and Denmark told reporters that both would go.", "both would go",
         "Norway + Denmark"),
        ("Norway, unlike Denmark, told Iceland they would go.", "they would go", "Denmark"),
    ],
)  # fmt: skip
def test_they_are_all_subjects_and_not_those_spoken_to(text, claim, holders):
    assert shared(text, claim, "Denmark") == (holders, claim)


@pytest.mark.parametrize(
    ("text", "claim", "holders"),
    [
        # Before the claim, behind it, and around it.
        ("Norway and Denmark warned that troops would go.", "troops would go", "Norway + Denmark"),
        ("On Monday, Norway and Denmark told Iceland: Go home.", "Go home", "Norway + Denmark"),
        ("Norway and Denmark backed it and called for more.", "called for more",
         "Norway + Denmark"),
        ("Troops would go, Norway and Denmark said in Oslo.", "Troops would go",
         "Norway + Denmark"),
        ("Troops would go, said Norway and Denmark.", "Troops would go", "Norway + Denmark"),
        ('"Troops will go," Norway and Denmark said.', "Troops will go", "Norway + Denmark"),
        ("Last week Norway and Denmark said troops would go.", "troops would go",
         "Norway + Denmark"),
        ("The pact that Norway and Denmark signed says that troops would go.", "troops would go",
         "Denmark"),
        # No subject, another's words, another verb's, another sentence's.
        ("The ministers of Norway and Denmark said troops would go.", "troops would go", "Denmark"),
        ("Troops would go, said the ministers of Norway and Denmark.", "Troops would go",
         "Denmark"),
        ("Norway and Denmark agreed to talk, and troops would go.", "troops would go", "Denmark"),
        ("Norway and Denmark spoke of troops. Iceland said it would go.", "it would go", "Denmark"),
        ("Troops would go. Norway and Denmark said nothing.", "Troops would go", "Denmark"),
        ("Troops would go, though Norway and Denmark stay.", "Troops would go", "Denmark"),
    ],
)  # fmt: skip
def test_all_who_tell_a_claim_share_it(text, claim, holders):
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
        ("The opposition party Ennahda and the trade union UGTT rejected the deployment of troops.",
         ["Ennahda", "UGTT"]),
        # They tell it.
        ("France and Germany said on Tuesday that European troops must not be sent to Ukraine "
         "without a ceasefire.", ["France", "Germany"]),
        ("Senators Chris Murphy and Rand Paul warned that sending troops to Venezuela would be "
         "illegal.", ["Chris Murphy", "Rand Paul"]),
        ("The mission would be extended by a year, the African Union and the Somali government "
         "announced.", ["African Union", "Somalia"]),
        ('"We will not send soldiers to Gaza," Egypt and Jordan said in a statement.',
         ["Egypt", "Jordan"]),
        ('"Our soldiers will stay in Mali," said Egypt and Jordan.', ["Egypt", "Jordan"]),
        ("Last week Kenya and Uganda agreed to send troops to South Sudan.", ["Kenya", "Uganda"]),
        pytest.param(
            "Russia told France and Germany that troops in Ukraine would be legitimate targets.",
            ["Russia"],
            marks=pytest.mark.xfail(reason="the released model misses it", strict=True),
        ),
    ],
)  # fmt: skip
def test_each_has_a_statement(pipeline, text, names):
    report = pipeline.analyze(text)
    found = [one for one in report.statements if one.stance is not Stance.NO_STANCE]
    assert [one.actor.name for one in found] == names
    assert len({one.claim for one in found}) == 1


def test_the_last_word_of_a_text_does_not_stand_before_the_first():
    text = "tiny Norway and Denmark will go where"
    for behind in ("they", "the"):
        held, _ = shared(f"{text} {behind}", "tiny Norway and Denmark will go", "Norway")
        assert held == "Norway"
