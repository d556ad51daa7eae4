"""What the cue tagger sees of each token of a claim: words, classes and operators around it.

This is what it is trained on, and what `cue_tables` looks up without building names.
"""

from stanceclf.stance.view import ClaimView

BREAKS = frozenset(".,;:!?()[]\u2014\u2013") | {
    "but", "becaus", "whil", "although", "though", "wherea", "who", "which", "whose", "and",
}  # fmt: skip
FORWARD = frozenset({"negator", "reverse", "oppose"})
LEAVE = "withdraw"
REACH = 8
EDGE = "<edge>"


def token_features(view: ClaimView) -> tuple[list[int], list[list[str]]]:
    """Return the words of the claim, as indices of tokens, and the features of each."""
    words = view.words
    size = len(words)
    classes = ["-"] * size
    for hit in view.hits:
        first = hit.first - view.start
        classes[first] = hit.classes[0]
        for at in range(first + 1, hit.last - view.start):
            classes[at] = "~" + hit.classes[0]
    head, tail = view.first - view.start, view.last - view.start
    holder = holder_end(view)
    padded = [EDGE, EDGE, *words, EDGE, EDGE]
    kinds = [EDGE, *classes, EDGE]
    places: list[int] = []
    rows: list[list[str]] = []
    for first, last in _clauses(words, head, tail):
        flips = [at for at in range(first, last) if classes[at] in FORWARD]
        leaves = [at for at in range(first, last) if classes[at] == LEAVE]
        hits = [at for at in range(first, last) if classes[at] != "-"]
        for at in range(first, last):
            word = words[at]
            if not is_word(word):
                continue
            kind = classes[at]
            turns = sum(flip < at for flip in flips) + sum(leave != at for leave in leaves)
            sign = "-" if turns % 2 else "+"
            before, after = padded[at + 1], padded[at + 3]
            row = [
                f"w:{word}",
                f"{sign}w:{word}",
                f"b:{before}",
                f"a:{after}",
                f"bw:{before} {word}",
                f"wa:{word} {after}",
                f"bwa:{before} {word} {after}",
                f"aa:{after} {padded[at + 4]}",
                f"bb:{padded[at]} {before}",
                f"k:{kinds[at]} {kind} {kinds[at + 2]}",
                f"{sign}k:{kind}",
                f"end:{word[-3:]}",
                f"start:{word[:4]}",
                f"at:{min((at - head) // 3, 5)}",
                f"left:{min((tail - at) // 3, 4)}",
                f"holder:{_distance(at, holder)}",
            ]
            for other in hits:
                if other != at and abs(other - at) <= REACH:
                    row.append(f"{'<' if other < at else '>'}{classes[other]} {kind}")
            places.append(at + view.start)
            rows.append(row)
    return places, rows


def is_word(word: str) -> bool:
    """Tell whether a stem or marker can be a cue: no mark, and no part of a longer mention."""
    return bool(word) and (word[0].isalnum() or word[0] == "<")


def holder_end(view: ClaimView) -> int | None:
    """Return where the holder's mention ends, counted as `view.words`, if it is in the claim."""
    if view.actor and view.first <= view.actor.start < view.last:
        return view.actor.stop - view.start
    return None


def _distance(at: int, holder: int | None) -> str:
    return "out" if holder is None else str(max(-1, min(at - holder, 6) // 2))


def _clauses(words: list[str], first: int, last: int) -> list[tuple[int, int]]:
    """Part a range of words at marks and conjunctions, which belong to no part."""
    parts: list[tuple[int, int]] = []
    begin = first
    for at in range(first, last):
        if words[at] in BREAKS:
            if at > begin:
                parts.append((begin, at))
            begin = at + 1
    if last > begin:
        parts.append((begin, last))
    return parts
