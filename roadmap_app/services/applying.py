"""Edits of the engine, carried out in the rows of a draft."""

from __future__ import annotations

from typing import assert_never

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from adaptations import ROADMAP, AddNodes, Edit, MoveNode, Node, RemoveNode, SetPart
from roadmap_app.models import Change, DraftNode, Edition
from roadmap_app.services import drafting, structure
from roadmap_app.services.actor import Act
from roadmap_app.services.planting import plant_nodes


def apply(session: Session, edition: Edition, edits: tuple[Edit, ...], act: Act) -> None:
    """Carry out the edits one after the other; every change has the act's person, time, cause and reason."""
    for edit in edits:
        match edit:
            case SetPart() if edit.node == ROADMAP:
                _set_frame(session, edition, edit, act)
            case SetPart():
                drafting.set_part(session, edition, edit.node, edit.part, edit.value, act)
            case AddNodes():
                _add(session, edition, edit, act)
            case RemoveNode():
                structure.trash(session, edition, edit.node, act)
            case MoveNode():
                structure.move_node(session, edition, edit.node, parent=edit.parent, after=edit.after, act=act)
            case _:
                assert_never(edit)
    session.flush()


def refuse_addition(session: Session, edition: Edition, edit: AddNodes, act: Act) -> None:
    """Keep nodes that the region added as left out here, so that the decision and its reason stay visible."""
    _add(session, edition, edit, act)
    structure.leave_out(session, edition, edit.nodes[0].id, reason=act.reason, act=act)


def _add(session: Session, edition: Edition, edit: AddNodes, act: Act) -> None:
    """Plant the nodes; those that are in the trash or left out come back with the words given here."""
    first = edit.nodes[0]
    known = {row.node_id for row in session.execute(_rows(edition, edit.nodes)).scalars()}
    if first.id in known:
        structure.bring_back(session, edition, first.id, act)
        structure.move_node(session, edition, first.id, parent=first.parent, after=edit.after, act=act)
    fresh = tuple(node for node in edit.nodes if node.id not in known)
    for root in _roots(fresh):
        plant_nodes(session, edition, root, edit.after if root[0].id == first.id else None, act)
    for node in edit.nodes:
        if node.id in known:
            _give_words(session, edition, node, act)


def _give_words(session: Session, edition: Edition, node: Node, act: Act) -> None:
    for part, value in (("title", node.title), ("body", node.body), ("setting", node.setting.value), *node.fields):
        drafting.set_part(session, edition, node.id, part, value, act)


def _roots(nodes: tuple[Node, ...]) -> list[tuple[Node, ...]]:
    """Return the nodes as subtrees, each beginning with a node whose parent is not among them."""
    ids = {node.id for node in nodes}
    found: list[list[Node]] = []
    for node in nodes:
        if node.parent in ids and found:
            found[-1].append(node)
        else:
            found.append([node])
    return [tuple(each) for each in found]


def _rows(edition: Edition, nodes: tuple[Node, ...]) -> Select[DraftNode]:
    return select(DraftNode).where(
        DraftNode.edition_id == edition.id, DraftNode.node_id.in_([node.id for node in nodes])
    )


def _set_frame(session: Session, edition: Edition, edit: SetPart, act: Act) -> None:
    """Change the title or subtitle of the edition itself."""
    before = edition.title if edit.part == "title" else edition.subtitle
    after = str(edit.value)
    if edit.part == "title":
        edition.title = after
    else:
        edition.subtitle = after
    edition.revision += 1
    session.add(
        Change(
            edition_id=edition.id,
            node_id=ROADMAP,
            part=edit.part,
            before=drafting.value_to_json(before),
            after=drafting.value_to_json(after),
            cause=act.cause,
            reason=act.reason,
            person_id=act.person_id,
            at=act.at,
        )
    )
