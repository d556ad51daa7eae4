"""`stanceclf models`: the models that can be named."""

import argparse

from stanceclf.artifact import list_models
from stanceclf.commands import arguments, streams
from stanceclf.report.encoding import dumps
from stanceclf.report.terminal import safe

_DESCRIPTION = """\
List the models that `--model` and `stanceclf.load` can name: those that come with the package.
"""
_EXAMPLES = """\
examples:
  stanceclf models
  stanceclf models --format json
  stanceclf analyze article.txt --model NAME
"""


def add_to(subparsers: "arguments.SubParsers") -> None:
    """Add the sub-command and its options."""
    parser = arguments.add_parser(subparsers, "models", "list the models", _DESCRIPTION, _EXAMPLES)
    parser.add_argument(
        "--format", choices=("table", "json"), default="table", help="default: table"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print a line for each model."""
    models = list_models()
    streams.prepare_output(utf8=options.format == "json")
    if options.format == "json":
        fields = ("name", "version", "description", "sha256", "default")
        rows = [
            {field: getattr(model, field) for field in fields} | {"path": str(model.path)}
            for model in models
        ]
        streams.write(dumps(rows, indent=2))
        return 0
    for model in models:
        name = f"{model.name} (default)" if model.default else model.name
        streams.write(f"{name}  version {model.version}  sha256 {model.sha256[:12]}")
        streams.write(f"  {safe(model.description)}")
        streams.write(f"  {model.path}")
    return 0
