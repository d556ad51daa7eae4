"""Family `sides`: the claim's words by where they stand: before, between, after holder and target.

Where neither is mentioned there is one region. What the holder does to the target mostly stands
between the two.
"""

from itertools import pairwise

from stanceclf.stance.view import ClaimView
from stanceclf.text.stems import stem

# What may stand within a mention, but does not make one.
_SMALL = frozenset(
    ("a", "an", "the", "of", "in", "on", "for", "to", "and", "or", "by", "with", "from", "at")
)
_BESIDE = 3


def side_features(view: ClaimView) -> list[str]:
    """Return stems and pairs of stems marked with their region, and those next to the mentions."""
    target = target_mention(view)
    actor = range(max(view.actor.start, view.first), min(view.actor.stop, view.last))
    words = list(view.document.marks[view.first : view.last])
    mentions = [(actor, "H"), (target, "T")]
    mentions = sorted(((m, s) for m, s in mentions if m), key=lambda one: one[0].start)
    features = ["order:" + "".join(sign for _, sign in mentions)]
    regions: list[tuple[str, list[str]]] = []
    at, seen = 0, "^"
    for mention, sign in mentions:
        start = max(at, mention.start - view.first)
        regions.append((f"{seen}{sign}", words[at:start]))
        at, seen = max(at, mention.stop - view.first), sign
    regions.append((f"{seen}$", words[at:]))
    for name, part in regions:
        features += [f"{name}:{word}" for word in part]
        features += [f"{name}:{a} {b}" for a, b in pairwise(part)]
        if name[0] != "^":
            features += [f"{name[0]}>:{word}" for word in part[:_BESIDE]]
        if name[1] != "$":
            features += [f"<{name[1]}:{word}" for word in part[-_BESIDE:]]
    return features


def target_mention(view: ClaimView) -> range:
    """Return the longest run of the claim's tokens that are words of the target, or no token."""
    wanted = {stem(word.lower()) for word in view.given.target.split()} - _SMALL
    best = range(0)
    if not wanted:
        return best
    stems = view.document.stems
    first = -1
    for at in range(view.first, view.last + 1):
        inside = at < view.last and (stems[at] in wanted or (first >= 0 and stems[at] in _SMALL))
        if inside and first < 0:
            first = at
        elif not inside and first >= 0:
            if at - first > len(best) and first not in view.actor:
                best = range(first, at)
            first = -1
    return best
