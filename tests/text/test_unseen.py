"""Furniture of web pages is read by nobody, and offsets stay."""

import pytest

import stanceclf
from stanceclf.text.unseen import without_unseen


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Sweden rejects the deployment of troops to Mali",
        "READ MORE | Sweden rejects troops",
        "RELATED: Why NATO wants troops in Poland",
        "Watch: Macron defends sending troops",
        "Photo: Soldiers arrive in Gao. (Reuters/Ola Berg)",
        "Image caption Thousands protested against the troops",
        "Getty Images",
        "Advertisement",
        "Share on Facebook Share on WhatsApp",
        "Sign up for our newsletter: troops and missiles in your inbox",
        "Subscribe to our newsletter.",
        "We use cookies to improve your experience.",
        "All rights reserved.",
    ],
)
def test_furniture(line):
    text = f"They go.\n{line}\nThey stay."
    assert without_unseen(text) == f"They go.\n{' ' * len(line)}\nThey stay."


@pytest.mark.parametrize(
    "line",
    [
        "Related deaths fell, the army said.",
        "Watch how they go, she said.",
        "More troops will go, Norway said.",
        "Photographers were barred.",
        "Advertisement revenue fell.",
        "Sign up for the army, she said.",
        "Share",
        "MORENO: We stay.",
        "Read more: " + "They go. " * 40,
        "",
    ],
)
def test_paragraphs_stay(line):
    text = f"They go.\n{line}\nThey stay."
    assert without_unseen(text) == text


def test_a_text_of_one_line_stays():
    assert without_unseen("Read more: Sweden goes") == "Read more: Sweden goes"


def test_no_claim_is_read_in_furniture():
    text = "Norway will send troops to Mali.\n\nRead more: Sweden rejects the deployment of troops."
    (one,) = stanceclf.analyze(text).statements
    assert one.claim.of(text) == "Norway will send troops to Mali"
