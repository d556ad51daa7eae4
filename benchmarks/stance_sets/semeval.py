"""SemEval-2016 Task 6 A: tweets for or against five targets (Mohammad et al., 2016)."""

from pathlib import Path

from benchmarks.stance_sets.files import need, read_table
from benchmarks.stance_sets.metrics import favour_against_f1
from benchmarks.stance_sets.records import LabelledClaim, StanceSet
from stanceclf.records import Span
from stanceclf.stance.claims import GivenClaim
from stanceclf.text.document import Document

FOLDER = "semeval2016-task6"
SOURCE = "saifmohammad.com/WebPages/StanceDataset.htm (stance-all-annotations)"
# The official training set is both: 2,814 and 100 tweets.
TRAIN = ("trainingdata-all-annotations.txt", "trialdata-all-annotations.txt")
TEST = "testdata-taskA-all-annotations.txt"
PUBLISHED = (
    ("majority of each target", 0.6522),
    ("MITRE, best participant", 0.6782),
    ("official SVM of n-grams, one for each target", 0.6898),
    ("RoBERTa-base (TweetEval)", 0.680),
    ("BERTweet (TweetEval)", 0.712),
)


def read(directory: Path) -> list[StanceSet]:
    """Return the benchmark from the files of the task."""
    need(directory, (*TRAIN, TEST), SOURCE)
    train = [claim for name in TRAIN for claim in _claims(directory / name)]
    test = _claims(directory / TEST)
    return [
        StanceSet(
            "semeval-2016-6a",
            tuple(train),
            tuple(test),
            "mean F1 of FAVOR and AGAINST",
            favour_against_f1,
            PUBLISHED,
        )
    ]


def _claims(path: Path) -> list[LabelledClaim]:
    columns = ("Target", "Tweet", "Stance")
    return [
        LabelledClaim(_given(row["Tweet"], row["Target"]), row["Stance"])
        for row in read_table(path, columns, delimiter="\t", encoding="cp1252")
    ]


def _given(tweet: str, target: str) -> GivenClaim:
    text = tweet.removesuffix("#SemST").rstrip()  # the mark by which the tweets were collected
    return GivenClaim(Document.from_text(text), Span(0, len(text)), target=target)
