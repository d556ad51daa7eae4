"""Family `polarity`: the sign of each clause, worked out from what governs what.

English polarity composes from left to right: "rejected calls to withdraw" is oppose x withdraw =
for the deployment; "did not rule out" is negator x oppose = for it. Each clause gets the product
of the signs of its words, and the chain of classes that gave it.
"""

from functools import cache

from stanceclf.stance.phrases import Hit
from stanceclf.stance.view import ClaimView

_MINUS = ("negator", "undecided", "reverse", "withdraw", "oppose", "hostile", "bad")
_PLUS = ("request", "commit", "favour", "good", "deploy")
SIGNS = dict.fromkeys(_MINUS, -1) | dict.fromkeys(_PLUS, 1)
_BREAKS = frozenset(".,;:!?()[]\u2014\u2013\"\u201c\u201d") | {
    "but", "and", "because", "whil", "although", "though", "wherea", "sinc", "or", "which", "who",
}  # fmt: skip
CHAIN = 5  # classes of a clause that its chain names
FORCE = frozenset({"force", "deploy", "withdraw"})


def polarity_features(view: ClaimView) -> list[str]:
    """Return the sign and the chain of each clause of the claim, and their balance."""
    features: list[str] = []
    signs: list[int] = []
    strong: list[int] = []
    for clause in _clauses(view):
        chain = [name for hit in clause if (name := _signed(hit.classes))]
        if not chain:
            continue
        sign = 1
        for name in chain:
            sign *= SIGNS[name]
        mark = "+" if sign > 0 else "-"
        features.append(f"chain:{' '.join(chain[:CHAIN])}")
        features.append(f"flips:{min(sum(SIGNS[name] < 0 for name in chain), 3)}")
        classes = {name for hit in clause for name in hit.classes}
        if not FORCE.isdisjoint(classes):
            features.append(f"on-force:{mark}")
            strong.append(sign)
        if "modal" in classes:
            features.append(f"modal:{mark}")
        if "condition" in classes:
            features.append(f"condition:{mark}")
        if chain[0] == "undecided":
            features.append("undecided-first")
        signs.append(sign)
    if signs:
        features += [
            f"first:{signs[0]}",
            f"last:{signs[-1]}",
            f"sum:{max(-2, min(2, sum(signs)))}",
            f"all:{'+' if min(signs) > 0 else '-' if max(signs) < 0 else '?'}",
            f"force-sum:{max(-2, min(2, sum(strong)))}",
        ]
    else:
        features.append("first:none")
    return features


def is_clause_break(stem: str) -> bool:
    """Tell whether a stem parts clauses."""
    return stem in _BREAKS


@cache  # the lexicon has some hundred combinations of classes
def _signed(classes: tuple[str, ...]) -> str:
    """Return the first class of a hit that bears a sign."""
    return next((name for name in classes if name in SIGNS), "")


def _clauses(view: ClaimView) -> list[list[Hit]]:
    """Part the claim's hits at marks and conjunctions."""
    clauses: list[list[Hit]] = []
    stems = view.document.stems
    clause: list[Hit] = []
    at = view.first
    for hit in view.hits:
        if not view.first <= hit.first < view.last:
            continue
        if clause and not _BREAKS.isdisjoint(stems[at : hit.first]):
            clauses.append(clause)
            clause = []
        clause.append(hit)
        at = hit.last
    if clause:
        clauses.append(clause)
    return clauses
