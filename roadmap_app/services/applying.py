"""Edits of the engine, carried out in the rows of a draft."""

from __future__ import annotations

from typing import assert_never

from sqlalchemy.orm import Session

from adaptations import ROADMAP, AddNodes, Edit, MoveNode, RemoveNode, SetPart
from roadmap_app.models import Edition
from roadmap_app.services import drafting, structure
from roadmap_app.services.actor import Act
from roadmap_app.services.frames import set_frame
from roadmap_app.services.planting import plant_nodes


def apply(session: Session, edition: Edition, edits: tuple[Edit, ...], act: Act) -> None:
    """Carry out the edits one after the other; every change has the act's person, time, cause and reason."""
    for edit in edits:
        match edit:
            case SetPart() if edit.node == ROADMAP:
                set_frame(session, edition, edit.part, str(edit.value), act)
            case SetPart():
                drafting.set_part(session, edition, edit.node, edit.part, edit.value, act)
            case AddNodes():
                plant_nodes(session, edition, edit.nodes, edit.after, act)
            case RemoveNode():
                structure.trash(session, edition, edit.node, act)
            case MoveNode():
                structure.move_node(session, edition, edit.node, parent=edit.parent, after=edit.after, act=act)
            case _:
                assert_never(edit)
    session.flush()


def refuse_addition(session: Session, edition: Edition, edit: AddNodes, act: Act) -> None:
    """Keep nodes that the region added as left out here, so that the decision and its reason stay visible."""
    plant_nodes(session, edition, edit.nodes, edit.after, act)
    structure.leave_out(session, edition, edit.nodes[0].id, reason=act.reason, act=act)
