"""Compiles the modules that read texts word by word, as they stand: mypyc turns them into C.

pip runs this when it makes a wheel. An editable install stays Python, so that what one edits is
what runs; so does a wheel where no C compiler is found, or where STANCECLF_PURE is set. Answers are
the same, and reading takes about half as long again.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_OPTIMISATION = "3"
# Functions call each other directly, and not through a table of what another library might replace:
# reading takes .96 of the time.
_OWN_NAMES = [] if sys.platform == "win32" else ["-fvisibility=hidden"]


class Compiled(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the compiled modules beside their sources into the wheel.

    `modules` in pyproject.toml lists patterns of their files, `left_out` those that stay Python.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and tell the builder what to take in."""
        if version == "editable" or os.environ.get("STANCECLF_PURE"):
            return
        self._directory = tempfile.TemporaryDirectory()
        try:
            made = compiled(Path(self.root), self._modules(), Path(self._directory.name))
        except (Exception, SystemExit) as error:  # no compiler, or one that fails; mypyc exits
            sys.stderr.write(f"stanceclf is installed as plain Python, not compiled: {error}\n")
            return
        build_data["force_include"] |= made
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was compiled: it is in the wheel now."""
        if hasattr(self, "_directory"):
            self._directory.cleanup()

    def _modules(self) -> list[str]:
        root = Path(self.root)
        left_out = {path for one in self.config["left_out"] for path in root.glob(one)}
        found = sorted({path for one in self.config["modules"] for path in root.glob(one)})
        return [str(path.relative_to(root)) for path in found if path not in left_out]


def compiled(root: Path, modules: list[str], directory: Path) -> dict[str, str]:
    """Compile modules into a directory; return where each file made goes in the wheel."""
    # Both come with what pip installs for the build alone.
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    before = Path.cwd()
    os.chdir(root)  # mypy names modules by their paths from here
    try:
        extensions = mypycify(
            modules,
            opt_level=_OPTIMISATION,
            debug_level="0",
            target_dir=str(directory),
            multi_file=True,
            group_name="stanceclf",
        )
        for extension in extensions:
            # A compiler may warn of more than mypyc knows of.
            told = [one for one in extension.extra_compile_args if one != "-Werror"]
            extension.extra_compile_args = told + _OWN_NAMES
        command = build_ext(Distribution({"name": "stanceclf", "ext_modules": extensions}))
        command.build_lib, command.build_temp = str(directory / "lib"), str(directory / "objects")
        command.ensure_finalized()
        command.run()
    finally:
        os.chdir(before)
    built = directory / "lib"
    return {str(path): str(path.relative_to(built)) for path in built.rglob("*") if path.is_file()}
