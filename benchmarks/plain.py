"""Two baselines in the form of an evaluation's answers: what an hour of work gives.

Plain: a sentence is a claim, its stance is given by TF-IDF and logistic regression, its actor is
the first name in it, and its condition runs from the first marker to the end of the claim.
Majority: every claim has the most frequent label of the corpus, and no actor is found.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from benchmarks.data import Json
from benchmarks.peers import fit_sentence_classifier, split_spans

Answers = tuple[dict[str, Json], dict[str, Json]]

_NAME = re.compile(r"\b[A-Z][\w'-]*(?:\s+(?:of\s+)?[A-Z][\w'-]*)*")
_MARKER = re.compile(r"\b(?:only |but )?(?:if|once|unless|until|provided|as long as|without)\b")


def plain_answers(corpus: Sequence[Json], gold: Mapping[str, Json]) -> Answers:
    """Return what the plain baseline, fitted on `corpus`, finds in the documents of `gold`."""
    model = fit_sentence_classifier(corpus)
    predicted, given = {}, {}
    for key, document in gold.items():
        text = document["text"]
        spans = split_spans(text)
        labels = model.predict([text[start:end] for start, end in spans]) if spans else []
        predicted[key] = _record(key, text, spans, labels)
        claims = [one["claim"] for one in document["statements"]]
        given[key] = {
            "id": key,
            "stances": [str(one) for one in model.predict([text[s:e] for s, e in claims])],
            "conditions": [_condition(text, *claim) for claim in claims],
        }
    return predicted, given


def majority_answers(corpus: Sequence[Json], gold: Mapping[str, Json]) -> Answers:
    """Return the most frequent label of `corpus` for every given claim, and nothing else."""
    counts = Counter(one["stance"] for document in corpus for one in document["statements"])
    ((label, _),) = counts.most_common(1)
    given: dict[str, Json] = {
        key: {"id": key, "stances": [label] * len(document["statements"])}
        for key, document in gold.items()
    }
    return {}, given


def _record(key: str, text: str, spans: Sequence[tuple[int, int]], labels: Sequence[str]) -> Json:
    """Return sentences as statements, and the most frequent label of each actor."""
    statements = []
    by_actor: dict[str, list[str]] = {}
    for (start, end), label in zip(spans, labels, strict=True):
        name = _NAME.search(text, start, end)
        actor = name.group() if name else ""
        statements.append({"claim": [start, end], "actor_name": actor, "stance": str(label)})
        if actor and label != "no_stance":
            by_actor.setdefault(actor, []).append(str(label))
    actors = {name: Counter(found).most_common(1)[0][0] for name, found in by_actor.items()}
    return {"id": key, "statements": statements, "actors": actors}


def _condition(text: str, start: int, end: int) -> list[int] | None:
    marker = _MARKER.search(text, start, end)
    return [marker.start(), end] if marker else None
