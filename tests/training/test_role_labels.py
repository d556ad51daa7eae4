from types import MappingProxyType

import numpy as np

from stanceclf.attribution.quotes import quotation_states
from stanceclf.records import ActorType, Quotation, Span, Stance
from stanceclf.text.document import Document
from training.attribution import LABELS, fit_roles
from training.corpus import AnnotatedDocument, AnnotatedStatement, read_corpus
from training.role_labels import label_corpus, role_labels


def roles(text, claim, source, quotation=Quotation.INDIRECT, actor=None):
    def span(part):
        return Span(text.index(part), text.index(part) + len(part))

    statement = AnnotatedStatement(
        span(claim), span(actor or source), span(source) if actor else None, None, None, "X", None,
        None, Stance.SUPPORTS, ActorType.PERSON, quotation,
    )  # fmt: skip
    annotated = AnnotatedDocument("a", "", text, "t", "", (statement,), MappingProxyType({}))
    document = Document.from_text(text)
    found: dict[str, list[str]] = {}
    for word, label in zip(document.words, role_labels(document, annotated), strict=True):
        if label:
            found.setdefault(LABELS[label].partition("-")[2], []).append(word)
    return {role: " ".join(words) for role, words in found.items()}


def test_source_cue_and_content_of_a_reported_claim():
    text = "Ola Berg has said Norway will stay."
    assert roles(text, "Norway will stay", "Ola Berg", actor="Norway") == {
        "source": "Ola Berg", "cue": "has said", "content": "Norway will stay",
    }  # fmt: skip


def test_a_verb_before_its_subject():
    assert roles('"We stay," said Ola Berg.', "We stay", "Ola Berg", Quotation.DIRECT) == {
        "source": "Ola Berg", "cue": "said", "content": "We stay",
    }  # fmt: skip


def test_according_to():
    assert roles("According to Ola Berg, troops leave.", "troops leave", "Ola Berg") == {
        "source": "Ola Berg", "cue": "According to", "content": "troops leave",
    }  # fmt: skip


def test_a_holder_inside_the_claim_is_no_source_and_has_no_cue():
    text = "Norway needs the force, Berg said."
    assert roles(text, "Norway needs the force", "Norway") == {"content": "Norway needs the force"}


def test_a_claim_that_holds_its_speaker_is_content_without_him():
    text = "Norway called the force vital."
    assert roles(text, "Norway called the force vital", "Norway") == {
        "source": "Norway", "cue": "called", "content": "the force vital",
    }  # fmt: skip


def test_a_claim_goes_on_behind_an_attribution_in_its_middle():
    text = "Troops, Ola Berg said, could come in May."
    claim = "Troops, Ola Berg said, could come in May"
    assert roles(text, claim, "Ola Berg") == {
        "source": "Ola Berg", "cue": "said", "content": "Troops could come in May",
    }  # fmt: skip


def test_a_pronoun_that_begins_a_claim_does_not_say_it():
    text = "Berg said it was studying the letter."
    assert roles(text, "it was studying the letter", "Berg", actor="it")["content"] == (
        "it was studying the letter"
    )


def test_a_narrated_act_plays_no_role():
    assert roles("Norway rejected the plan.", "rejected the plan", "Norway", Quotation.NONE) == {}


def test_the_corpus_can_be_fitted_on():
    annotated = read_corpus()[:12]
    documents = [Document.from_text(one.text) for one in annotated]
    kinds = [bytes(len(document.words)) for document in documents]
    labelled = label_corpus(annotated, documents, kinds, [one.topic for one in annotated])
    counts = np.bincount(np.concatenate([one.labels for one in labelled]), minlength=7)
    assert (counts[1::2] > 20).all()  # sources, cues and contents begin
    tagger = fit_roles(labelled, folds=2)
    found = tagger.tag(documents, kinds, [quotation_states(document) for document in documents])
    assert {role.role for roles in found for role in roles} == {"source", "cue", "content"}
