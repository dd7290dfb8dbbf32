"""What an export is about, gathered from the database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from gettext import NullTranslations
from pathlib import Path

from babel.support import Translations
from sqlalchemy import select
from sqlalchemy.orm import Session

from adaptations import Document, NodeId, Stance, track
from adaptations.codec import from_json, to_json
from exports.subject import Subject
from roadmap_app.models import Edition, Network, Version
from roadmap_app.services.comparing import compare
from roadmap_app.services.reasons import reasons_for
from roadmap_app.services.snapshots import acknowledged_document, draft_document, version_document
from roadmap_app.services.versions import latest_version, master_of

LAYOUT = 1
"""Counts changes that make the same document look different: finished files of older layouts are stale."""

CATALOGS = Path(__file__).parent.parent / "translations"


def subject_of(session: Session, edition: Edition, version: Version | None, language: str, today: date) -> Subject:
    """Return all that an export of a draft (no version) or a version shows, labels in the given language."""
    document = version_document(version) if version else draft_document(session, edition)
    acknowledged = _acknowledged(edition, version)
    stances = _stances(acknowledged, document) if acknowledged else None
    network = session.execute(select(Network)).scalars().first()
    published = version.published_at.date() if version else None
    translate = translator(language)
    return Subject(
        document=_with_questions(document, acknowledged),
        version=version.number if version else "",
        published=published,
        printed=published or today,
        network=network.name if network else "",
        region=translate(network.region) if network else "",
        country_name=translate(edition.country.name) if edition.country else "",
        stances=stances,
        editions=_editions(session, edition) if edition.country_code is None else None,
        based_on=_based_on(session, edition, version),
        locale=language,
        translate=translate,
        demo=bool(network and network.is_demo),
        master=acknowledged,
        reasons=_reasons(session, edition, version) if acknowledged else {},
    )


def content_key(subject: Subject, kind: str) -> str:
    """Return a hash of everything that a file depends on: an equal key means an equal file."""
    plain = [
        LAYOUT,
        _wording_of(subject.locale),
        kind,
        to_json(subject.document),
        subject.version,
        str(subject.published),
        str(subject.printed),
        subject.network,
        subject.region,
        subject.country_name,
        subject.stances,
        subject.editions,
        subject.based_on,
        subject.locale,
        subject.demo,
        to_json(subject.master) if subject.master else "",
        dict(subject.reasons),
    ]
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def translator(language: str) -> Callable[[str], str]:
    """Return the translation of English labels into a language; English itself stays as it is."""
    catalog: NullTranslations = Translations.load(CATALOGS, [language])
    return catalog.gettext


def _wording_of(language: str) -> str:
    """Return a mark of the catalog's content: another translation makes another file."""
    path = CATALOGS / language / "LC_MESSAGES" / "messages.mo"
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _acknowledged(edition: Edition, version: Version | None) -> Document | None:
    if version is not None:
        return from_json(version.acknowledged) if version.acknowledged else None
    return acknowledged_document(edition)


def _with_questions(document: Document, acknowledged: Document | None) -> Document:
    """Return an adaptation's document with the questions that its answers answer."""
    if acknowledged is None or document.questions:
        return document
    return Document(
        document.id,
        document.title,
        document.subtitle,
        document.language,
        document.country,
        document.nodes,
        acknowledged.questions,
        document.answers,
    )


def _stances(acknowledged: Document, document: Document) -> dict[NodeId, Stance]:
    statuses = track(acknowledged, acknowledged, document)
    return {key: each.stance for key, each in statuses.items() if each.stance is not None}


def _editions(session: Session, master: Edition) -> dict[str, dict[NodeId, Stance]] | None:
    """Return the stances of published adaptations only: no private draft reaches an export."""
    matrix = compare(session, master, lambda _edition: False)
    return {column.code: column.stances for column in matrix.columns} if matrix else None


def _based_on(session: Session, edition: Edition, version: Version | None) -> str:
    if edition.country_code is None:
        return ""
    if version is not None:
        return version.follows.number if version.follows else ""
    followed = edition.followed or latest_version(session, master_of(session, edition))
    return followed.number if followed else ""


def _reasons(session: Session, edition: Edition, version: Version | None) -> dict[NodeId, str]:
    if version is not None:
        return {NodeId(key): text for key, (text, _name, _at) in json.loads(version.reasons).items()}
    return {NodeId(key): each.text for key, each in reasons_for(session, edition).items()}
