"""Arguments that several sub-commands take, and the types of their values."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stanceclf.artifact import MANIFEST
from stanceclf.errors import ModelError, StanceError
from stanceclf.loading import SHARE
from stanceclf.report.terminal import NARROWEST

if TYPE_CHECKING:
    SubParsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(
    subparsers: SubParsers, name: str, summary: str, description: str, examples: str
) -> argparse.ArgumentParser:
    """Add a sub-command whose help keeps its line breaks."""
    return subparsers.add_parser(
        name,
        help=summary,
        description=description,
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def add_model(parser: argparse.ArgumentParser) -> None:
    """Add the option that chooses the model."""
    parser.add_argument(
        "--model",
        metavar="NAME",
        type=model,
        help="a name that `stanceclf models` lists, or a directory (default: the one marked there)",
    )


def add_table(parser: argparse.ArgumentParser) -> None:
    """Add the options that say how a table looks."""
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="default: auto, colour on a terminal unless NO_COLOR is set",
    )
    parser.add_argument(
        "--width",
        metavar="N",
        type=at_least(NARROWEST),
        help="columns of the table (default: the terminal's, or 80)",
    )


def add_aliases(parser: argparse.ArgumentParser) -> None:
    """Add the option that names a file of aliases."""
    parser.add_argument(
        "--aliases",
        metavar="NAMES",
        help="a file of names to know: alias, name, type[, affiliation[, id]], separated by tabs",
    )


def add_target(parser: argparse.ArgumentParser) -> None:
    """Add the option that says what the stances are about."""
    parser.add_argument(
        "--target",
        default="",
        help="what the stances are about, for records that do not say; a model for one target, as "
        "the released one is, does not read it",
    )


def add_min_confidence(parser: argparse.ArgumentParser) -> None:
    """Add the option that says which statements are too unlikely to be right."""
    parser.add_argument(
        "--min-confidence",
        metavar="P",
        type=probability,
        help="leave out statements with a stance whose claim, actor and label are less likely than "
        "P to be all right (default: the model's own bound; 0 shows all that was found)",
    )


def add_accurate(parser: argparse.ArgumentParser) -> None:
    """Add the options of the accurate tier."""
    parser.add_argument(
        "--accurate",
        metavar="DIR",
        type=model,
        help="directory of an accurate tier, which answers again where the model is unsure (needs "
        "the extra `accurate`)",
    )
    parser.add_argument(
        "--share",
        metavar="S",
        type=probability,
        help=f"the share of claims, the least sure ones, that it answers (default: {SHARE})",
    )


def tier(options: argparse.Namespace) -> dict[str, Any]:
    """Return the options of the accurate tier as `stanceclf.load` takes them."""
    if options.share is not None and options.accurate is None:
        raise StanceError("--share needs --accurate: it is the share of claims that tier answers")
    share = SHARE if options.share is None else options.share
    return {"accurate": options.accurate, "share": share}


def probability(value: str) -> float:
    """Parse a number between 0 and 1."""
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0.0 <= number <= 1.0:
        raise argparse.ArgumentTypeError(f"must be between 0 and 1, got {value}")
    return number


def at_least(least: int) -> Callable[[str], int]:
    """Return what parses a whole number that is not below `least`."""

    def parse(value: str) -> int:
        try:
            number = int(value)
        except ValueError:
            number = least - 1
        if number < least:
            raise argparse.ArgumentTypeError(f"must be at least {least}, got {value}")
        return number

    return parse


def model(value: str) -> str:
    """Return the name or directory of a model or tier; raise where it is surely none."""
    if not value:
        raise argparse.ArgumentTypeError("must be a name or a directory, got nothing")
    if Path(value).is_dir() and not Path(value, MANIFEST).is_file():
        raise ModelError(f"{value}: no directory of a model, which has a {MANIFEST}")
    return value
