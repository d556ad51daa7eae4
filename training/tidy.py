"""Bring the spans and names of all writers into one form; what annotators meant stays as it is.

Outer quotation marks and the comma before them are taken out of a claim, an article out of a
mention, and a given name that the document does not have out of a canonical name, since nobody can
read it there.
"""

import re
from collections.abc import Mapping
from typing import Any

from training.people import plain, tokens
from training.validate import STATEMENT_FIELDS

QUOTES = '"“”„«»'
_ARTICLE = re.compile(r"(?:the|an?) (?=\w)", re.IGNORECASE)


def tidied(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document with trimmed spans and with names that its text gives."""
    text = record["text"]
    words = {plain(match.group()) for match in tokens(f"{text}\n{record['title']}")}
    statements = []
    for old in record["statements"]:
        new = {field: old[field] for field in STATEMENT_FIELDS}
        for field in ("claim", "condition", "cue"):
            new[field] = old[field] and trim_quotes(text, old[field])
        for field, name in (("actor", "actor_name"), ("source", "source_name")):
            new[field] = old[field] and trim_article(text, old[field], old[name] or "")
        if old["actor_type"] == "person":
            new["actor_name"] = readable(old["actor_name"], words)
            if old["source_name"] == old["actor_name"]:
                new["source_name"] = new["actor_name"]
        statements.append(new)
    renamed = dict(_renamed(record["statements"], statements))
    for new in statements:
        new["source_name"] = renamed.get(new["source_name"], new["source_name"])
    actors = {renamed.get(name, name): stance for name, stance in record["actors"].items()}
    return {**record, "statements": statements, "actors": actors}


def _renamed(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Pair the canonical names before and after."""
    return [(a["actor_name"], b["actor_name"]) for a, b in zip(old, new, strict=True)]


def trim_quotes(text: str, span: list[int]) -> list[int]:
    """Return a span without quotation marks around all of it, or open at one edge only.

    >>> trim_quotes('"We go," he said.', [0, 8])
    [1, 6]
    """
    start, end = span
    piece = text[start:end]
    first, last = piece[0] in QUOTES, piece[-1] in QUOTES
    odd = sum(char in QUOTES for char in piece) % 2 == 1
    if first and (last or odd):
        start += 1
    if last and (first or odd):
        end -= 1
    if text[end - 1] in ",;:" or (text[end - 1] == "." and text[end : end + 1] in tuple(QUOTES)):
        end -= 1
    piece = text[start:end]
    return [start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())]


def trim_article(text: str, span: list[int], name: str) -> list[int]:
    """Return a mention without its article, unless the article belongs to the name.

    >>> trim_article("The Xanadu army", [0, 15], "Xanadu")
    [4, 15]
    """
    start, end = span
    article = _ARTICLE.match(text, start, end)
    if article is None or name.casefold().startswith(article.group().casefold()):
        return [start, end]
    return [article.end(), end]


def readable(name: str, words: set[str]) -> str:
    """Return a person's name without leading words that a document does not have.

    >>> readable("Ursel K. Demo", {"demo", "said"})
    'Demo'
    """
    found = list(tokens(name))
    known = [match for match in found if plain(match.group()) in words]
    capital = all(match.group()[0].isupper() for match in found[:1])
    if not capital or not known or plain(found[0].group()) in words or known[-1] != found[-1]:
        return name
    return name[known[0].start() :]
