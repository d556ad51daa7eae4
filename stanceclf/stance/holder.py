"""Family `holder`: the words of the holder's name, alone and with the words of the target."""

from stanceclf.stance.view import ClaimView


def holder_features(view: ClaimView) -> list[str]:
    """Return the words of the holder's name and of the target, and pairs of the two."""
    names = view.given.actor_name.lower().split()
    targets = view.given.target.lower().split()
    features = [f"h:{name}" for name in names] + [f"t:{word}" for word in targets]
    return features + [f"{name}|{word}" for name in names for word in targets]
