import pytest

from stanceclf.errors import DataError
from training.gum import GumUnit, read_gum

SPLITS = "# Splits\n\n## test\n\n  * GUM_news_other\n\n## train\n\n  * GUM_news_camp\n"
DOCUMENT = """\
# newdoc id = GUM_news_camp
# newpar
# newpar_block = head (1 s)
# text = Camp opens
1\tCamp\tcamp\tNOUN\tNN\t_\t2\tnsubj\t_\tDiscourse=organization-heading:1->3:1|Entity=(1-place-new-x-y-1-sgl-Camp_Moreau)
2\topens\topen\tVERB\tVBZ\t_\t0\troot\t_\t_

# newpar
# newpar_block = p (3 s) | figure rend:::"a tent" (1 s) | caption (1 s)
# text = A tent
1\tA\ta\tDET\tDT\t_\t2\tdet\t_\tDiscourse=context-background:2->3:1
2\ttent\ttent\tNOUN\tNN\t_\t0\troot\t_\t_

# text = Jane Moreau said it wouldn't close.
1\tJane\tJane\tPROPN\tNNP\t_\t3\tnsubj\t_\tDiscourse=attribution-positive:3->4:0|Entity=(2-person-new-x-y-2-coref
2\tMoreau\tMoreau\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=2)
3\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\t_
4\tit\tit\tPRON\tPRP\t_\t7\tnsubj\t_\tDiscourse=ROOT:4:0|Entity=(1-place-giv:act-x-y-1-ana)
5-6\twouldn't\t_\t_\t_\t_\t_\t_\t_\t_
5\twould\twill\tAUX\tMD\t_\t7\taux\t_\t_
6\tn't\tnot\tPART\tRB\t_\t7\tadvmod\t_\t_
7\tclose\tclose\tVERB\tVB\t_\t3\tccomp\t_\t_
8\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# text = She left.
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tDiscourse=joint-list:5->4:0|Entity=(2-person-giv:act-x-y-1-ana)
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "dep").mkdir()
    (tmp_path / "splits.md").write_text(SPLITS, encoding="utf-8")
    for name in ("GUM_news_camp", "GUM_news_other", "GUM_bio_moreau"):
        (tmp_path / "dep" / f"{name}.conllu").write_text(DOCUMENT, encoding="utf-8")
    return tmp_path


def test_a_block_that_ends_is_an_end_of_line(corpus):
    document = next(read_gum(corpus, partitions=["train"]))
    assert document.id == "GUM_news_camp"
    assert document.text == (
        "Camp opens\n\nA tent\n\nJane Moreau said it wouldn't close. She left."
    )
    sentences = [document.text[one.start : one.end] for one in document.sentences]
    assert sentences == [
        "Camp opens",
        "A tent",
        "Jane Moreau said it wouldn't close.",
        "She left.",
    ]


def test_units_cover_the_text_and_point_to_their_heads(corpus):
    document = next(read_gum(corpus))
    spans = [document.text[unit.span.start : unit.span.end] for unit in document.units]
    assert spans == [
        "Camp opens",
        "A tent",
        "Jane Moreau said",
        "it wouldn't close.",
        "She left.",
    ]
    assert document.units[2] == GumUnit(document.units[2].span, "attribution-positive", 3)
    assert [unit.head for unit in document.units] == [2, 2, 3, -1, 3]


def test_mentions_are_in_order_and_heads_are_tokens_of_the_document(corpus):
    document = next(read_gum(corpus))
    mentions = [
        (document.text[one.span.start : one.span.end], one.entity, one.kind)
        for one in document.mentions
    ]
    assert mentions == [
        ("Camp", "1", "place"),
        ("Jane Moreau", "2", "person"),
        ("it", "1", "place"),
        ("She", "2", "person"),
    ]
    words = [document.text[token.span.start : token.span.end] for token in document.tokens]
    said = words.index("said")
    assert document.tokens[said].head == -1
    assert words[document.tokens[words.index("close")].head] == "said"


def test_genres_and_partitions_are_chosen(corpus):
    def names(**options):
        return [one.id for one in read_gum(corpus, **options)]

    assert names() == ["GUM_news_camp", "GUM_news_other"]
    assert names(partitions=["test"]) == ["GUM_news_other"]
    assert names(genres=["bio"]) == ["GUM_bio_moreau"]  # in no list, so a training document


def test_no_corpus_and_damaged_ones_are_told(corpus, tmp_path):
    with pytest.raises(DataError, match="no GUM corpus here"):
        next(read_gum(tmp_path / "nowhere"))
    path = corpus / "dep" / "GUM_news_camp.conllu"
    path.write_text(DOCUMENT.replace("\tnsubj\t_\t", "\tnsubj\t", 1), encoding="utf-8")
    with pytest.raises(DataError, match=r"camp\.conllu:5: a token has 10 fields"):
        next(read_gum(corpus, partitions=["train"]))
    path.write_text(DOCUMENT.replace("# text = Camp", "# text = Tent"), encoding="utf-8")
    with pytest.raises(DataError, match="'Camp' is not in its sentence"):
        next(read_gum(corpus, partitions=["train"]))
