"""Which rule turns an actor's statements into the annotated verdict most often.

usage: python -m benchmarks.aggregation [GOLD.jsonl ...]      (default: the training corpus)
"""

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.data import read_corpus
from training.gold import read_records

Rule = Callable[[Sequence[str]], str]


def first(stances: Sequence[str]) -> str:
    """Take the first position."""
    return stances[0]


def last(stances: Sequence[str]) -> str:
    """Take the last position."""
    return stances[-1]


def majority(stances: Sequence[str]) -> str:
    """Take the most frequent label, the earlier one if they are equal."""
    return Counter(stances).most_common(1)[0][0]


def majority_of_sides(stances: Sequence[str]) -> str:
    """Weigh support, with or without a condition, against opposition; a condition marks support."""
    opposed = stances.count("opposes") * 2 + (stances[0] == "opposes")
    if opposed > len(stances):
        return "opposes"
    return "conditional" if "conditional" in stances else "supports"


def any_condition(rule: Rule) -> Rule:
    """Take `conditional` where a statement has it, else what `rule` says."""
    return lambda stances: "conditional" if "conditional" in stances else rule(stances)


RULES: dict[str, Rule] = {
    "first": first,
    "last": last,
    "majority": majority,
    "majority of sides": majority_of_sides,
    "any condition, then first": any_condition(first),
    "any condition, then last": any_condition(last),
    "any condition, then majority (stanceclf)": any_condition(majority),
}


def main() -> None:
    """Print, for each rule, the share of actors whose annotated verdict it gives."""
    documents = read_records(map(Path, sys.argv[1:])) if sys.argv[1:] else read_corpus()
    cases: list[tuple[list[str], str]] = []
    for document in documents:
        by_actor: dict[str, list[str]] = {}
        for one in sorted(document["statements"], key=lambda one: one["claim"]):
            by_actor.setdefault(one["actor_name"], []).append(one["stance"])
        for name, verdict in document["actors"].items():
            sided = [one for one in by_actor.get(name, []) if one != "no_stance"]
            cases.append((sided, verdict))
    mixed = sum(len(set(sided)) > 1 for sided, _ in cases)
    print(f"{len(cases)} actors, {mixed} of them with more than one label that takes a side")
    for name, rule in RULES.items():
        right = sum((rule(sided) if sided else "no_stance") == wanted for sided, wanted in cases)
        print(f"{name:<42}{right:>6} right{right / len(cases):>9.4f}")


if __name__ == "__main__":
    main()
