"""The kinds of what may hold a claim, and how a token tells what it stands in."""

from typing import Final

KINDS: Final = ("person", "country", "organisation", "group", "role", "pronoun", "force")

# What a token begins, or goes on: in bulk, a byte for each token is its place here.
TOKEN_KINDS: Final = ("", *(f"{edge}-{kind}" for kind in KINDS for edge in "BI"))
