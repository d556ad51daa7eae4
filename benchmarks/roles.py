"""The released tagger of attributions: its spans, whom they are linked to, and what it costs.

    python -m benchmarks.roles --data ../shared/data

No fit: the released model reads GUM's test part, which it was not fitted on, and PolNeAR's dev
compartment, for measuring only. PolNeAR marks a source with its title and what describes it, a cue
with its adverbs, and attributions inside others, all of which the released one does not, so only
what shares more than half of its tokens counts there. The figures of cross-validation are those
that `training.roles` wrote beside the fit.
"""

import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.data import Json, print_rows
from benchmarks.polnear import labelled
from benchmarks.polnear_items import read_items
from stanceclf.actors.mentions import find_mentions
from stanceclf.artifact import json_object
from stanceclf.attribution.roles import RoleTagger
from stanceclf.errors import ModelError
from stanceclf.loading import load
from stanceclf.pipeline import Pipeline
from stanceclf.records import Span
from stanceclf.text.document import Document
from training.attribution import Labelled
from training.gum import read_gum
from training.gum_roles import attributions, named_by, read_roles
from training.roles import FITTED, pairs, role_scores, share_half

TRAINED_ON = "the corpus and GUM's CC BY genres, train and dev: the released model"


def measure(data: Path) -> list[Json]:
    """Return the rows of spans, of links, and of the price."""
    pipeline = load()
    if pipeline.roles is None:
        raise ModelError("the default model has no tagger of attributions")
    tagger = RoleTagger.from_state(*pipeline.roles)
    gum = read_roles(data / "gum", partitions=("test",))
    polnear = labelled(read_items(data / "cofenet-polnear-riqua" / "res" / "polnear" / "valid.txt"))
    held_out = json_object(FITTED / "manifest.json")["cross_validation"]
    folds = "four fifths of the same"
    return [
        *_rows("corpus, five folds", held_out["corpus"], folds),
        *_rows("GUM, five folds", held_out["gum"], folds),
        *_rows("GUM test", role_scores(pairs(tagger, gum)), TRAINED_ON),
        *_rows("PolNeAR dev", role_scores(pairs(tagger, polnear)), TRAINED_ON, exact=False),
        _linked(pipeline, data / "gum"),
        _price(pipeline, gum),
    ]


def _rows(on: str, scores: Json, trained_on: str, *, exact: bool = True) -> list[Json]:
    kinds = {"exact": "exact F1", "half": "F1, more than half shared"}
    return [
        {
            "measure": f"roles, {on}, {role}: {name}",
            "value": of_role[kind],
            "published": "",
            "trained_on": trained_on,
            "n": of_role["annotated"],
        }
        for role, of_role in scores.items()
        for kind, name in kinds.items()
        if exact or kind != "exact"
    ]


def _linked(pipeline: Pipeline, gum: Path) -> Json:
    """Return how many contents of GUM's test part are found with the right source."""
    right = count = 0
    for one in read_gum(gum, partitions=("test",)):
        document = Document.from_text(one.text)
        mentions = find_mentions(document)
        found = pipeline.attributions(one.text)
        for _, head, contents in attributions(one):
            source = named_by(document, mentions, head)
            for content in contents:
                count += 1
                right += any(
                    said.source_mention is not None
                    and said.source_mention.overlaps(source)
                    and any(share_half(ends(content), ends(piece)) for piece in said.contents)
                    for said in found
                )
    return {
        "measure": "roles, GUM test: contents found with the right source, recall",
        "value": round(right / count, 4),
        "published": "",
        "trained_on": TRAINED_ON,
        "n": count,
    }


def ends(span: Span) -> tuple[int, int]:
    """Return where a span begins and ends, as `share_half` takes it."""
    return span.start, span.end


def _price(pipeline: Pipeline, read: Sequence[Labelled]) -> Json:
    """Return the processor time of attributions over that of reports, on the same texts."""
    texts = [one.document.text for one in read]
    took = {}
    for name, work in (
        ("reports", pipeline.analyze_many),
        ("attributions", pipeline.attributions_many),
    ):
        list(work(texts))
        start = time.process_time()
        list(work(texts))
        took[name] = time.process_time() - start
    return {
        "measure": "roles, GUM test: processor time, as a share of that of reports",
        "value": round(took["attributions"] / took["reports"], 2),
        "published": "",
        "trained_on": TRAINED_ON,
        "n": len(texts),
    }


if __name__ == "__main__":
    print_rows(measure, __doc__)
