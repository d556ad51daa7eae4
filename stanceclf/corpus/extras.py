"""Packages that only some files or engines need."""

from importlib import import_module
from typing import Any

from stanceclf.errors import StanceError


def needed(module: str, extra: str, purpose: str) -> Any:
    """Return a module of an optional package, or say in one sentence how to get it.

    Parameters
    ----------
    module : str
        Its full name.
    extra : str
        The extra of this package that installs it.
    purpose : str
        What needs it, as the subject of the sentence.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != module.partition(".")[0]:
            raise
        package = module.partition(".")[0]
        raise StanceError(
            f"{purpose} needs {package}: run `pip install 'stanceclf[{extra}]'`"
        ) from None
