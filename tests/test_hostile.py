"""Texts not meant for reading: no exception, no span outside, no more than linear time."""

from collections.abc import Callable
from pathlib import Path

import pytest

import stanceclf
from tests.test_pipeline_properties import check, check_attributions
from tests.timing import processor_seconds

ARTICLE = (Path(__file__).parent / "data" / "article.txt").read_text(encoding="utf-8")

TEXTS = {
    "empty": "",
    "blanks": " \n\t\r\n \u2028",
    "one word": "Kenya",
    "one letter": "k",
    "binary": bytes(range(256)).decode("latin-1") * 20,
    "replaced bytes": ARTICLE.encode("utf-16").decode("utf-8", errors="replace"),
    "NUL": ARTICLE.replace(" ", "\0"),
    "unpaired quotes": ARTICLE.replace("\u201d", "").replace('"', "\u201c"),
    "only quotes": "\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e" * 200,
    "unpaired brackets": "((([[[{{{ Kenya (will [send } police. " * 50,
    "emoji": "👍🏽👩‍👩‍👧‍👦🇳🇴" * 100,
    "right to left": "قال الوزير إن بلاده سترسل قوات. \u202e" * 50 + ARTICLE,
    "CRLF": ARTICLE.replace("\n", "\r\n"),
    "HTML": f"<html><body><p class='x'>{ARTICLE.replace(chr(10), '<br/>')}</p></body></html>",
    "capitals": ARTICLE.upper(),
    "lower case": ARTICLE.lower(),
    "no stops": ARTICLE.replace(".", " "),
    "stops": "..!?\u2026" * 1000,
    "combining": "e\u0301" * 500 + ARTICLE,
    "ends in a comma and a quotation mark": '"Kenya will send police,"',
    "surrogates": "\ud800\udfff" * 50,
    "an adjective at the end of a line": "THE AFGHAN\nMOVING\nSE",
}

# One piece of each kind, to be repeated: whatever looks back or pairs up shows here.
PIECES = {
    "words": "Kenya will send police once asked, said Anna Holm. ",
    "one line": "troops and police and ships ",
    "one token": "a",
    "digits": "1,",
    "capitalised": "Anna Holm ",
    "acronym": "U.",
    "quotes": '"',
    "opening quotes": "\u201cwe ",
    "apostrophes": "'s",
    "brackets": "(",
    "stops": ".",
    "commas": ", ",
    "newlines": "\n",
    "blanks": " ",
    "said": "said that ",
    "conditions": "if once unless ",
    "negations": "not never no ",
    "names": "Kenya Haiti NATO ",
    "pronouns": "He said. ",
    "HTML": "<p>&amp;",
    "emoji": "👍",
    "hyphens": "a-",
    "capitals": "KENYA WILL SEND POLICE. ",
    "labels": "SMITH: We go.\n",
    "dashes": "\n\u2014 We stay, said Moreau. \u2014 Go.",
    "quotations of many paragraphs": "\n\n\u201cWe stay.",
    "chains": "Ada Moreau said that Jonas Holt told Kenya that ",
    "one long sentence": "Ada Moreau said it was old and Jonas Holt added that it leaked, ",
    "claims without a verb": "Chad will send ships, Mali two and Togo the same. ",
    "claims without a verb on one line": "and Chad with 5 men, Mali two, ",
    "pro-verbs": ", so did Chad, nor will Mali",
    "descriptions": "The kingdom said the Norwegian would go. ",
    "verdicts": "not withdrawing troops would be a mistake ",
    "counted people": "two senators, Ada Moreau and Jonas Holt, ",
    "letters": "A. B. C said. ",
    "complements": "a spokesman for the mayor of ",
    "cells": "Kenya\t",
    "handles": "@AdaMoreau ",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_is_read(pipeline: stanceclf.Pipeline, text: str) -> None:
    check(pipeline.analyze(text), text)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_has_attributions(pipeline: stanceclf.Pipeline, text: str) -> None:
    check_attributions(pipeline.attributions(text), text)


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_time_is_linear(pipeline: stanceclf.Pipeline, piece: str) -> None:
    assert growth(pipeline.analyze, piece) < 7


@pytest.mark.parametrize(
    "kind", ["said", "quotes", "quotations of many paragraphs", "chains", "one long sentence"]
)
def test_time_of_attributions_is_linear(pipeline: stanceclf.Pipeline, kind: str) -> None:
    assert growth(pipeline.attributions, PIECES[kind]) < 7


def test_time_is_linear_where_many_people_are_called_by_initials(
    pipeline: stanceclf.Pipeline,
) -> None:
    names = [f"{one}{two}{three}o" for one in "BDFGK" for two in "aeiou" for three in "lmnrstvz"]

    def text(size: int) -> str:
        named = "".join(f"{names[at % 200]} {names[at // 200]} sat. " for at in range(size))
        return f"Kenya will send troops. {named}\n\n" + "XQ: We send troops.\n\n" * size

    def seconds(size: int) -> float:
        return processor_seconds(lambda: pipeline.analyze(text(size)))

    seconds(500)
    assert min(seconds(2000) / seconds(500) for _ in range(4)) < 7


def test_time_is_linear_where_pronouns_stand_far_from_the_last_name(
    pipeline: stanceclf.Pipeline,
) -> None:
    def seconds(times: int) -> float:
        text = "Kenya will send troops. " + "although it has doubts, " * times
        return processor_seconds(lambda: pipeline.analyze(text))

    assert min(seconds(40_000) / seconds(10_000) for _ in range(2)) < 7


def test_time_is_linear_where_words_with_a_capital_are_sought_without_one(
    pipeline: stanceclf.Pipeline,
) -> None:
    pipeline.analyze("Kenya will send troops, says a note.")  # words of other texts are known
    assert growth(pipeline.analyze, "Editor's Note: troops.\n" * 5) < 7


@pytest.mark.parametrize("piece", ["a", "troops and ships "])
def test_ten_megabytes_on_one_line(pipeline: stanceclf.Pipeline, piece: str) -> None:
    text = piece * (10_000_000 // len(piece))
    assert processor_seconds(lambda: pipeline.analyze(text)) < 120


def growth(read: Callable[[str], object], piece: str) -> float:
    """Return how many times as long a text takes that is four times as long.

    A stage that pairs everything with everything would take 16 times as long; timers jitter, so the
    best of a few tries counts.
    """
    small = piece * (20_000 // len(piece))
    read(small)

    def seconds(text: str) -> float:
        return processor_seconds(lambda: read(text))

    return min(seconds(small * 4) / max(seconds(small), 0.002) for _ in range(4))
