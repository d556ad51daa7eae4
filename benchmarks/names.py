"""Names that the mention finder finds, with their kinds, on free corpora of named entities.

usage: python -m benchmarks.names [--data ../shared/data]

CrossNER-politics (test; Liu et al. 2021), wikigold (Balasuriya et al. 2009) and re3d (without BBC
texts). A name counts as found where a mention of the same kind overlaps it and ends with the same
word, so that titles and articles do not matter. Persons are CrossNER's persons and politicians,
organisations its organisations and parties. Only mentions that end in a name are held against
precision, since none of the corpora marks "the government". Countries, of which the finder names
demonyms too, are scored by recall alone: for wikigold and re3d those places that our lexicon lists
as a country.

The finder goes by word lists, rules and a table fitted on CrossNER's train and dev parts, wikigold,
re3d and our corpus (training/name_kinds.py): only CrossNER's test part is unseen. By lists and
rules alone, F1 of persons and organisations is .703 and .601 there, .604 and .366 on wikigold, .559
and .505 on re3d.
"""

from collections import Counter
from pathlib import Path

from benchmarks.data import print_rows
from stanceclf.actors.entities import COUNTRY
from stanceclf.actors.lexicon import lexicon
from stanceclf.actors.mention import MentionKind
from stanceclf.actors.mentions import find_mentions
from stanceclf.actors.names import is_name_word
from stanceclf.text.document import Document
from stanceclf.text.tokens import tokenize
from training.named import NamedText, read_conll, read_re3d

_NAMES = (MentionKind.PERSON, MentionKind.ORGANISATION)
_TRAINED_ON = "CrossNER-politics train and dev, wikigold, re3d without BBC, our corpus"
_ROWS = ("person, F1", "organisation, F1", "country, recall")


def count(text: NamedText) -> Counter[str]:
    """Return, by kind, how many names there are ("gold"), were proposed, and were found."""
    document = Document.from_text(text.text)
    tokens = [(document.tokens_in(span), kind) for span, kind in text.names]
    gold = {
        (words.stop, "country" if kind == "place" else kind): words
        for words, kind in tokens
        if words and (kind != "place" or _is_country(text.text, document, words))
    }
    counts = Counter(f"gold {kind}" for _, kind in gold)
    for mention in find_mentions(document):
        known = gold.get((mention.last, mention.kind.value))
        if known is not None and mention.first < known.stop:
            counts[f"right {mention.kind.value}"] += 1
        if mention.kind in _NAMES and is_name_word(document.words[mention.last - 1]):
            counts[f"proposed {mention.kind.value}"] += 1
    return counts


def _is_country(text: str, document: Document, tokens: range) -> bool:
    """Tell whether the lexicon lists a place as a country."""
    words = tokenize(document.span_of(tokens.start, tokens.stop).of(text))[0]
    first = 1 if words[0].lower() == "the" else 0
    match = lexicon().match(words, [word.lower() for word in words], first)
    return match is not None and match[0] == len(words) and match[1].type is COUNTRY


def measure(data: Path) -> list[dict[str, object]]:
    """Return the rows of each corpus and kind."""
    free = data / "ner-free" / "data"
    corpora = {
        "CrossNER-politics test": read_conll(free / "CrossNER-politics" / "test.txt"),
        "wikigold": read_conll(free / "wikigold" / "CONLL-format" / "data" / "wikigold.conll.txt"),
        "re3d without BBC": read_re3d(data / "re3d"),
    }
    rows: list[dict[str, object]] = []
    for name, texts in corpora.items():
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(count(text))
        for row in _ROWS:
            kind = row.partition(",")[0]
            number, right = counts[f"gold {kind}"], counts[f"right {kind}"]
            whole = number if kind == "country" else (number + counts[f"proposed {kind}"]) / 2
            rows.append(
                {
                    "measure": f"names, {name}: {row}",
                    "value": round(right / max(whole, 1), 4),
                    "published": "",
                    "trained_on": _TRAINED_ON,
                    "n": number,
                }
            )
    return rows


if __name__ == "__main__":
    print_rows(measure, __doc__)
