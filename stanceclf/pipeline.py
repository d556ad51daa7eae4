"""The pipeline: the one place that knows every stage and the order they come in."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, compress, islice, repeat
from operator import mul
from typing import TYPE_CHECKING, SupportsIndex

from stanceclf import checks
from stanceclf.actors.antecedents import Ranker
from stanceclf.actors.casing import recased
from stanceclf.actors.lexicon import Lexicon
from stanceclf.actors.resolution import Named
from stanceclf.allocation import keep_freed, uncollected
from stanceclf.artifact import Model, State
from stanceclf.attribution.chains import with_reporters
from stanceclf.attribution.claims import ClaimFinder
from stanceclf.attribution.items import with_bodies
from stanceclf.attribution.turns import with_speakers
from stanceclf.batches import BATCH_SIZE, Input, batches_of
from stanceclf.errors import ModelError
from stanceclf.quick import maker
from stanceclf.records import (
    Attribution,
    Classified,
    GivenStatement,
    Reason,
    Report,
    Stance,
    Statement,
)
from stanceclf.report.aggregate import aggregate
from stanceclf.report.confidence import Confidence
from stanceclf.seen import Seen
from stanceclf.shipping import Origin
from stanceclf.stance.claims import GivenClaim
from stanceclf.stance.model import StanceModel
from stanceclf.stance.reasons import reasons_for
from stanceclf.text.document import Document
from stanceclf.text.line_ends import stretched, unbroken
from stanceclf.text.topic import is_on_topic, nearness
from stanceclf.text.unseen import without_unseen

if TYPE_CHECKING:
    from stanceclf.attribution.attributions import AttributionFinder

_make_given, _make_statement = maker(GivenClaim), maker(Statement)


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
    confidence : Confidence, optional
        Tells how sure to be of a statement as a whole; without it, all statements are reported.
    lexicon : Lexicon, optional
        The names that are known beforehand, as `stanceclf.actors.aliases.read_aliases` returns
        them; the library's own if not given.
    roles : (dict, dict), optional
        The state of the tagger that `attributions` needs. The tagger is built when `attributions`
        is first called: nobody else pays for it.

    Examples
    --------
    >>> import stanceclf
    >>> report = stanceclf.load().analyze("Kenya will send 1,000 police officers to Haiti.")
    >>> [(verdict.actor.name, str(verdict.stance)) for verdict in report.verdicts]
    [('Kenya', 'supports')]
    """

    def __init__(
        self,
        claims: ClaimFinder,
        ranker: Ranker,
        stance: StanceModel,
        *,
        confidence: Confidence | None = None,
        lexicon: Lexicon | None = None,
        roles: State | None = None,
    ):
        self.claims = claims
        self.ranker = ranker
        self.stance = stance
        self.confidence = confidence
        self.lexicon = lexicon
        self.roles = roles
        self._attributions: AttributionFinder | None = None
        self._origin: _Loaded | None = None

    @classmethod
    def from_model(cls, model: Model, *, lexicon: Lexicon | None = None) -> "Pipeline":
        """Build the stages from what was read from disk.

        The state of each leaves `model.stages` when it is built, the largest first: 3 MB less are
        held at once.
        """
        stages = model.stages
        if model.manifest.get("kind") == "blend":
            raise ModelError(f"{model.name}: a saved StanceBlend; read it with StanceBlend.load")
        try:
            stance = StanceModel.from_state(*stages.pop("stance"))
            ranker = Ranker.from_state(*stages.pop("antecedent"))
            confidence = stages.pop("confidence", None)
            roles = stages.pop("roles", None)
            claims = ClaimFinder.from_stages(stages)
            keep_freed()
            return cls(
                claims,
                ranker,
                stance,
                confidence=Confidence.from_state(*confidence) if confidence else None,
                lexicon=lexicon,
                roles=roles,
            )
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            name = model.manifest.get("name", "the model")
            raise ModelError(f"{name}: its stages cannot be built ({error!r})") from error

    def loaded_from(self, origin: Origin, restore: Callable[[Origin], "Pipeline"]) -> "Pipeline":
        """Let the pipeline go to other processes as `origin`, for as long as it has its stages."""
        self._origin = (restore, origin, self._parts())
        return self

    def _parts(self) -> tuple[object, ...]:
        return self.claims, self.ranker, self.stance, self.confidence, self.lexicon, self.roles

    def __reduce_ex__(self, protocol: SupportsIndex) -> str | tuple[object, ...]:
        if self._origin is None:
            return super().__reduce_ex__(protocol)
        restore, origin, parts = self._origin
        if any(one is not other for one, other in zip(parts, self._parts(), strict=True)):
            return super().__reduce_ex__(protocol)  # a stage that was replaced goes along
        return restore, (origin,)

    def stages(self) -> dict[str, State]:
        """Return the states of the learned stages, as `write_model` takes them."""
        stages = {
            **self.claims.stages(),
            "antecedent": self.ranker.state(),
            "stance": self.stance.state(),
        }
        if self.confidence is not None:
            stages["confidence"] = self.confidence.state()
        if self.roles is not None:
            stages["roles"] = self.roles
        return stages

    def analyze(self, text: str, *, title: str = "", target: str = "") -> Report:
        """Return what one text says.

        Parameters
        ----------
        text : str
            News text in English; an empty text gives an empty report.
        title : str
            The headline, where it is not part of the text. It counts where the pipeline asks
            whether a text may be about forces at all; no claims are looked for in it.
        target : str
            What the stances are about, in words, for models that read it. The released one has a
            single target and does not.
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
            As long as `texts`; an iterator may have more, such as `itertools.repeat(target)`.
        batch_size : int
            Texts that are worked on together.
        n_jobs : int
            Processes of joblib, or tasks of whatever backend `joblib.parallel_config` names. Below
            some thousand texts, one is fastest. The reports and their order are the same.
        """
        batches = batches_of(texts, titles, targets, batch_size)
        checks.whole("n_jobs", n_jobs)
        if n_jobs == 1:
            return chain.from_iterable(map(self._analyze_batch, batches))
        from stanceclf.parallel import in_processes

        return in_processes(self._analyze_batch, batches, n_jobs)

    def attributions(self, text: str) -> tuple[Attribution, ...]:
        """Return who says what in a text, on any matter, in reading order.

        Parameters
        ----------
        text : str
            News text in English.

        Raises
        ------
        ModelError
            If the model has no tagger of attributions.

        Examples
        --------
        >>> import stanceclf
        >>> text = "The mayor of Lyon, Ada Moreau, said that the bridge would reopen in May."
        >>> [one] = stanceclf.load().attributions(text)
        >>> one.source.name, one.cue.of(text), one.contents[0].of(text)
        ('Ada Moreau', 'said', 'the bridge would reopen in May')
        """
        return next(self.attributions_many([text]))

    def attributions_many(
        self, texts: Iterable[str], *, batch_size: int = BATCH_SIZE
    ) -> Iterator[tuple[Attribution, ...]]:
        """Yield the attributions of each text, in order; memory is bounded by the batch.

        Parameters
        ----------
        texts : iterable of str
            Read lazily.
        batch_size : int
            Texts that are worked on together.
        """
        finder = self._attribution_finder()
        batches = batches_of(texts, None, None, batch_size)
        return chain.from_iterable(self._attributed(batch, finder) for batch in batches)

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
            Claims, with the mentions of who holds and who reports each.
        title : str
            Not used: given claims are classified whatever the headline is.
        target : str
            As for `analyze`.
        """
        for name, value in (("text", text), ("title", title), ("target", target)):
            checks.string(name, value)
        asked = checks.statements("statements", statements, text)
        [document] = self._documents([text])
        return self.stance.classify(GivenClaim.in_document(document, asked, target))

    def explain(self, report: Report, *, most: int = 5) -> list[tuple[Reason, ...]]:
        """Return for each statement of a report the words that its label rests on.

        It takes about five times as long as `analyze_many`, however long the text is.

        Parameters
        ----------
        report : Report
            What this pipeline returned.
        most : int
            How many reasons each statement gets at most, the weightiest first.

        Examples
        --------
        >>> import stanceclf
        >>> pipeline = stanceclf.load()
        >>> report = pipeline.analyze("Kenya will send 1,000 police officers to Haiti.")
        >>> [reason.span.of(report.text) for reason in pipeline.explain(report, most=1)[0]]
        ['will send']
        """
        checks.record("report", report, Report)
        checks.whole("most", most, least=0)
        if not report.statements:
            return []
        # With those that the report leaves out, since claims beside each other are read together.
        _, given = self._found([(report.text, "", "")])
        places = {
            (one.claim, one.actor, one.source, one.actor_name): at for at, one in enumerate(given)
        }
        keys = [
            (one.claim, one.mention, one.source_mention, one.actor.name)
            for one in report.statements
        ]
        if not places.keys() >= set(keys):  # another pipeline's
            document = given[0].document if given else self._documents([report.text])[0]
            given = [GivenClaim(document, *key) for key in keys]
            return reasons_for(self.stance, given, most)
        asked = [places[key] for key in keys]
        reasons = reasons_for(self.stance, given, most, set(asked))
        return [reasons[at] for at in asked]

    def _documents(self, texts: Sequence[str]) -> list[Document]:
        """Return what the stages read: documents as news is written, in the same offsets."""
        whole = list(map(unbroken, texts))
        read = [recased(without_unseen(text), self.lexicon) for text, _ in whole]
        documents = Document.from_texts(read)
        return [stretched(one, ends) for one, (_, ends) in zip(documents, whole, strict=True)]

    def _seen(self, batch: Sequence[Input]) -> Seen:
        documents = self._documents([text for text, _, _ in batch])
        return Seen(documents, self.ranker, self.lexicon)

    def _attribution_finder(self) -> "AttributionFinder":
        """Return the finder of attributions, built when it is first asked for."""
        if self._attributions is None:
            from stanceclf.attribution.attributions import AttributionFinder
            from stanceclf.attribution.roles import RoleTagger

            if self.roles is None:
                raise ModelError("the model has no tagger of attributions; load the default model")
            self._attributions = AttributionFinder(
                RoleTagger.from_state(*self.roles), self.claims.holders
            )
        return self._attributions

    @uncollected()
    def _attributed(
        self, batch: Sequence[Input], finder: "AttributionFinder"
    ) -> list[tuple[Attribution, ...]]:
        """Return the attributions of each text."""
        seen = self._seen(batch)
        found = finder.find(
            seen.documents, seen.mentions, seen.quoted, seen.referents, seen.is_mere_place
        )
        answers = []
        for at, said in enumerate(found):
            actors = iter(seen.actors(at, [one.source for one in said if one.source]))
            answers.append(
                tuple(
                    Attribution(
                        one.contents,
                        one.cue,
                        one.source,
                        next(actors) if one.source else None,
                        one.quotation,
                        one.probability,
                    )
                    for one in said
                )
            )
        return answers

    @uncollected()
    def _analyze_batch(self, batch: Sequence[Input]) -> Iterator[Report]:
        """Return the report of each text; only those that can be about the target are read."""
        on_topic = [is_on_topic(f"{title} {text}") for text, title, _ in batch]
        read = self._read(list(compress(batch, on_topic))) if any(on_topic) else iter(())
        return (
            next(read) if one else Report(text, (), ())
            for (text, _, _), one in zip(batch, on_topic, strict=True)
        )

    def _found(self, batch: Sequence[Input]) -> tuple[list[list[Named]], list[GivenClaim]]:
        """Return the claims of each text with who holds them, and what is asked about them all."""
        seen = self._seen(batch)
        documents, mentions = seen.documents, seen.mentions
        found = self.claims.find(
            documents, mentions, seen.quoted, seen.referents, seen.is_mere_place
        )
        named: list[list[Named]] = []
        given: list[GivenClaim] = []
        # Document by document: what a step looks up is still in the cache. It saves 2 of 31 ms.
        for at, claims in enumerate(found):
            document, candidates, target = documents[at], mentions[at], batch[at][2]
            claims = with_reporters(claims, document, candidates)
            claims = with_speakers(claims, document, candidates)
            claims = with_bodies(claims, document, candidates)
            pairs = seen.named(at, claims)
            named.append(pairs)
            given += [
                _make_given(document, claim.span, mention, source, actor.name, target)
                for claim, mention, actor, source, _ in pairs
            ]
        return named, given

    def _read(self, batch: Sequence[Input]) -> Iterator[Report]:
        """Return the report of each text, made when it is asked for.

        Whoever drops each report for the next then has the records of one, and not of a batch.
        """
        named, given = self._found(batch)
        made = self._statements(named, given)
        texts, counts = [text for text, _, _ in batch], list(map(len, named))
        return map(self._report, texts, map(islice, repeat(made), counts))

    def _report(self, text: str, made: Iterable[Statement]) -> Report:
        least = self.confidence.least if self.confidence else 0.0
        statements = [
            one for one in made if one.confidence >= least or one.stance is Stance.NO_STANCE
        ]
        return Report(text, tuple(statements), aggregate(statements))

    def _statements(
        self, named: Sequence[Sequence[Named]], given: Sequence[GivenClaim]
    ) -> Iterator[Statement]:
        """Return what is said of each claim of a batch, and how sure that is."""
        answers = self.stance.answers(given, found=True)
        columns = list(zip(*chain.from_iterable(named), strict=True))
        claims, mentions, actors, sources, speakers = columns or [()] * 5
        confidence: Iterable[float] = repeat(1.0)
        if self.confidence:
            sure = self.confidence.of(claims, actors, answers.probabilities)
            confidence = map(mul, sure, _nearness(named, given, answers.stances))
        # Field by field: a call for each statement, which reads them one by one, takes twice that.
        return map(
            _make_statement,
            [claim.span for claim in claims],
            mentions,
            actors,
            sources,
            speakers,
            answers.stances,
            answers.shares(),
            answers.conditions,
            [claim.quotation for claim in claims],
            answers.cues,
            confidence,
        )


def _nearness(
    named: Sequence[Sequence[Named]], given: Sequence[GivenClaim], stances: Sequence[Stance]
) -> list[float]:
    """Return how far claims with a stance may be about forces; the others take none on those."""
    found: list[float] = []
    for count in map(len, named):
        if count:
            those = given[len(found) : len(found) + count]
            found += nearness(those[0].document, [one.claim for one in those])
    return [
        1.0 if stance is Stance.NO_STANCE else share
        for stance, share in zip(stances, found, strict=True)
    ]


# What reads a pipeline again, from what, and the stages that it had.
_Loaded = tuple[Callable[[Origin], Pipeline], Origin, tuple[object, ...]]
