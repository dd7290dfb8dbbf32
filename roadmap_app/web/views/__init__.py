"""Every page of the product, a folder an area; `AREAS` is their table of contents."""

from __future__ import annotations

from importlib import import_module

from flask import Blueprint

AREAS: tuple[str, ...] = (
    "home",
    "health",
    "people.sign_in",
    "people.account",
    "people.members",
    "people.invitations",
    "people.audit",
    "drafting.draft",
    "drafting.editing",
    "drafting.arranging",
    "drafting.remarks",
    "drafting.cover",
    "publishing.publish",
    "publishing.versions",
    "adapting.forking",
    "adapting.questions",
    "adapting.updating",
    "adapting.comparing",
    "files.exporting",
    "files.importing",
)
"""Modules below this package that hold a blueprint named `pages`."""


def blueprints() -> list[Blueprint]:
    """Return the blueprint of every area."""
    return [import_module(f"{__name__}.{area}").pages for area in AREAS]
