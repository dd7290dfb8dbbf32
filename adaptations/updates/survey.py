"""Finding the cases: what the region changed since the acknowledged state, seen from the adaptation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from adaptations.comparing.changes import shifted
from adaptations.comparing.stances import is_replaced
from adaptations.document import Document, Node, NodeId, Tree
from adaptations.judgement import Level, Reason
from adaptations.order import merge_order
from adaptations.parts import GROUPS, differing_parts, reworded_parts, same_content
from adaptations.updates.cases import ADDED, PLACE, REMOVED, ROADMAP, Case, FieldGroup, Place, Subtree
from adaptations.updates.deciding import value_edits
from adaptations.updates.edits import apply_edit
from adaptations.updates.outline import Outline
from adaptations.updates.part_merge import PartValue, merge_part


@dataclass(slots=True)
class Edition:
    """A document with its lookup tables."""

    document: Document
    tree: Tree = field(init=False)

    def __post_init__(self) -> None:
        """Index the document."""
        self.tree = self.document.tree()


def part_value(node: Node, part: str) -> PartValue:
    """Return a part's value, for a field group all its fields."""
    if part in GROUPS:
        return FieldGroup(tuple((name, node.value(name)) for name in GROUPS[part]))
    return node.part(part)


class Survey:
    """The cases of one update, those that need no decision (`settled`), and local with every AUTO case applied."""

    def __init__(self, base: Edition, upstream: Edition, local: Edition) -> None:
        """Find everything; the editions stay as they are."""
        self.base, self.upstream, self.local = base, upstream, local
        self.cases: list[Case] = []
        self.settled: list[Case] = []
        self.outline = Outline(local.document)
        self._translated = base.document.language != local.document.language
        self._orders: dict[NodeId | None, tuple[NodeId, ...]] = {}
        self._roadmap()
        self._nodes()
        self._removals()

    def _found(self, case: Case) -> None:
        self.cases.append(case)
        if case.level is Level.AUTO:
            for edit in list(value_edits(case, case.proposal, self.outline, self.upstream.tree)):
                apply_edit(self.outline, edit)

    def _roadmap(self) -> None:
        base, upstream, local = self.base.document, self.upstream.document, self.local.document
        self._part(ROADMAP, "title", base.title, upstream.title, local.title)
        self._part(ROADMAP, "subtitle", base.subtitle, upstream.subtitle, local.subtitle)

    def _part(self, node: NodeId, part: str, base: PartValue, upstream: PartValue, local: PartValue) -> None:
        if upstream == base:
            return
        merged = merge_part(part, base, upstream, local, translated=self._translated)
        case = Case(node, part, merged.level, merged.reason, base, upstream, local, merged.proposal, merged.issues)
        if merged.level is Level.AUTO and merged.proposal == local:
            self.settled.append(case)
        else:
            self._found(case)

    def _nodes(self) -> None:
        base, local = self.base.tree.by_id, self.local.tree.by_id
        displaced = shifted(self.base.tree, self.upstream.tree)
        groups = self._added_groups()
        for node in self.upstream.document.nodes:
            old = base.get(node.id)
            if old is None:
                if node.id in local:
                    self._added_by_both(node, local[node.id])
                elif node.id in groups:
                    self._added(groups[node.id])
                continue
            if old is node:
                if node.id in displaced:
                    self._place(node, old)
                continue
            for part in differing_parts(old, node):
                self._node_part(part, old, node, local.get(node.id))
            if old.parent != node.parent or node.id in displaced:
                self._place(node, old)

    def _node_part(self, part: str, old: Node, new: Node, here: Node | None) -> None:
        before, after = part_value(old, part), part_value(new, part)
        if here is None:
            self._found(Case(new.id, part, Level.NOTE, Reason.LEFT_OUT_HERE, before, after, None))
        else:
            self._part(new.id, part, before, after, part_value(here, part))

    def _added_groups(self) -> dict[NodeId, list[Node]]:
        """Return the subtrees that are new upstream and not here, by their topmost node."""
        base, local = self.base.tree.by_id, self.local.tree.by_id
        root_of: dict[NodeId, NodeId] = {}
        groups: dict[NodeId, list[Node]] = {}
        for node in self.upstream.document.nodes:
            if node.id not in base and node.id not in local:
                root = root_of.get(node.parent, node.id) if node.parent is not None else node.id
                root_of[node.id] = root
                groups.setdefault(root, []).append(node)
        return groups

    def _added_by_both(self, node: Node, here: Node) -> None:
        upstream, local = Subtree((node,), self._left(self.upstream.tree, node)), Subtree((here,))
        same = same_content(node, here)
        level, reason = (Level.AUTO, Reason.ALREADY_HERE) if same else (Level.REVIEW, Reason.ADDED_ON_BOTH_SIDES)
        case = Case(node.id, ADDED, level, reason, None, upstream, local)
        (self.settled if same else self.cases).append(case)

    def _added(self, nodes: Sequence[Node]) -> None:
        root = nodes[0]
        upstream = Subtree(tuple(nodes), self._left(self.upstream.tree, root))
        parent = root.parent
        if parent is not None and parent not in self.outline.nodes:
            while parent is not None and parent not in self.outline.nodes:
                parent = self.upstream.tree.by_id[parent].parent
            after = next(reversed(self.outline.children[parent]), None)
            proposal = Subtree((replace(root, parent=parent), *nodes[1:]), after)
            self._found(Case(root.id, ADDED, Level.REVIEW, Reason.PARENT_LEFT_OUT, None, upstream, None, proposal))
            return
        level, reason = Level.AUTO, Reason.ONLY_UPSTREAM
        if parent is not None and self._is_replaced(parent):
            level, reason = Level.REVIEW, Reason.PARENT_REPLACED
        proposal = replace(upstream, after=self._after(root.id, parent))
        self._found(Case(root.id, ADDED, level, reason, None, upstream, None, proposal))

    def _is_replaced(self, node: NodeId) -> bool:
        old, here = self.base.tree.by_id.get(node), self.local.tree.by_id.get(node)
        return old is not None and here is not None and is_replaced(old, here, translated=self._translated)

    def _left(self, tree: Tree, node: Node) -> NodeId | None:
        siblings = tree.children[node.parent]
        index = siblings.index(node.id)
        return siblings[index - 1] if index else None

    def _after(self, node: NodeId, parent: NodeId | None) -> NodeId | None:
        """Return the sibling after which the three-way order puts a node, among those that are there by now."""
        if parent not in self._orders:
            trees = (self.base.tree, self.upstream.tree, self.local.tree)
            base, upstream, local = (tree.children.get(parent, ()) for tree in trees)
            self._orders[parent] = merge_order(base, upstream, local).ids
        order = self._orders[parent]
        there = set(self.outline.children[parent])
        before = order[: order.index(node)] if node in order else order
        return next((each for each in reversed(before) if each in there and each != node), None)

    def _place(self, node: Node, old: Node) -> None:
        here = self.local.tree.by_id.get(node.id)
        parent = node.parent
        upstream = Place(parent, self._left(self.upstream.tree, node))
        base = Place(old.parent, self._left(self.base.tree, old))
        if here is None:
            self.settled.append(Case(node.id, PLACE, Level.AUTO, Reason.ALREADY_HERE, base, upstream, None))
            return
        local = Place(here.parent, self._left(self.local.tree, here))
        level, reason = self._judge_place(node, old, here)
        case = Case(node.id, PLACE, level, reason, base, upstream, local)
        if reason is Reason.ALREADY_HERE:
            self.settled.append(case)
            return
        fits = level in {Level.AUTO, Level.REVIEW}
        self._found(replace(case, proposal=Place(parent, self._after(node.id, parent))) if fits else case)

    def _judge_place(self, node: Node, old: Node, here: Node) -> tuple[Level, Reason]:
        parent = node.parent
        if old.parent == parent:
            return self._judge_order(parent, here)
        if here.parent == parent:
            return Level.AUTO, Reason.ALREADY_HERE
        if here.parent != old.parent:
            return Level.CONFLICT, Reason.MOVED_HERE
        if parent is not None and parent not in self.outline.nodes:
            return Level.NOTE, Reason.PARENT_LEFT_OUT
        if self.outline.is_below(parent, node.id):
            return Level.CONFLICT, Reason.CIRCLE
        return Level.AUTO, Reason.ONLY_UPSTREAM

    def _judge_order(self, parent: NodeId | None, here: Node) -> tuple[Level, Reason]:
        """Judge a move among siblings: none if the node stands elsewhere here, or the order is the same by now."""
        if here.parent != parent:
            return Level.AUTO, Reason.ALREADY_HERE
        trees = (self.base.tree, self.upstream.tree, self.local.tree)
        orders = [tree.children.get(parent, ()) for tree in trees]
        common = set(orders[0]) & set(orders[1]) & set(orders[2])
        base, upstream, local = ([each for each in order if each in common] for order in orders)
        if upstream in (base, local):
            return Level.AUTO, Reason.ALREADY_HERE
        if local == base:
            return Level.AUTO, Reason.ONLY_UPSTREAM
        return Level.REVIEW, Reason.BOTH_REORDERED

    def _removals(self) -> None:
        base, upstream, local = (each.tree.by_id for each in (self.base, self.upstream, self.local))
        root_of: dict[NodeId, NodeId] = {}
        groups: dict[NodeId, list[Node]] = {}
        for node in self.base.document.nodes:
            if node.id in upstream:
                continue
            root = node.id
            if node.parent in root_of:
                here = local.get(node.id)
                together = here is None if node.parent not in local else here is None or here.parent == node.parent
                root = root_of[node.parent] if together else root
            root_of[node.id] = root
            groups.setdefault(root, []).append(node)
        for nodes in groups.values():
            self._removed(nodes, base[nodes[0].id])

    def _removed(self, nodes: Sequence[Node], root: Node) -> None:
        base = Subtree(tuple(nodes), self._left(self.base.tree, root))
        here = self.local.tree.by_id
        if root.id not in here:
            self.settled.append(Case(root.id, REMOVED, Level.AUTO, Reason.ALREADY_HERE, base, None, None))
            return
        local = Subtree(tuple(here[each] for each in self.local.tree.subtree(root.id)))
        group = {node.id for node in nodes}
        level, reason = Level.AUTO, Reason.ONLY_UPSTREAM
        if any(node.id in here and reworded_parts(node, here[node.id]) for node in nodes):
            level, reason = Level.CONFLICT, Reason.ADAPTED_HERE
        elif any(each not in group for each in self.outline.subtree(root.id)):
            level, reason = Level.CONFLICT, Reason.CONTENT_BELOW
        elif here[root.id].parent != root.parent:
            level, reason = Level.REVIEW, Reason.MOVED_HERE
        proposal = None if level is Level.CONFLICT else Subtree(())
        self._found(Case(root.id, REMOVED, level, reason, base, None, local, proposal))
