"""The file of a backup: a zip of a few members and a manifest that seals each of them."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

MANIFEST = "manifest.json"
FORMAT = 1
DATABASE, DUMP, SECRET = "roadmap.db", "roadmap.dump", "secret.key"
CHUNK = 1 << 20


class BadArchiveError(ValueError):
    """The file is no backup, or not as it was written."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file in a backup; `sha256` is of its content, in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: `kind` of database is sqlite or postgresql, `made_at` is ISO 8601 in UTC."""

    kind: str
    made_at: str
    members: tuple[Member, ...]
    format: int = FORMAT


def write(path: Path, kind: str, made_at: str, files: Mapping[str, Path]) -> Manifest:
    """Write a backup that only its owner can read, whole or not at all; raise FileExistsError and OSError."""
    if path.exists():
        raise FileExistsError(path)
    manifest = Manifest(kind, made_at, tuple(_sealed(name, file) for name, file in files.items()))
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
                for name, file in files.items():
                    archive.write(file, name)
            out.flush()
            os.fsync(out.fileno())
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def unpack(path: Path, folder: Path) -> Manifest:
    """Unpack a backup into a folder and return its manifest; raise BadArchiveError unless every seal fits."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive.read(MANIFEST))
            for member in manifest.members:
                _unpack(archive, member, folder / member.name)
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError) as error:
        raise BadArchiveError("it is not a backup of this program, or it is damaged") from error
    return manifest


def _unpack(archive: zipfile.ZipFile, member: Member, path: Path) -> None:
    seal, size = hashlib.sha256(), 0
    with (
        archive.open(member.name) as source,
        os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out,
    ):
        while chunk := source.read(CHUNK):
            size += len(chunk)
            if size > member.size:
                raise BadArchiveError(f"{member.name} is larger than its manifest says")
            seal.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    if seal.hexdigest() != member.sha256:
        raise BadArchiveError(f"{member.name} is not what was backed up")


def _manifest(content: bytes) -> Manifest:
    try:
        plain = json.loads(content)
        members = tuple(Member(**each) for each in plain["members"])
        manifest = Manifest(plain["kind"], plain["made_at"], members, plain["format"])
    except (ValueError, KeyError, TypeError) as error:
        raise BadArchiveError("its manifest can't be read") from error
    if manifest.format != FORMAT:
        raise BadArchiveError("it was made by a newer release")
    if not {each.name for each in members} <= {DATABASE, DUMP, SECRET}:
        raise BadArchiveError("it holds files that no backup holds")
    return manifest


def _sealed(name: str, path: Path) -> Member:
    with path.open("rb") as file:
        return Member(name, path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())
