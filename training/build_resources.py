"""Rebuild the fact tables of `stanceclf/resources` from public data that the user has on disk.

    python -m training.build_resources --factbook factbook_actors.jsonl \
        --faker FAKER/providers/person

`countries.tsv` comes from the CIA World Factbook (public domain), `given_names.tsv` from the name
providers of Faker (MIT). Either argument may be left out: its table is then left as it stands.
Tables whose licence would bind the library (ODbL, CC BY-SA) are not read. What these sources lack
stands in tables written by hand: `country_words.tsv`, `given_names_more.tsv`.
"""

import argparse
import ast
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from training.resources import write_list

CODES = Path(__file__).with_name("country_codes.tsv")

COUNTRIES_HEAD = """\
# Countries and territories: names, capitals and words for their people.
# Columns: ISO 3166-1 alpha-3 code, short name in news, long form, capitals, adjectives, people
# (plural); `|` parts the words of one cell.
# Source: CIA World Factbook, public domain. Made by training/build_resources.py: do not edit by
# hand; additions stand in country_words.tsv.
"""
NAMES_HEAD = """\
# Given names and the sex of those who bear them.
# Columns: name in lower case without accents, sex (f or m). Names of both sexes are left out.
# Source: name providers of Faker (MIT licence). Made by training/build_resources.py: do not edit
# by hand; additions stand in given_names_more.tsv.
"""
# "Burundian(s)", "Lao(s) or Laotian(s)", "Beninese (singular and plural)", "Frenchman(men)".
_PLURAL = re.compile(r"^([^()]+?)\s*\((s|men|women|singular and plural|plural|collective plural)\)")


def plain(text: str) -> str:
    """Return `text` in lower case, without accents."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def pieces(text: str) -> list[str]:
    """Split a factbook cell at its "or", commas and semicolons; notes are dropped."""
    text = re.split(r"[;,]?\s*note\b", text)[0]
    return [part.strip() for part in re.split(r",|;|\bor\b|/", text) if part.strip()]


def people(cell: str) -> Iterator[str]:
    """Yield the plural nouns of a nationality cell."""
    for piece in pieces(cell):
        match = _PLURAL.match(piece)
        if match is None:
            continue
        noun, mark = match.groups()
        if mark in ("men", "women"):
            yield noun.removesuffix("man").removesuffix("wo") + mark
        else:
            yield noun + "s" if mark == "s" else noun


def capitals(cell: object) -> Iterator[str]:
    """Yield the capitals named in a factbook cell, their notes left out."""
    if not isinstance(cell, str):
        return
    for piece in pieces(cell):
        name = re.sub(r"\s*\(.*|\s+in (?:Romanian|Russian).*|\)", "", piece).strip()
        if name[:1].isupper():
            yield name


def country_rows(factbook: Path) -> Iterator[tuple[str, ...]]:
    """Yield the rows of countries.tsv."""
    codes = {}
    for line in CODES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            alpha3, key, *news_name = line.split("\t")
            codes[key] = (alpha3, news_name[0] if news_name else "")
    with factbook.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if record["factbook_code"] not in codes:
                continue
            alpha3, name = codes[record["factbook_code"]]
            forms = record["country_name"]
            name = name or forms["conventional short form"]
            long_form = forms.get("conventional long form", "none")
            nationality = record.get("nationality") or {}
            adjectives = [
                re.sub(r"\s*[()].*", "", piece)
                for piece in pieces(nationality.get("adjective", ""))
            ]
            yield (
                alpha3,
                name,
                "" if long_form in ("none", name) else long_form,
                "|".join(capitals(record.get("capital"))),
                "|".join(word for word in adjectives if word[:1].isupper()),
                "|".join(people(nationality.get("noun", ""))),
            )


def name_rows(providers: Path) -> Iterator[tuple[str, ...]]:
    """Yield the rows of given_names.tsv: names that one sex bears in all lists, or in most."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(providers.glob("*/__init__.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Assign | ast.AnnAssign):
                continue
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            match = re.fullmatch(
                r"first_names?_(fe)?male(?:_en|_est|_rus)?", getattr(target, "id", "")
            )
            if match is None or node.value is None:
                continue
            sex = "f" if match.group(1) else "m"
            names = {
                constant.value
                for constant in ast.walk(node.value)
                if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
            }
            for name in names:
                key = plain(name)
                if re.fullmatch(r"[a-z][a-z'-]+", key):
                    seen[key][sex] += 1
    for name, counts in sorted(seen.items()):
        (sex, most), *rest = counts.most_common()
        if not rest or most >= 4 * rest[0][1]:
            yield name, sex


def write(name: str, head: str, table: Iterator[tuple[str, ...]]) -> int:
    """Write a table into the resources; return its number of rows."""
    lines = ["\t".join(row).rstrip("\t") for row in table]
    write_list(name, head, lines)
    return len(lines)


def main() -> None:
    """Rebuild the tables that the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--factbook", type=Path, help="factbook_actors.jsonl")
    parser.add_argument("--faker", type=Path, help="folder faker/providers/person")
    options = parser.parse_args()
    if options.factbook:
        print(
            "countries.tsv", write("countries.tsv", COUNTRIES_HEAD, country_rows(options.factbook))
        )
    if options.faker:
        print("given_names.tsv", write("given_names.tsv", NAMES_HEAD, name_rows(options.faker)))


if __name__ == "__main__":
    main()
