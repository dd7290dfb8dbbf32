"""The files of the demo network, read into values; a slip in a file is an error that names it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adaptations import Choice, Document, Kind, Node, NodeId, Value
from exports.markdown_file import Unreadable, read_bytes

FOLDER = Path(__file__).parent
STEP_KEYS = frozenset({"node", "reason", "find", "replace", "part", "value", "leave_out", "remove", "move", "add"})
NODE_KEYS = frozenset({"id", "kind", "parent", "after", "title", "body", "fields"})


class BadContentError(ValueError):
    """A file of the demo network doesn't say what it should."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Replace a passage that stands once in a text."""

    node: str
    part: str
    find: str
    replace: str
    reason: str


@dataclass(frozen=True, slots=True)
class Give:
    """Give a part a new value."""

    node: str
    part: str
    value: Value
    reason: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Remove a node, or leave it out where it is the region's."""

    node: str
    leave_out: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Shift:
    """Put a node below another parent, behind the sibling `after`."""

    node: str
    parent: str | None
    after: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Addition:
    """Add a node behind the sibling `after` (None: first)."""

    new: Node
    after: str | None
    reason: str


Step = Rewrite | Give | Withdraw | Shift | Addition


@dataclass(frozen=True, slots=True)
class Answered:
    """A country's decision about one change of the region."""

    key: str
    choice: Choice
    reason: str


@dataclass(frozen=True, slots=True)
class Adaptation:
    """What one country makes of the roadmap; `progress` is untouched, begun or finished: how far its update is."""

    country: str
    title: str
    subtitle: str
    progress: str
    answers: Mapping[str, str]
    steps: tuple[Step, ...]
    decisions: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class NextVersion:
    """What changes in a master between two versions, and the note of the second one."""

    note: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person of the demo network; roles by roadmap slug and by country code."""

    key: str
    name: str
    email: str
    language: str
    is_admin: bool
    roadmaps: Mapping[str, str]
    countries: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment; `answers` is the key of the comment that it replies to, `edition` is "master" or a country code."""

    key: str
    edition: str
    node: str
    person: str
    text: str
    answers: str
    settled: bool


def document(name: str) -> Document:
    """Return the roadmap in one of the demo's Markdown files."""
    found = read_bytes((FOLDER / name).read_bytes(), new_id=_no_new_ids)
    if isinstance(found, Unreadable):
        raise BadContentError(f"{name}: {found.reason}")
    if found.notes:
        raise BadContentError(f"{name}: {' '.join(found.notes)}")
    return found.document


def adaptation(country: str) -> Adaptation:
    """Return one country's file, by its lower-case code."""
    plain = _toml(f"adaptations/{country}.toml")
    return Adaptation(
        country=country.upper(),
        title=plain["title"],
        subtitle=plain["subtitle"],
        progress=plain["update"],
        answers=plain["answers"],
        steps=tuple(_step(each) for each in plain["edit"]),
        decisions=tuple(
            Answered(f"{each['node']}:{each['part']}", Choice(each["choice"]), each["reason"])
            for each in plain.get("decision", ())
        ),
    )


def countries() -> tuple[str, ...]:
    """Return the lower-case codes of the countries that have a file."""
    return tuple(sorted(path.stem for path in (FOLDER / "adaptations").glob("*.toml")))


def next_version(name: str) -> NextVersion:
    """Return the changes that lead to a later version of a master."""
    plain = _toml(name)
    return NextVersion(" ".join(plain["note"].split()), tuple(_step(each) for each in plain["edit"]))


def people() -> tuple[Somebody, ...]:
    """Return the people of the demo network."""
    return tuple(
        Somebody(
            key=each["id"],
            name=each["name"],
            email=each["email"],
            language=each["language"],
            is_admin=each.get("admin", False),
            roadmaps=each["roadmaps"],
            countries={
                code.upper(): "lead" if role == "association_lead" else role
                for code, role in each.get("countries", {}).items()
            },
        )
        for each in _toml("people.toml")["person"]
    )


def remarks() -> tuple[Remark, ...]:
    """Return the comments, in the order in which they were made."""
    return tuple(
        Remark(
            each["id"],
            each["edition"],
            each["node"],
            each["person"],
            each["text"],
            each.get("answers", ""),
            each["settled"],
        )
        for each in _toml("comments.toml")["comment"]
    )


def _toml(name: str) -> dict[str, Any]:
    with (FOLDER / name).open("rb") as file:
        return tomllib.load(file)


def _step(plain: Mapping[str, Any]) -> Step:
    if not plain.keys() <= STEP_KEYS or not plain.get("add", {}).keys() <= NODE_KEYS:
        raise BadContentError(f"unknown words in {plain}")
    reason = plain.get("reason", "")
    match plain:
        case {"add": new}:
            return Addition(_node(new), new.get("after"), reason)
        case {"node": node, "find": find, "replace": replace}:
            return Rewrite(node, plain.get("part", "body"), find, replace, reason)
        case {"node": node, "part": part, "value": value}:
            return Give(node, part, _value(value), reason)
        case {"node": node, "move": {"parent": parent, "after": after}}:
            return Shift(node, parent, after, reason)
        case {"node": node, "leave_out": True}:
            return Withdraw(node, leave_out=True, reason=reason)
        case {"node": node, "remove": True}:
            return Withdraw(node, leave_out=False, reason=reason)
        case _:
            raise BadContentError(f"not an edit: {sorted(plain)}")


def _node(new: Mapping[str, Any]) -> Node:
    fields = tuple(sorted((name, _value(value)) for name, value in new.get("fields", {}).items()))
    return Node(NodeId(new["id"]), Kind(new["kind"]), new["title"], new["body"], NodeId(new["parent"]), fields=fields)


def _value(value: str | Sequence[Sequence[str]]) -> Value:
    return value if isinstance(value, str) else tuple(tuple(row) for row in value)


def _no_new_ids() -> str:
    raise BadContentError("every node of the demo has its id in the file")
