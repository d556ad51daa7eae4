"""Family `cues`: which classes of the lexicon stand in the claim, where, and in what order."""

from stanceclf.stance.phrases import Hit
from stanceclf.stance.view import ClaimView

CHAIN_ORDER = 4
QUIET = frozenset({"modal", "hedge", "intensity", "force", "othertopic", "describe"})


def cue_features(view: ClaimView) -> list[str]:
    """Return the classes hit in each region, their order, and how many words of force."""
    inside = [hit for hit in view.hits if view.first <= hit.first < view.last]
    before = [hit for hit in view.hits if hit.first < view.first]
    after = [hit for hit in view.hits if hit.first >= view.last]
    names = [hit.classes[0] for hit in inside]
    features = [f"k:{name}" for name in _classes(inside)]
    features += [f"kb:{name}" for name in _classes(before)]
    features += [f"ka:{name}" for name in _classes(after)]
    features += _sequences("q", names)
    features += _sequences("z", [name for name in names if name not in QUIET])
    forces = sum("force" in hit.classes for hit in inside)
    features.append(f"forces:{min(forces, 3)}")
    features += _predicate(view, inside)
    return features


def _classes(hits: list[Hit]) -> list[str]:
    return sorted({name for hit in hits for name in hit.classes}) if hits else []


def _sequences(prefix: str, names: list[str]) -> list[str]:
    """Return the runs of up to four classes, and the first and last class."""
    if not names:
        return []
    features = [
        f"{prefix}:{' '.join(names[at : at + size])}"
        for size in range(2, min(CHAIN_ORDER, len(names)) + 1)
        for at in range(len(names) - size + 1)
    ]
    return [*features, f"{prefix}<:{names[0]}", f"{prefix}>:{names[-1]}"]


def _predicate(view: ClaimView, inside: list[Hit]) -> list[str]:
    """Return the first classes after the holder's mention: what the holder does."""
    if not view.actor:
        return ["holder:none"]
    if not view.first <= view.actor.start < view.last:
        return ["holder:outside"]
    names = [hit.classes[0] for hit in inside if hit.first >= view.actor.stop][:3]
    features = [f"p{place}:{name}" for place, name in enumerate(names)]
    features.append("p:" + " ".join(names))
    place = "holder:first" if view.actor.start - view.first < 2 else "holder:inside"
    return [place, *features]
