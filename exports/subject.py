"""What an export is about: one edition at one moment, with all that its pages say beside its text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from adaptations import Stance
from adaptations.document import Document, NodeId


@dataclass(frozen=True, slots=True)
class Subject:
    """Everything that a document or a deck shows; two equal subjects give identical bytes.

    `version` is "" for a draft. `stances` belongs to an adaptation: one per node, left-out nodes included; their titles
    come from `master`, the text that the stances were judged against, and their reasons from `reasons`. `editions`
    belongs to the master: for each country code the stance of every node. `based_on` is the master version that an
    adaptation follows. Labels are English message ids passed through `translate`, in the language of `locale`.
    """

    document: Document
    version: str
    published: date | None
    printed: date
    network: str
    region: str
    country_name: str
    stances: Mapping[NodeId, Stance] | None
    editions: Mapping[str, Mapping[NodeId, Stance]] | None
    based_on: str
    locale: str
    translate: Callable[[str], str]
    demo: bool
    master: Document | None = None
    reasons: Mapping[NodeId, str] = field(default_factory=dict)

    @property
    def is_draft(self) -> bool:
        """Say whether this is the live draft, not a published version."""
        return not self.version
