"""Keeping the data: whole copies that are checked when they are made, and again when they are needed."""

from roadmap_app.services.keeping.archive import Manifest
from roadmap_app.services.keeping.backup import CannotBackUpError, back_up
from roadmap_app.services.keeping.restoring import CannotRestoreError, restore
from roadmap_app.services.keeping.verification import Finding, broken_texts, integrity, verify

__all__ = [
    "CannotBackUpError",
    "CannotRestoreError",
    "Finding",
    "Manifest",
    "back_up",
    "broken_texts",
    "integrity",
    "restore",
    "verify",
]
