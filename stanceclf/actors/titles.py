"""Titles before a name, which are no part of it."""

from stanceclf.actors.names import titles_from
from stanceclf.actors.word_bits import OPENS_TITLE, told_by_words
from stanceclf.text.document import Document


def skip_titles(document: Document, index: int, end: int) -> int:
    """Return the index of the first token after the titles that begin at `index`."""
    lowers, told = document.lowers, told_by_words(document)
    while index < end and told[index] & OPENS_TITLE:
        for title in titles_from(lowers[index]):
            after = index + len(title)
            if after <= end and (len(title) == 1 or tuple(lowers[index:after]) == title):
                break
        else:
            return index
        index = after
        if index < end and lowers[index] == "." and len(lowers[index - 1]) < 6:
            index += 1
    return index
