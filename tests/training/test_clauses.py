import numpy as np

from stanceclf.attribution.quotes import quotation_states
from stanceclf.text.document import Document
from training.clause_examples import Example, read_examples
from training.clause_scores import begin_scores, f1, find_begins
from training.clauses import fit_splitter
from training.gum import GumDocument, read_gum

MADE = [
    ("{0} said that {1} would stay .", "NP VBD SC PRP MD VB .", (0, 2)),
    ("{0} left when {1} came .", "NP VBD WRB PRP VBD .", (0, 2)),
    ("{0} saw {1} .", "NP VBD PRP .", (0,)),
    ("{0} knows that {1} left .", "NP VBZ SC PRP VBD .", (0, 2)),
]


def made_examples():
    found = []
    for number, name in enumerate(("Anna", "Bela", "Cora", "Dora", "Edda", "Fina", "Gala")):
        lines = [text.format(name, other) for text, _, _ in MADE for other in ("he", "she")]
        document = Document.from_text("\n\n".join(lines))
        tags: list[str] = []
        begins: list[int] = []
        for _, listed, at in MADE:
            for _ in range(2):
                begins += [len(tags) + one for one in at]
                tags += listed.split()
        mask = np.zeros(len(tags), dtype=bool)
        mask[begins] = True
        starts = frozenset(document.starts[at] for at in begins)
        quoted = quotation_states(document)
        found.append(Example(str(number), "news", document, quoted, tuple(tags), mask, starts))
    return found


def test_a_splitter_learns_where_clauses_begin():
    examples = made_examples()
    found = find_begins(fit_splitter(examples[:6]), examples[6:])
    every, inner, units = begin_scores(examples[6:], found, ["news"])
    assert (every, inner, units) == (1.0, 1.0, 14)


def test_begins_of_sentences_are_left_out_of_the_inner_score():
    examples = made_examples()[:1]
    openings = {one.span.start for one in examples[0].document.sentences}
    every, inner, units = begin_scores(examples, [openings], ["news"])
    assert every == f1([(examples[0].starts, openings)])
    assert 0 < every < 1
    assert inner == 0
    assert begin_scores(examples, [openings], ["speech"]) == (1.0, 1.0, 0)
    assert units == 14


def test_f1():
    assert f1([({1, 2}, {2, 3}), ({5}, {5})]) == 4 / 6
    assert f1([]) == 1.0


def test_examples_carry_units_and_tags_over_to_our_tokens(shared):
    gum = shared / "data" / "gum"
    example = read_examples(gum, ["dev"])[0]
    source: GumDocument = next(read_gum(gum, partitions=["dev"]))
    assert example.id == source.id
    assert len(example.tags) == len(example.document.words) == len(example.begins)
    assert example.begins.sum() == len(source.units)
