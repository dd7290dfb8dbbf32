"""The `roadmap` command: what an operator types; every refusal is one line and an exit status."""

from __future__ import annotations

from roadmap_app.cli.commands import main

__all__ = ["main"]
