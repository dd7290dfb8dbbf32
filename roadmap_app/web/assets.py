"""Names of built files: `main.css` to the address of the newest build."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from flask import url_for

STATIC = Path(__file__).parent.parent / "static"


class AssetsNotBuiltError(RuntimeError):
    """The front end has not been built; `make assets` builds it."""


def asset(name: str) -> str:
    """Return the address of a built file, whose name changes with its content so that browsers may keep it."""
    return url_for("static", filename=_manifest((STATIC / "manifest.json").stat().st_mtime_ns)[name])


@lru_cache(maxsize=2)
def _manifest(_changed: int) -> dict[str, str]:
    try:
        names: dict[str, str] = json.loads((STATIC / "manifest.json").read_text(encoding="utf-8"))
    except OSError as error:
        raise AssetsNotBuiltError("run `make assets` first") from error
    return names
