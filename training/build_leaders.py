"""Rebuild `stanceclf/resources/leaders.tsv`: heads of state and of government, and their years.

    python -m training.build_leaders --phoenix Phoenix.Countries.actors.txt \
        --executive executive.yaml --wikidata wikidata.csv --factbook factbook_actors.jsonl

Sources: the actor dictionary of PETRARCH (Open Event Data Alliance, MIT), congress-legislators
(public domain), Wikidata (CC0) as the list of world leaders of 2022 has it, CIA World Factbook
(public domain). Of one person the usual name stands: Wikidata's, else PETRARCH's.
Additions by hand stand in leaders_more.tsv.
"""

import argparse
import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from stanceclf.actors.lexicon import lexicon
from stanceclf.actors.slugs import plain
from training.resources import write_list

TABLE = "leaders.tsv"
HEAD = """\
# Heads of state and of government.
# Columns: name, ISO 3166-1 alpha-3 code of the country, first and last year in office (0: to this
# day, as far as the source knew), office where the source tells it.
# Sources: PETRARCH's actor dictionary, Open Event Data Alliance (MIT); congress-legislators (public
# domain); Wikidata (CC0); CIA World Factbook (public domain). Made by training/build_leaders.py: do
# not edit by hand.
"""
_OFFICES = (
    "prime minister",
    "president",
    "chancellor",
    "premier",
    "taoiseach",
    "king",
    "queen",
    "emir",
    "sultan",
    "pope",
)
_CROWNS = frozenset(("king", "queen", "emir", "sultan", "pope"))
# What may stand before a name beside its office: "Acting President", "State Affairs Commission".
_TITLES = frozenset(
    ("Acting", "Affairs", "Chairman", "Commission", "Minister", "President", "Prime")
)
_NO_PERSONS = ("GENERAL_SECRETARY_", "ISLAMIC_REVOLUTIONARY_")
_FIRST = 1940
_THIS = 2026
# Territories and states that share a head with another, which the person speaks for.
_SHARED = frozenset(["AND", "GUM", "PRI", "NCL", "PYF", "ASM", "VIR", "MNP", "SMR"])

Row = tuple[str, str, int, int, str]  # name, country, first year, last year, office


def main() -> None:
    """Read the sources and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("phoenix", "executive", "wikidata", "factbook"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    found: dict[tuple[str, str], list[Row]] = {}
    for row in (
        *wikidata(options.wikidata),
        *phoenix(options.phoenix),
        *executive(options.executive),
        *factbook(options.factbook),
    ):
        enter(found.setdefault((plain(row[0].split()[-1]), row[1]), []), row)
    usual = usual_offices(chain.from_iterable(found.values()))
    rows = [
        "\t".join(map(str, (*row[:4], row[4] or usual.get(row[1], ""))))
        for row in sorted(chain.from_iterable(found.values()))
        if (row[3] or _THIS) >= _FIRST and row[1] not in _SHARED
    ]
    write_list(TABLE, HEAD, rows)


def usual_offices(rows: Iterable[Row]) -> dict[str, str]:
    """Return the office of a country's heads where the sources know but one that is no crown.

    Not of the United States: their presidents are known one by one, the rest are no heads.
    """
    known: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row[4] and row[4] not in _CROWNS:
            known[row[1]].add(row[4])
    return {
        code: offices.pop()
        for code, offices in known.items()
        if len(offices) == 1 and code != "USA"
    }


def enter(namesakes: list[Row], row: Row) -> None:
    """Add a person, or the years of one who is known: by the same name, or by the same years."""
    name, code, first, last, title = row
    for index, known in enumerate(namesakes):
        alike = plain(known[0].split()[0]) == plain(name.split()[0])
        ends, end = known[3] or _THIS, last or _THIS
        if alike or (title and known[2] <= end and first <= ends):
            start, stop = min(known[2], first), max(ends, end)
            last = 0 if stop >= _THIS else stop
            namesakes[index] = (known[0], code, start, last, known[4] or title)
            return
    namesakes.append(row)


def wikidata(path: Path) -> Iterator[Row]:
    """Yield the officeholders of 2021 and 2022."""
    with path.open(encoding="utf-8", newline="") as lines:
        for cells in csv.DictReader(lines):
            code = lexicon().countries.get(cells["country"], "")
            name = re.sub(r"\(.*?\)", "", cells["officeholderLabel"]).strip()
            if len(code) == 3 and " " in name:
                years = int(cells["start_year"] or _THIS), int(cells["end_year"] or 0)
                yield name, code, *years, office(cells["positionLabel"])


def executive(path: Path) -> Iterator[Row]:
    """Yield the presidents of the United States."""
    first = last = ""
    start = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, value = line.strip(" -").partition(": ")
        value = value.strip("'\"")
        if key == "first":
            first = value
        elif key == "last":
            last = value
        elif key == "type":
            president = value == "prez"
        elif key == "start":
            start = int(value[:4])
        elif key == "end" and president:
            yield f"{first} {last}", "USA", start, int(value[:4]), "president"


def phoenix(path: Path) -> Iterator[Row]:
    """Yield those whom the dictionary calls elite before or after an office of government."""
    blocks: list[tuple[str, list[tuple[str, str, str]]]] = []
    for line in path.read_text(encoding="latin-1").splitlines():
        if not line or line.startswith(("#", "+")):
            continue
        if not line[0].isspace():
            name = re.split(r"[;#\t(]", line)[0]  # "STANKO_TODOROV_(ACTING)"
            blocks.append((name.strip().rstrip("_"), []))
        if blocks:
            blocks[-1][1].extend(re.findall(r"\[(\w{3})(\w*) ?([^\]]*)\]", line))
    for name, codes in blocks:
        terms = [code for code in codes if code[1] == "GOV" and re.search(r"\d{6}", code[2])]
        elite = any(code[1] == "ELI" for code in codes)
        if "_" not in name or not elite or not terms or not name.replace("_", "").isascii():
            continue
        if name.startswith(_NO_PERSONS):
            continue
        spans = [years(term[2]) for term in terms]
        last = 0 if any(not end for _, end in spans) else max(end for _, end in spans)
        written = " ".join(re.sub(r"\b([A-Z])(\w*)", _title, part) for part in name.split("_"))
        if written.isprintable() and terms[0][0] in lexicon().names:
            yield written, terms[0][0], min(start for start, _ in spans), last, ""


def _title(match: re.Match[str]) -> str:
    return match[1] + match[2].lower()


def years(term: str) -> tuple[int, int]:
    """Return the years of "810120-890120", "19290101-690620", ">051122" (to this day: 0)."""
    start, dash, end = term.replace("<", "").partition("-")
    open_end = ">" in term
    first = _year(start.strip("> "))
    return first, (0 if open_end or not dash else _year(end.strip("> ")))


def _year(date: str) -> int:
    if len(date) == 8:
        return int(date[:4])
    short = int(date[:2])
    return 2000 + short if short < 30 else 1900 + short


def factbook(path: Path) -> Iterator[Row]:
    """Yield those in office; of their names the first and the family name, which is in capitals."""
    countries = lexicon().countries
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        names = record.get("country_name") or {}
        code = countries.get(str(names.get("conventional short form")), "")
        for field in ("chief_of_state", "head_of_government"):
            holder = re.match(r"(.*?) \(since [\d ]*\w+ (\d{4})\)", str(record.get(field)))
            if holder is None or len(code) != 3:
                continue
            title = office(holder[1])
            words = holder[1].split()[len(title.split()) :]
            while words and words[0] in _TITLES:
                words = words[1:]
            family = [word.title() for word in words if word.isupper() and len(word) > 2]
            if family and words[0].isalpha() and not words[0].isupper():
                yield f"{words[0]} {' '.join(family)}", code, int(holder[2]), 0, title


def office(label: str) -> str:
    """Return the office that a label names: "President of Albania"."""
    low = plain(label)
    if low.startswith(("vice", "deputy", "acting")):
        return ""
    return next((one for one in _OFFICES if one in low), "")


if __name__ == "__main__":
    main()
