"""`stanceclf train`: hands over to the training script of a checkout."""

import argparse
from importlib import import_module

from stanceclf.commands import arguments
from stanceclf.errors import StanceError

_DESCRIPTION = """\
Fit every learned stage and write a model directory. The script and the corpus are in the
project's repository, not in the installed package; in a checkout, `make train` is the short way.
"""
_EXAMPLES = """\
Arguments after `train --` are passed on to the script: `stanceclf train -- --help` lists them.

examples:
  stanceclf train
  stanceclf train -- --help
"""


def add_to(subparsers: "arguments.SubParsers") -> None:
    """Add the sub-command and its options."""
    parser = arguments.add_parser(
        subparsers, "train", "fit a model (in a checkout)", _DESCRIPTION, _EXAMPLES
    )
    parser.add_argument("arguments", metavar="ARGUMENT", nargs="*", help="for the training script")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the training script; say what is missing where it cannot be."""
    try:
        script = import_module("training.train")
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing == "training":
            raise StanceError(
                "training needs a checkout of the project: run `make train` there"
            ) from None
        raise StanceError(
            f"training needs {missing}: run `pip install 'stanceclf[train]'`"
        ) from None
    status: int = script.main(options.arguments)
    return status
