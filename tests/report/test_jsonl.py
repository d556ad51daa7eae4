import json

import pytest

from stanceclf.errors import DataError
from stanceclf.records import GivenStatement, Span
from stanceclf.report.jsonl import Article, read_articles

GOOD = {"id": "a", "text": "Kenya will go."}


def lines(*records: object) -> list[bytes]:
    return [one if isinstance(one, bytes) else json.dumps(one).encode() for one in records]


def test_articles_keep_their_order_and_blank_lines_are_nothing() -> None:
    given = lines(GOOD, b" \r\n", {"id": "b", "text": "", "title": "T", "target": None})
    assert list(read_articles(given, "f")) == [
        Article("a", "Kenya will go."),
        Article("b", "", "T", ""),
    ]


def test_a_byte_order_mark_is_no_fault() -> None:
    given = lines(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    assert list(read_articles(given, "f")) == [Article("a", "Kenya will go.")]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"id": "b", "text": ', "not valid JSON: Expecting value at column 21"),
        (b'{"id": "b", "text": "\xff"}', "not valid UTF-8: invalid start byte at byte 21"),
        (b"[" * 100_000, "not valid JSON: nested too deeply"),
        (b'{"id": ' + b"9" * 5000 + b"}", "not valid JSON: a number has thousands of digits"),
        (b"[1]", "not a JSON object but a list"),
        (b'{"text": "x"}', "the record has no `id`"),
        (b'{"id": 7, "text": "x"}', "`id` must be a string; got 7"),
        (b'{"id": "b"}', "the record has no `text`"),
        (b'{"id": "b", "text": ["x"]}', '`text` must be a string; got ["x"]'),
        (b'{"id": "b", "text": "x", "title": 1}', "`title` must be a string; got 1"),
        (b'{"id": "a", "text": "x"}', "duplicate id 'a', first on line 1"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_done(line: bytes, message: str) -> None:
    first, fault, last = read_articles(lines(GOOD, line, {"id": "z", "text": "z"}), "in.jsonl")
    assert isinstance(first, Article)
    assert isinstance(fault, DataError)
    assert str(fault).startswith(f"in.jsonl:2: {message}")
    assert isinstance(last, Article)


def test_given_statements_are_claims_and_mentions_only() -> None:
    statement = {
        "claim": [0, 14],
        "actor": [0, 5],
        "actor_name": "Kenya",
        "source": None,
        "stance": "no such label",
        "condition": "unread",
    }
    (article,) = read_articles(lines(GOOD | {"statements": [statement]}), "f", statements=True)
    assert isinstance(article, Article)
    assert article.statements == (GivenStatement(Span(0, 14), Span(0, 5), "Kenya"),)


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        (None, "`statements` must be a list of objects; got null"),
        ([7], "`statements` must be a list of objects; got [7]"),
        ([{}], "statement 0: the statement has no `claim`"),
        ([{"claim": [0, 15]}], "statement 0: `claim` must be null or [start, end]"),
        ([{"claim": [3, 3]}], "statement 0: `claim` must be null or [start, end]"),
        ([{"claim": [-1, 3]}], "statement 0: `claim` must be null or [start, end]"),
        ([{"claim": [0, True]}], "statement 0: `claim` must be null or [start, end]"),
        ([{"claim": [0, 1], "actor": "Kenya"}], "statement 0: `actor` must be null or"),
        ([{"claim": [0, 1], "actor_name": 3}], "statement 0: `actor_name` must be a string"),
    ],
)
def test_a_bad_statement_is_named(statements: object, message: str) -> None:
    (fault,) = read_articles(lines(GOOD | {"statements": statements}), "f", statements=True)
    assert isinstance(fault, DataError)
    assert str(fault).startswith(f"f:1: {message}")
