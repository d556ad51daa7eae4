"""Names that a user adds: what they mean, what a bad file says, what they cost."""

import time
from pathlib import Path

import pytest
from hypothesis import given

import stanceclf
from stanceclf.actors.aliased import AliasedLexicon
from stanceclf.actors.aliases import read_aliases
from stanceclf.actors.lexicon import lexicon
from stanceclf.actors.mentions import find_mentions
from stanceclf.actors.resolution import resolve
from stanceclf.errors import DataError
from stanceclf.text.document import Document
from tests.actors.test_golden import span_of
from tests.actors.test_properties import TEXTS
from tests.golden import read_blocks

HERE = Path(__file__).parent
BLOCKS = read_blocks(HERE / "aliases.txt", at_least=16)


@pytest.fixture(scope="module")
def known() -> AliasedLexicon:
    return read_aliases(HERE / "aliases.tsv")


@pytest.mark.parametrize(("text", "expected"), BLOCKS)
def test_golden(known, text, expected):
    wanted = [line.partition(" => ")[0] for line in expected]
    document = Document.from_text(text)
    mentions = find_mentions(document, known)
    actors = resolve(document, [span_of(text, one) for one in wanted], mentions, lexicon=known)
    found = [
        f"{words} => {one.name} | {one.type.value} | {one.affiliation or '-'} | {one.id}"
        for words, one in zip(wanted, actors, strict=True)
    ]
    assert found == expected
    for one in wanted:
        tokens = document.tokens_in(span_of(text, one))
        assert any(m.first <= tokens.start + 1 and tokens.stop <= m.last for m in mentions), one


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"Zorbo\tKaro Delm\tperson\nZorbo\n", "names.tsv:2: 3 to 5 columns"),
        (b"# names\n\nZorbo\tKaro Delm\tpersons\n", "names.tsv:3: `type` must be one of person, "),
        (b"...\tKaro Delm\tperson\n", "names.tsv:1: `alias` must hold a letter or a digit; got"),
        (b"Zorbo\t\tperson\n", "names.tsv:1: `name` must hold a letter or a digit; got ''"),
        (b"\xff\tKaro Delm\tperson\n", "names.tsv:1: not valid UTF-8: invalid start byte at byte"),
        (b"Zorbo\tKaro Delm\tperson\t\tA B\n", "names.tsv:1: `id` must be an ISO 3166 code in"),
        (b"a " * 20 + b"\tKaro Delm\tperson\n", "names.tsv:1: `alias` must not be longer than"),
        (
            b"Zorbo\tKaro Delm\tperson\n# and\nthe Zorbo\tAda Moreau\tperson\n",
            "names.tsv:3: the alias 'the Zorbo' means 'Karo Delm' on line 1",
        ),
        (
            b"Zorbo\tKaro Delm\tperson\nKaro\tKaro Delm\tgroup\n",
            "names.tsv:2: `type` of 'Karo Delm' is",
        ),
        (b"A\tB\tgroup\t\tb\nC\tB\tgroup\t\tc\n", "names.tsv:2: `id` of 'B' is 'c' here and 'b'"),
    ],
)
def test_a_bad_line_is_named(tmp_path, content, message):
    path = tmp_path / "names.tsv"
    path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        read_aliases(path)
    assert str(caught.value).startswith(str(path.parent))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_missing_is_named(tmp_path):
    with pytest.raises(DataError, match=r"none\.tsv: No such file"):
        stanceclf.load(aliases=tmp_path / "none.tsv")


def test_an_empty_file_changes_nothing(tmp_path):
    path = tmp_path / "names.tsv"
    path.write_bytes(b"\xef\xbb\xbf# nothing\r\n\r\n")
    text = "The Kremlin rejected it. NATO and Ada Moreau did not."
    document = Document.from_text(text)
    assert find_mentions(document, read_aliases(path)) == find_mentions(document)


def test_two_pipelines_do_not_see_each_others_names(tmp_path):
    text = "The Iron Alliance will send troops."
    names = {}
    for name in ("NATO", "Red Front"):
        path = tmp_path / f"{name}.tsv"
        path.write_text(f"Iron Alliance\t{name}\torganisation\n")
        names[name] = stanceclf.load(aliases=path)
    plain = stanceclf.load()
    for _ in range(2):
        for name, pipeline in (*names.items(), ("Iron Alliance", plain)):
            assert [one.actor.name for one in pipeline.analyze(text).statements] == [name]


@given(TEXTS)
def test_mentions_stay_ordered_and_apart(text):
    known = AliasedLexicon(lexicon())
    nato = lexicon().match(["NATO"], ["nato"], 0)
    assert nato is not None
    for alias in ("Ada", "the army of", "NATO said", "his", "“ we", "Moreau's Greens"):
        known.enter(alias, nato[1])
    document = Document.from_text(text)
    end = 0
    for mention in find_mentions(document, known):
        assert end <= mention.first < mention.last <= len(document.words)
        assert document.sentence_of[mention.first] == document.sentence_of[mention.last - 1]
        end = mention.last
    resolve(document, [document.span_of(0, 1)] if document.words else [], lexicon=known)


def test_a_hundred_thousand_aliases_cost_linear_time(tmp_path):
    def seconds(count: int) -> float:
        path = tmp_path / f"{count}.tsv"
        path.write_text(
            "".join(f"Free Army of {n} North\tArmy {n}\torganisation\n" for n in range(count))
        )
        started = time.process_time()
        known = read_aliases(path)
        built = time.process_time() - started
        document = Document.from_text(
            "The Free Army of 7 North met the Free Army of Nowhere. " * 99
        )
        started = time.process_time()
        assert len(find_mentions(document, known)) >= 198
        read = time.process_time() - started
        assert read < 0.5
        return built

    seconds(1000)
    assert seconds(100_000) < 10 * max(seconds(10_000), 0.01) * 3
