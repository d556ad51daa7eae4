import pytest

from stanceclf.actors.mentions import find_mentions
from stanceclf.attribution.agents import by_agents, halting
from stanceclf.attribution.holders import NOBODY
from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.scene import Scene
from stanceclf.text.document import Document


def parts_of(text, holder, claim):
    """Return the parts of a claim, and who hold them, where the mention `holder` was chosen."""
    document = Document.from_text(text)
    scene = Scene(document, find_mentions(document), quotation_states(document))
    start = text.index(claim)
    tokens = (document.starts.index(start), document.ends.index(start + len(claim)) + 1)
    names = [document.span_of(one.first, one.last).of(text) for one in scene.candidates]
    chosen = names.index(holder) if holder else NOBODY
    return [
        (" + ".join(names[one] for one in held), document.span_of(first, last).of(text))
        for held, (first, last) in by_agents(scene, chosen, tokens)
    ]


@pytest.mark.parametrize(
    ("text", "holder", "agents"),
    [
        ("Kenya's proposal was rejected by Haiti", "Kenya", "Haiti"),
        ("Estonia's plea has been backed by Latvia and Lithuania", "Estonia", "Latvia + Lithuania"),
        ("His request was rejected by the Senate", "His", "Senate"),
        ("The proposal by Japan was swiftly opposed by China, Chad and Mali", "Japan",
         "China + Chad + Mali"),
        ("The force was welcomed by both France and Germany", "The force", "France + Germany"),
        ("The force was welcomed by both France and Germany", "both", "France + Germany"),
        ("The plan was dismissed by Chancellor Ada Moreau and by Italy", "Ada Moreau",
         "Ada Moreau + Italy"),
        ("The plan was endorsed by the African Union, Ghana and Chad", "Ghana",
         "African Union + Ghana + Chad"),
        ("The plan was rejected by Haiti", "", "Haiti"),
        # What stands in apposition may be the better name.
        ("Kenya's plan was hailed by the premier, Ada Moreau", "Ada Moreau", "Ada Moreau"),
    ],
)  # fmt: skip
def test_whom_by_names_holds_the_claim(text, holder, agents):
    assert parts_of(f"{text}.", holder, text) == [(agents, text)]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        # Subjects of clauses of their own.
        ("Kenya was criticised by Haiti for its plan", "Kenya"),
        ("Kenya will lead a mission backed by Haiti", "Kenya"),
        ("Backed by Kenya and Uganda, Somalia asked for troops", "Somalia"),
        ("The mayor, who was backed by Haiti, has avoided it", "The mayor"),
        # Conditions, wishes, and what is done by others than those who take a side.
        ("Kenya's offer comes late unless the plan is approved by Haiti", "Kenya"),
        ("Kenya's offer would come once the plan has been approved by Haiti", "Kenya"),
        ("Kenya's plan must be approved by Haiti", "Kenya"),
        ("Kenya's plan to be approved by Haiti", "Kenya"),
        ("Kenya's plan was attacked by Haiti", "Kenya"),
        ("Kenya's plan was sent by President Ada Moreau", "Kenya"),
        ("Kenya's plan was approved by 101 votes to one", "Kenya"),
        ("Kenya's plan was approved by", "Kenya"),
        ("was approved by Kenya", ""),
    ],
)
def test_other_holders_stay(text, holder):
    assert parts_of(f"{text}.", holder, text) == []


BOTH = "The force was supported by Chad and Mali and opposed by Fiji, Peru and Cuba"


@pytest.mark.parametrize(
    ("text", "holder", "claim", "parts"),
    [
        (BOTH, "The force", BOTH, [
            ("Chad + Mali", "The force was supported by Chad and Mali"),
            ("Fiji + Peru + Cuba", "opposed by Fiji, Peru and Cuba"),
        ]),
        # The claims were parted within the first list.
        (BOTH, "The force", "The force was supported by Chad", [
            ("Chad + Mali", "The force was supported by Chad and Mali"),
        ]),
        (BOTH, "Mali", "Mali and opposed by Fiji, Peru and Cuba", [
            ("Fiji + Peru + Cuba", "opposed by Fiji, Peru and Cuba"),
        ]),
        ("Chad's offer was hailed by Mali on Monday but was rejected by Fiji.", "Chad",
         "Chad's offer was hailed by Mali on Monday but was rejected by Fiji", [
            ("Mali", "Chad's offer was hailed by Mali on Monday"),
            ("Fiji", "was rejected by Fiji"),
        ]),
        # The claims were parted between the two passives.
        (BOTH, "Fiji", "opposed by Fiji, Peru and Cuba", [
            ("Fiji + Peru + Cuba", "opposed by Fiji, Peru and Cuba"),
        ]),
        ("Troops came and supported by Chad and Mali moved on.", "Chad",
         "supported by Chad and Mali moved on", []),
        ("A force supported by Chad and Mali moved on.", "Chad", "supported by Chad and Mali", []),
        # A list that goes on with a subject ends with the claim.
        ("The force was supported by Chad and Mali agreed.", "The force",
         "The force was supported by Chad", [("Chad", "The force was supported by Chad")]),
    ],
)  # fmt: skip
def test_each_verb_has_its_part(text, holder, claim, parts):
    assert parts_of(text, holder, claim) == parts


@pytest.mark.parametrize(
    ("text", "holder", "holds"),
    [
        ("A judge on Monday blocked President Ada Moreau from sending guards", "Ada Moreau",
         "A judge"),
        ("Parliament stopped Ada Moreau from sending guards", "Ada Moreau", "Parliament"),
        ("In Kenya the High Court barred Chad from sending guards", "Chad", "High Court"),
        ("Spain blocked the force from entering", "Spain", "Spain"),
        ("It did not stop Chad from sending guards", "Chad", "Chad"),
        ("Mali had not barred Chad from sending guards", "Chad", "Chad"),
        ("Mali welcomed Chad from the first", "Chad", "Chad"),
        ("It barred Chad from sending guards", "Chad", "Chad"),
        ("Mali barred Chad", "Chad", "Chad"),
    ],
)  # fmt: skip
def test_who_is_barred_holds_nothing(text, holder, holds):
    document = Document.from_text(f"{text}.")
    scene = Scene(document, find_mentions(document), quotation_states(document))
    names = [document.span_of(one.first, one.last).of(text) for one in scene.candidates]
    chosen = names.index(holder)
    found, source = halting(scene, chosen, chosen, (0, len(document.words) - 1))
    assert names[found] == holds
    assert source == (chosen if found == chosen else NOBODY)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kenya's proposal to deploy troops was rejected by Somalia and Ethiopia.",
         ["Somalia", "Ethiopia"]),
        ("The force was supported by Saudi Arabia and Tunisia and opposed by Iraq and Lebanon.",
         ["Saudi Arabia", "Tunisia", "Iraq", "Lebanon"]),
        ("Germany will not send troops unless the mission is approved by the Bundestag.",
         ["Germany"]),
        ("Burkina Faso welcomed the troops sent by Niger.", ["Burkina Faso"]),
        ("The High Court blocked President William Ruto from sending police to Haiti.",
         ["High Court"]),
    ],
)  # fmt: skip
def test_each_agent_has_a_statement(pipeline, text, names):
    assert [one.actor.name for one in pipeline.analyze(text).statements] == names
