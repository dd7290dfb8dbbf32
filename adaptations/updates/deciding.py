"""From a decision to the edits that carry it out on the adaptation as it is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adaptations.document import Document, NodeId, Tree, Value
from adaptations.judgement import Level
from adaptations.parts import GROUPS, differing_parts
from adaptations.updates.cases import (
    ADDED,
    ROADMAP,
    Case,
    CaseValue,
    Choice,
    FieldGroup,
    Place,
    Subtree,
)
from adaptations.updates.edits import AddNodes, Edit, MoveNode, RemoveNode, SetPart
from adaptations.updates.outline import Outline


def edits(
    case: Case, choice: Choice, head: Document, local: Document, wording: Mapping[str, Value] | None = None
) -> tuple[Edit, ...]:
    """Return the edits that carry out a choice on the local document as it is now; () when nothing changes.

    `wording` maps parts (for a field group: its fields) to values; WRITTEN needs it, COMBINED takes it instead of the
    proposal. Raise ValueError for a COMBINED without proposal and wording, and for a wording that is not of the case.
    A node added below one that is left out here is put where the proposal says, when it is taken.
    A change that does not fit any more (its node or its parent is not here) gives no edits.
    """
    outline, tree = Outline(local), head.tree()
    match choice:
        case Choice.KEPT | Choice.DECLINED | Choice.LATER:
            return ()
        case Choice.ACCEPTED:
            fitted = case.level is Level.AUTO or (case.part == ADDED and case.proposal is not None)
            value = case.proposal if fitted else case.upstream
            return tuple(value_edits(case, value, outline, tree))
        case Choice.COMBINED if wording is None:
            if case.proposal is None:
                raise ValueError(f"case {case.key} has no proposal to combine with")
            return tuple(value_edits(case, case.proposal, outline, tree))
        case Choice.COMBINED | Choice.WRITTEN:
            return tuple(_written_edits(case, dict(wording or {}), outline, tree))


def value_edits(case: Case, value: CaseValue, outline: Outline, head: Tree) -> Iterator[Edit]:
    """Yield the edits that give what the case is about this value, as far as they fit the outline."""
    match case.part:
        case "added":
            yield from _add(value, outline, head)
        case "removed":
            if case.node in outline.nodes:
                yield from _remove(case.node, outline, head)
        case "place":
            if isinstance(value, Place):
                yield from _move(case.node, value, outline, head)
        case _:
            yield from _set(case.node, case.part, value, outline)


def left_sibling(
    node: NodeId, parent: NodeId | None, wanted: NodeId | None, outline: Outline, head: Tree
) -> NodeId | None:
    """Return after which sibling to put a node: the wanted one, or the nearest one left of it in the newest version."""
    siblings = outline.children[parent]
    if wanted is None or (wanted in siblings and wanted != node):
        return wanted
    order = head.children.get(head.by_id[node].parent, ()) if node in head.by_id else ()
    before = order[: order.index(node)] if node in order else ()
    return next((each for each in reversed(before) if each in siblings), None)


def _set(node: NodeId, part: str, value: CaseValue, outline: Outline) -> Iterator[Edit]:
    if node != ROADMAP and node not in outline.nodes:
        return
    if isinstance(value, FieldGroup):
        pairs = value.values
    elif isinstance(value, Subtree | Place) or value is None:
        pairs = ()
    else:
        pairs = ((part, value),)
    for name, wanted in pairs:
        now = outline.nodes[node].part(name) if node else outline.text(name)
        if (now or "") != (wanted or ""):
            yield SetPart(node, name, wanted)


def _add(value: CaseValue, outline: Outline, head: Tree) -> Iterator[Edit]:
    if not isinstance(value, Subtree) or not value.nodes:
        return
    root = value.nodes[0]
    if root.id in outline.nodes:
        for part in differing_parts(outline.nodes[root.id], root):
            for name in GROUPS.get(part, (part,)):
                if outline.nodes[root.id].part(name) != root.part(name):
                    yield SetPart(root.id, name, root.part(name))
        return
    if root.parent is not None and root.parent not in outline.nodes:
        return
    fitting = {root.id}
    nodes = [root]
    for node in value.nodes[1:]:
        if node.id not in outline.nodes and node.parent in fitting:
            nodes.append(node)
            fitting.add(node.id)
    yield AddNodes(tuple(nodes), left_sibling(root.id, root.parent, value.after, outline, head))


def _move(node: NodeId, place: Place, outline: Outline, head: Tree) -> Iterator[Edit]:
    parent = place.parent
    if node not in outline.nodes or (parent is not None and parent not in outline.nodes):
        return
    if outline.is_below(parent, node):
        return
    after = left_sibling(node, parent, place.after, outline, head)
    if (outline.nodes[node].parent, outline.left(node)) != (parent, after):
        yield MoveNode(node, parent, after)


def _remove(root: NodeId, outline: Outline, head: Tree) -> Iterator[Edit]:
    """Remove a subtree, but first carry out of it what the region still has: to its new place, else beside the root."""
    inside = set(outline.subtree(root))
    parent = outline.nodes[root].parent
    beside = root
    staying = [each for each in outline.subtree(root) if each in head.by_id]
    for each in staying:
        if outline.nodes[each].parent in staying and outline.nodes[each].parent == head.by_id[each].parent:
            continue
        wanted = head.by_id[each].parent
        is_here = wanted is None or (wanted in outline.nodes and (wanted not in inside or wanted in staying))
        if is_here and not outline.is_below(wanted, each):
            yield MoveNode(each, wanted, left_sibling(each, wanted, each, outline, head))
            continue
        yield MoveNode(each, parent, beside)
        beside = each
    yield RemoveNode(root)


def _written_edits(case: Case, wording: dict[str, Value], outline: Outline, head: Tree) -> Iterator[Edit]:
    allowed = _writable(case)
    if not wording or not wording.keys() <= allowed:
        raise ValueError(f"case {case.key} takes a wording for {sorted(allowed)}, not for {sorted(wording)}")
    node = case.node
    if case.part == ADDED and isinstance(case.upstream, Subtree):
        value = case.proposal if isinstance(case.proposal, Subtree) else case.upstream
        root = value.nodes[0]
        for name, text in wording.items():
            root = root.with_part(name, text)
        yield from _add(Subtree((root, *value.nodes[1:]), value.after), outline, head)
    elif node == ROADMAP or node in outline.nodes:
        for name, text in wording.items():
            yield from _set(node, name, text, outline)


def _writable(case: Case) -> frozenset[str]:
    match case.part:
        case "removed" | "place":
            return frozenset()
        case "added":
            return frozenset({"title", "body"})
        case part:
            return frozenset(GROUPS.get(part, (part,)))
