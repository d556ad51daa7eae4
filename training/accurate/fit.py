"""Fine-tunes the upper layers on annotated claims, and keeps them near what they knew before.

The pretrained network has met more of the world than the corpus has, and what is not kept is lost:
vectors of claims on other issues are worse after the fit (SemEval 2016, held-out claims by
`StanceBlend`: .735 before, .726 after). So the loss has a second part: how far the vectors of
`ClaimVectors` are turned from those of the pretrained network, for the claims that are trained on.
It is the idea of L2-SP (Li et al. 2018, "Explicit inductive bias for transfer learning with
convolutional networks": weights are held near the pretrained ones) applied to what layers say, as
DELTA does (Li et al. 2019). What the output reads, two other pieces, is free to change.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from stanceclf.accurate.inputs import Pieces
from training.accurate.network import Batch, Network
from training.progress import reporter

Floats = NDArray[np.float32]
_TOLD_EVERY = 200  # batches


class Recipe(NamedTuple):
    """How the layers are trained."""

    epochs: int = 3
    batch: int = 32
    rate: float = 1.5e-4  # of the layers, which are pretrained
    fresh_rate: float = 1e-3  # of roles and output, which begin from nothing
    decay: float = 0.01
    smoothing: float = 0.05
    warm: float = 0.1  # share of the steps in which the rates rise
    dropout: float = 0.1
    keep: float = 1.0  # weight of how far vectors are turned from what they were
    seed: int = 0


class Example(NamedTuple):
    """A claim as it is trained on: its pieces, and what the layers that stay make of them.

    What is kept of states is in half precision: 10,000 claims of 384 numbers take 0.4 GB.
    """

    pieces: Pieces
    states: NDArray[np.floating]


def fit(
    base: Mapping[str, Floats],
    trained_from: int,
    n_layers: int,
    claims: Sequence[Example],
    targets: NDArray[np.floating],
    recipe: Recipe,
    threads: int = 1,
    scales: Mapping[str, Floats] | None = None,
    order: NDArray[np.integer] | None = None,
) -> dict[str, Floats]:
    """Return the arrays that training changes.

    Parameters
    ----------
    base : mapping of str to array
        The pretrained weights.
    trained_from, n_layers : int
        The first layer that is trained, and how many there are in all.
    claims : sequence of Example
    targets : array of shape (n_claims, n_labels)
        What the answers should be: 1 for the label of a claim, or a teacher's probabilities.
    recipe : Recipe
    threads : int
    scales : mapping of str to array, optional
        As for `Network`.
    order : array of shape (n_met,), optional
        The claims that are met in an epoch, if not each once.
    """
    torch.set_num_threads(threads)
    torch.manual_seed(recipe.seed)
    rng = np.random.default_rng(recipe.seed)
    say = reporter()
    network = Network(base, trained_from, n_layers, dropout=recipe.dropout, scales=scales)
    fresh = [network.roles, network.output, network.output_bias]
    optimizer = torch.optim.AdamW(
        [
            {"params": list(network.layers), "lr": recipe.rate},
            {"params": fresh, "lr": recipe.fresh_rate},
        ],
        weight_decay=recipe.decay,
        fused=True,
    )
    lengths = np.array([len(claim.states) for claim in claims])
    met = np.arange(len(claims)) if order is None else order
    n_steps = recipe.epochs * -(-len(met) // recipe.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min(
            (step + 1) / (recipe.warm * n_steps), max(0.0, 1 - step / n_steps) * 1.1, 1.0
        ),
    )
    before = None
    if recipe.keep:
        before = _vectors(network, claims, batches(lengths, recipe.batch, rng))
        say("vectors of the pretrained network")
    network.train()
    for epoch in range(recipe.epochs):
        losses, turns = [], []
        for some in batches(lengths[met], recipe.batch, rng):
            places = met[some]
            with torch.autocast("cpu", torch.bfloat16):
                scores, vectors = network(batch_of([claims[place] for place in places.tolist()]))
            right = torch.from_numpy(targets[places].astype(np.float32))
            wrong = functional.cross_entropy(
                scores.float(), right, label_smoothing=recipe.smoothing
            )
            loss = wrong
            if before is not None:
                kept = torch.from_numpy(before[places])
                turned = 1.0 - functional.cosine_similarity(vectors.float(), kept, dim=-1).mean()
                loss = wrong + recipe.keep * turned
                turns.append(turned.item())
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(wrong.item())
            if len(losses) % _TOLD_EVERY == 0:
                mean = np.mean(losses[-_TOLD_EVERY:])
                say(f"{len(losses)} of {n_steps // recipe.epochs}: loss {mean:.4f}")
        told = f"mean loss {np.mean(losses):.4f}"
        if turns:
            told += f", vectors turned by {np.mean(turns):.4f}"
        say(f"epoch {epoch + 1} of {recipe.epochs}: {told}")
    return network.arrays()


def _vectors(
    network: Network, claims: Sequence[Example], parts: Iterable[NDArray[np.int64]]
) -> Floats:
    """Return what `ClaimVectors` would say of each claim `(n_claims, 2, width)`."""
    network.eval()
    vectors = np.zeros((len(claims), 2, claims[0].states.shape[1]), np.float32)
    for places in parts:
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            _, found = network(batch_of([claims[place] for place in places.tolist()]))
        vectors[places] = found.float().numpy()
    return vectors


def batches(
    lengths: NDArray[np.integer], size: int, rng: np.random.Generator
) -> Iterator[NDArray[np.int64]]:
    """Yield batches of claims of about one length, in random order.

    Lengths are blurred by up to a tenth, so that no two epochs have the same batches.
    """
    blurred = lengths * rng.uniform(0.95, 1.05, len(lengths))
    order = np.argsort(blurred, kind="stable")
    starts = np.arange(0, len(order), size)
    for start in rng.permutation(starts).tolist():
        yield order[start : start + size]


def batch_of(claims: Sequence[Example]) -> Batch:
    """Return what a network reads of some claims."""
    return Batch(
        [claim.states.astype(np.float32) for claim in claims],
        [claim.pieces.roles for claim in claims],
        [claim.pieces.marker for claim in claims],
    )
