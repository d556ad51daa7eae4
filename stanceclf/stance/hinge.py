"""Family `hinge`: how sure the condition chooser is that the claim hangs on something."""

from stanceclf.stance.conditions import Choice
from stanceclf.stance.view import ClaimView

LEVELS = (-4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0)
LIKELY = -1.0  # log-odds above which kind and marker are named


def hinge_features(view: ClaimView, choice: Choice) -> list[str]:
    """Return the levels that the best candidate's log-odds reach, and its kind."""
    candidate, score = choice
    if candidate is None:
        return ["none"]
    reached = [f"over:{level:g}" for level in LEVELS if score > level]
    if score > LIKELY:
        reached.append(f"kind:{candidate.kind}")
        words = view.document.stems[candidate.first : candidate.marked]
        reached.append(f"marker:{' '.join(words)}")
    return ["any", *reached]
