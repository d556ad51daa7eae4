import pytest

from stanceclf.text.items import is_number, next_item


@pytest.mark.parametrize("text", ["1", "12", "2.1", "a", "iv", "\u2022 9", "\u20439"])
def test_numbers_of_items(text):
    assert is_number(text, 0, len(text))


@pytest.mark.parametrize("text", ["123", "ab", "", "Mr", "1 a"])
def test_other_openings(text):
    assert not is_number(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "close"),
    [
        ("1. Send police 2. Stay", "."),
        ("9) Send police 10) Stay", ")"),
        ("3.) Send police 4.) Stay", ".)"),
        ("b. Send police c. Stay", "."),
    ],
)
def test_the_successor_opens_an_item(text, close):
    start = text.rindex(close)
    item = next_item(text, 0, start, start + len(close))
    assert text[item:].split()[0] == text[item : start + len(close)]
    assert text[:item].endswith("police ")


@pytest.mark.parametrize(
    "text",
    [
        "1. Send police 3. Stay",  # no successor
        "1) Send police 2. Stay",  # closed in another way
        "1. Sent on May 2. Stay",  # a date
        "1. See No. 2. Stay",
        "1. Send 1 or 2. Stay",
        "Send police 2. Stay",  # no list
        "1. Send AB2. Stay",  # no word of its own
        "z. Send police a. Stay",
    ],
)
def test_other_numbers_open_none(text):
    start = text.rindex(".")
    assert next_item(text, 0, start, start + 1) == -1
