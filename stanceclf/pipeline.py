"""The pipeline: the one place that knows every stage and the order they come in."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, repeat
from os import PathLike, fspath
from typing import SupportsIndex

import numpy as np
from numpy.typing import NDArray

from stanceclf.actors.aliases import aliases_content, parse_aliases
from stanceclf.actors.antecedents import Ranker
from stanceclf.actors.casing import recased
from stanceclf.actors.lexicon import Lexicon
from stanceclf.actors.mentions import Mention, MentionKind, find_mentions
from stanceclf.actors.resolution import resolve
from stanceclf.allocation import keep_freed, uncollected
from stanceclf.artifact import Model, State, read_model
from stanceclf.attribution.chains import with_reporters
from stanceclf.attribution.claims import ClaimFinder
from stanceclf.attribution.quotes import quotation_states
from stanceclf.attribution.scene import Candidate
from stanceclf.attribution.turns import with_speakers
from stanceclf.errors import ModelError
from stanceclf.records import (
    Actor,
    ActorType,
    Claim,
    Classified,
    GivenStatement,
    Reason,
    Report,
    Statement,
)
from stanceclf.report.aggregate import aggregate
from stanceclf.shipping import Origin
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.model import StanceModel
from stanceclf.stance.reasons import reasons_for
from stanceclf.text.document import Document

BATCH_SIZE = 256  # a batch of 64 takes 1.09 of the time an article, and 50 MB less
SHARE = 0.3  # of the claims, for the accurate tier where it is used
BATCH_CHARS = 1 << 20  # a batch closes early once its texts are this long, which bounds memory
# On Python 3.11 `kind.value` costs seven times a look-up.
_KINDS = {kind: kind.value for kind in MentionKind}
_NOBODY = Actor("", ActorType.GROUP)


def load(
    name: str | PathLike[str] | None = None,
    *,
    aliases: str | PathLike[str] | None = None,
    accurate: str | PathLike[str] | None = None,
    share: float = SHARE,
) -> "Pipeline":
    """Return the pipeline of a model.

    Parameters
    ----------
    name : str, path or None
        The name of a released model, or the directory of any other; None is the default model.
    aliases : str, path or None
        A file of names that go before the listed ones, as `stanceclf.actors.aliases` describes it.
    accurate : str, path or None
        The directory of an accurate tier, which answers again where the model is unsure, or its
        name in a checkout of the project. It needs the extra `accurate`; None is the model alone.
    share : float
        The share of claims that the accurate tier is asked about, from 0 to 1. It stands for the
        probability below which that share of held-out claims lies, so a text can have more or less.

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
    model = read_model(name)
    content = lexicon = None
    if aliases is not None:
        content = aliases_content(aliases)
        lexicon = parse_aliases(content, fspath(aliases))
    pipeline = Pipeline.from_model(model, lexicon=lexicon)
    pipeline.loaded_from(Origin(model.name, model.sha256, content))
    if accurate is not None:
        # Imported where it is asked for: nobody else pays for it.
        from stanceclf.accurate.cascade import Cascade

        pipeline.stance = pipeline.stance.with_second(Cascade.load(accurate, share=share))
    return pipeline


def restored(origin: Origin) -> "Pipeline":
    """Return a pipeline of an origin; its stages are read once in each process.

    Raises
    ------
    ModelError
        If this machine has another model of that name.
    """
    kept = _kept(origin)
    return Pipeline(kept.claims, kept.ranker, kept.stance, lexicon=kept.lexicon).loaded_from(origin)


@lru_cache(maxsize=2)  # two: work that compares models must not read each anew for every task
def _kept(origin: Origin) -> "Pipeline":
    model = read_model(origin.model)
    if model.sha256 != origin.sha256:
        raise ModelError(
            f"{origin.model}: sha256 {model.sha256[:12]} here, {origin.sha256[:12]} where the work "
            "comes from; install the same model on every machine"
        )
    names = None if origin.aliases is None else parse_aliases(origin.aliases, "aliases")
    return Pipeline.from_model(model, lexicon=names)


class Pipeline:
    """News text in; who holds which stance, on what condition, in which words, out.

    Parameters
    ----------
    claims : ClaimFinder
        Finds the claims of documents, their holders and sources.
    ranker : Ranker
        Chooses the antecedents of pronouns and role nouns.
    stance : StanceModel
        Tells the stance of given claims, and their conditions.
    lexicon : Lexicon, optional
        The names that are known beforehand, as `read_aliases` gives them; the library's own if not
        given.

    Examples
    --------
    >>> report = load().analyze("Kenya will send 1,000 police officers to Haiti.")
    >>> [(verdict.actor.name, str(verdict.stance)) for verdict in report.verdicts]
    [('Kenya', 'supports')]
    """

    def __init__(
        self,
        claims: ClaimFinder,
        ranker: Ranker,
        stance: StanceModel,
        *,
        lexicon: Lexicon | None = None,
    ):
        self.claims = claims
        self.ranker = ranker
        self.stance = stance
        self.lexicon = lexicon
        self._origin: tuple[Origin, tuple[object, ...]] | None = None

    @classmethod
    def from_model(cls, model: Model, *, lexicon: Lexicon | None = None) -> "Pipeline":
        """Build the stages from what was read from disk."""
        keep_freed()
        try:
            return cls(
                ClaimFinder.from_stages(model.stages),
                Ranker.from_state(*model.stages["antecedent"]),
                StanceModel.from_state(*model.stages["stance"]),
                lexicon=lexicon,
            )
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            name = model.manifest.get("name", "the model")
            raise ModelError(f"{name}: its stages cannot be built ({error!r})") from error

    def loaded_from(self, origin: Origin) -> "Pipeline":
        """Let the pipeline go to other processes as `origin`, for as long as it has its stages."""
        self._origin = (origin, self._parts())
        return self

    def _parts(self) -> tuple[object, ...]:
        return self.claims, self.ranker, self.stance, self.lexicon

    def __reduce_ex__(self, protocol: SupportsIndex) -> str | tuple[object, ...]:
        if self._origin is None:
            return super().__reduce_ex__(protocol)
        origin, parts = self._origin
        if any(one is not other for one, other in zip(parts, self._parts(), strict=True)):
            return super().__reduce_ex__(protocol)  # a stage that was replaced goes along
        return restored, (origin,)

    def stages(self) -> dict[str, State]:
        """Return the states of the learned stages, as `write_model` takes them."""
        return {
            **self.claims.stages(),
            "antecedent": self.ranker.state(),
            "stance": self.stance.state(),
        }

    def analyze(self, text: str, *, title: str = "", target: str = "") -> Report:
        """Return what one text says.

        Parameters
        ----------
        text : str
            News text in English; an empty text gives an empty report.
        title, target : str
            Its headline, where that is not part of the text, and what the stances are about, in
            words. They go with a record to models that read them; the released one knows its
            target and reads the text alone.
        """
        return next(self.analyze_many([text], titles=[title], targets=[target]))

    def analyze_many(
        self,
        texts: Iterable[str],
        *,
        titles: Iterable[str] | None = None,
        targets: Iterable[str] | None = None,
        batch_size: int = BATCH_SIZE,
        n_jobs: int = 1,
    ) -> Iterator[Report]:
        """Yield the report of each text, in order; memory is bounded by the batch.

        Parameters
        ----------
        texts : iterable of str
            Read lazily.
        titles, targets : iterable of str, optional
            As long as `texts`.
        batch_size : int
            Texts that are worked on together.
        n_jobs : int
            Processes of joblib, or tasks of whatever backend `joblib.parallel_config` names; one is
            fastest below some thousand texts. The reports are the same, and in the same order.
        """
        if batch_size < 1:
            raise ValueError(
                f"The 'batch_size' parameter must be at least 1. Got {batch_size} instead."
            )
        batches = _batches(texts, titles, targets, batch_size)
        if n_jobs == 1:
            return chain.from_iterable(map(self._analyze_batch, batches))
        from stanceclf.parallel import in_processes

        return in_processes(self._analyze_batch, batches, n_jobs)

    def classify(
        self,
        text: str,
        statements: Sequence[GivenStatement],
        *,
        title: str = "",
        target: str = "",
    ) -> list[Classified]:
        """Return the stance and the condition of each claim that is given.

        Parameters
        ----------
        text : str
            The document that the claims stand in.
        statements : sequence of GivenStatement
            Claims with the mentions that hold and report them.
        title, target : str
            As for `analyze`.
        """
        document = self._document(text)
        for statement in statements:
            if not 0 <= statement.claim.start < statement.claim.end <= len(text):
                raise ValueError(
                    f"The 'statements' parameter must hold claims inside the text of {len(text)} "
                    f"characters. Got {statement.claim} instead."
                )
        given = [
            GivenClaim(document, one.claim, one.actor, one.source, one.actor_name, target)
            for one in statements
        ]
        return self.stance.classify(given)

    def explain(self, report: Report, *, most: int = 5) -> list[tuple[Reason, ...]]:
        """Return for each statement of a report the words that its label rests on.

        Parameters
        ----------
        report : Report
            Of this pipeline.
        most : int
            Reasons of a statement at most, the weightiest first.

        Examples
        --------
        >>> pipeline = load()
        >>> report = pipeline.analyze("Kenya will send 1,000 police officers to Haiti.")
        >>> [reason.span.of(report.text) for reason in pipeline.explain(report, most=1)[0]]
        ['will send']
        """
        document = self._document(report.text)
        given = [
            GivenClaim(document, one.claim, one.mention, one.source_mention, one.actor.name)
            for one in report.statements
        ]
        return reasons_for(self.stance, given, most) if given else []

    def _document(self, text: str) -> Document:
        """Return the document that the stages read: with the case of news, in the same offsets."""
        return Document.from_text(recased(text, self.lexicon))

    @uncollected()
    def _analyze_batch(self, batch: Sequence["_Input"]) -> list[Report]:
        documents = [self._document(text) for text, _, _ in batch]
        mentions = [find_mentions(document, self.lexicon) for document in documents]
        quoted = [quotation_states(document) for document in documents]
        candidates = [candidates_of(one) for one in mentions]
        found = self.claims.find(documents, candidates, quoted)
        found = list(map(with_reporters, found, documents, candidates))
        found = list(map(with_speakers, found, documents, candidates))
        named = [self._named(*one) for one in zip(documents, found, mentions, quoted, strict=True)]
        given = [
            GivenClaim(document, claim.span, claim.actor, claim.source, actor.name, target)
            for document, pairs, (_, _, target) in zip(documents, named, batch, strict=True)
            for claim, actor, _ in pairs
        ]
        answers = iter(self.stance.classify(given))
        reports = []
        for (text, _, _), pairs in zip(batch, named, strict=True):
            statements = [
                _statement(claim, actor, source, next(answers)) for claim, actor, source in pairs
            ]
            reports.append(Report(text, tuple(statements), aggregate(statements)))
        return reports

    def _named(
        self,
        document: Document,
        claims: Sequence[Claim],
        mentions: Sequence[Mention],
        quoted: NDArray[np.int8],
    ) -> list[tuple[Claim, Actor, Actor | None]]:
        """Return each claim with its canonical holder and source."""
        spans = [span for claim in claims for span in (claim.actor, claim.source) if span]
        actors = resolve(
            document,
            spans,
            mentions,
            ranker=self.ranker,
            quoted=quoted,
            lexicon=self.lexicon,
        )
        answers = iter(actors)  # in the order of the spans: each claim's holder, then its source
        return [
            (
                claim,
                next(answers) if claim.actor else _NOBODY,
                next(answers) if claim.source else None,
            )
            for claim in claims
        ]


_Input = tuple[str, str, str]  # text, title, target


def _batches(
    texts: Iterable[str],
    titles: Iterable[str] | None,
    targets: Iterable[str] | None,
    size: int,
) -> Iterator[list[_Input]]:
    """Yield lists of at most `size` inputs, fewer where the texts are long."""
    # The texts come first and end the rows; what ends before them raises.
    rows = zip(texts, _beside(titles, "titles"), _beside(targets, "targets"), strict=False)
    batch: list[_Input] = []
    chars = 0
    for row in rows:
        _check_text(row[0])
        batch.append(row)
        chars += len(row[0])
        if len(batch) == size or chars >= BATCH_CHARS:
            yield batch
            batch, chars = [], 0
    if batch:
        yield batch


def _beside(values: Iterable[str] | None, name: str) -> Iterator[str]:
    """Yield what goes with each text, for as long as there are texts."""
    yield from repeat("") if values is None else values
    raise ValueError(f"The {name!r} parameter must be as long as 'texts'. Got fewer instead.")


def _check_text(text: object) -> None:
    if not isinstance(text, str):
        kind = type(text).__name__
        raise TypeError(f"The 'text' parameter must be a str. Got {kind} instead.")


def candidates_of(mentions: Sequence[Mention]) -> list[Candidate]:
    """Return mentions in the form that the attribution stage reads."""
    return [Candidate(mention.first, mention.last, _KINDS[mention.kind]) for mention in mentions]


def _statement(claim: Claim, actor: Actor, source: Actor | None, answer: Classified) -> Statement:
    return Statement(
        claim=claim.span,
        mention=claim.actor,
        actor=actor,
        source_mention=claim.source,
        source=source,
        stance=answer.stance,
        probabilities=answer.probabilities,
        condition=answer.condition,
        quotation=claim.quotation,
        cue=answer.cue,
    )
