"""From the name of a model to a pipeline, in this process and in others."""

from copy import copy
from functools import lru_cache
from os import PathLike, fspath

from stanceclf import checks
from stanceclf.actors.aliases import aliases_content, parse_aliases
from stanceclf.actors.lexicon import Lexicon
from stanceclf.allocation import uncollected
from stanceclf.artifact import Model, read_model
from stanceclf.errors import ModelError
from stanceclf.pipeline import Pipeline
from stanceclf.shipping import Origin, TierOrigin

SHARE = 0.3  # of the claims, for the accurate tier where it is used


def load(
    name: str | PathLike[str] | None = None,
    *,
    aliases: str | PathLike[str] | None = None,
    accurate: str | PathLike[str] | None = None,
    share: float = SHARE,
    min_confidence: float | None = None,
) -> Pipeline:
    """Return the pipeline of a model.

    Parameters
    ----------
    name : str, path or None
        The name of a released model, or the directory of any other; None is the default model.
    aliases : str, path or None
        A file of names that take precedence over the listed ones, in the form that
        `stanceclf.actors.aliases` describes.
    accurate : str, path or None
        The directory of an accurate tier, which answers again where the model is unsure, or, in a
        checkout of the project, its name. It needs the extra `accurate`; None is the model alone.
    share : float
        The share of claims that the accurate tier answers, from 0 to 1. It stands for a bound on
        the model's probability, below which that share of held-out claims lies; so of the claims
        of one text it may be more or fewer.
    min_confidence : float or None
        The least `Statement.confidence` of statements with a stance, from 0 to 1: reports leave out
        those below it. 0 shows all that was found, None is the model's own bound.

    Raises
    ------
    ModelError
        If there is no such model, or it is damaged.
    DataError
        If the file of aliases is not as it should be; the message names the line.
    StanceError
        If the accurate tier is asked for and its extra is not installed.

    Examples
    --------
    >>> load().analyze("").statements
    ()
    """
    for parameter, value in (("name", name), ("aliases", aliases), ("accurate", accurate)):
        checks.path(parameter, value)
    checks.share("share", share)
    if min_confidence is not None:
        checks.share("min_confidence", min_confidence)
    model = read_model(name)
    content = lexicon = None
    if aliases is not None:
        content = aliases_content(aliases)
        lexicon = parse_aliases(content, fspath(aliases))
    pipeline = _built(model, lexicon, min_confidence)
    tier = None if accurate is None else _add_tier(pipeline, accurate, share)
    origin = Origin(model.name, model.sha256, content, tier, min_confidence)
    return pipeline.loaded_from(origin, restored)


def restored(origin: Origin) -> Pipeline:
    """Return a pipeline of an origin; its stages are read once in each process.

    Raises
    ------
    ModelError
        If this machine has another model or accurate tier of that name.
    """
    return copy(_kept(origin)).loaded_from(origin, restored)


@lru_cache(maxsize=2)  # two: work that compares models must not read each anew for every task
def _kept(origin: Origin) -> Pipeline:
    model = read_model(origin.model)
    _check_same(origin.model, model.sha256, origin.sha256)
    names = None if origin.aliases is None else parse_aliases(origin.aliases, "aliases")
    pipeline = _built(model, names, origin.min_confidence)
    if origin.tier is not None:
        tier = _add_tier(pipeline, origin.tier.name, origin.tier.share)
        _check_same(tier.name, tier.sha256, origin.tier.sha256)
    return pipeline


@uncollected()
def _built(model: Model, lexicon: Lexicon | None, min_confidence: float | None) -> Pipeline:
    pipeline = Pipeline.from_model(model, lexicon=lexicon)
    if min_confidence is not None and pipeline.confidence is not None:
        pipeline.confidence = pipeline.confidence.with_least(min_confidence)
    return pipeline


def _add_tier(pipeline: Pipeline, name: str | PathLike[str], share: float) -> TierOrigin:
    """Let an accurate tier answer again; return by what another process knows it."""
    # Imported where it is asked for: nobody else pays for it.
    from stanceclf.accurate.cascade import Cascade
    from stanceclf.accurate.files import read_tier

    tier = read_tier(name)
    pipeline.stance = pipeline.stance.with_second(Cascade.of(tier, share=share))
    return TierOrigin(tier.name, tier.sha256, share)


def _check_same(name: str, here: str, there: str) -> None:
    if here != there:
        raise ModelError(
            f"{name}: sha256 {here[:12]} here, {there[:12]} where the work comes from; "
            "install the same model on every machine"
        )
