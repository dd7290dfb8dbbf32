"""Merging a whole document."""

from __future__ import annotations

from collections.abc import Mapping

from adaptations.document import Document, Value
from adaptations.updates.cases import Case, Choice, DocumentMerge
from adaptations.updates.edits import Edit


def merge_document(base: Document, upstream: Document, local: Document) -> DocumentMerge:
    """Return the cases between the acknowledged and the newest master, and local with all AUTO cases applied."""
    raise NotImplementedError


def edits(
    case: Case, choice: Choice, head: Document, local: Document, wording: Mapping[str, Value] | None = None
) -> tuple[Edit, ...]:
    """Return the edits that carry out a choice on the local document as it is now."""
    raise NotImplementedError


def acknowledge(acknowledged: Document, head: Document, case: Case) -> Document:
    """Return the acknowledged master advanced over this one case."""
    raise NotImplementedError


def converged(acknowledged: Document, head: Document, local: Document) -> Document:
    """Return the acknowledged master advanced over everything that needs no decision."""
    raise NotImplementedError


def preview_publish(
    head: Document, candidate: Document, adaptations: Mapping[str, tuple[Document, Document]]
) -> dict[str, tuple[Case, ...]]:
    """Return, per adaptation, the cases that publishing the candidate would bring."""
    raise NotImplementedError
