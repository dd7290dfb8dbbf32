"""A document taken apart for changing: nodes by id and lists of children."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from adaptations.document import Document, Node, NodeId, Value


class Outline:
    """A document that can be changed step by step; `document()` puts it together again.

    Every step keeps the tree whole; a step that would not (unknown node, id used twice, circle) raises ValueError.
    """

    def __init__(self, document: Document) -> None:
        """Take the document apart."""
        self._document = document
        self.nodes: dict[NodeId, Node] = {node.id: node for node in document.nodes}
        self.children: dict[NodeId | None, list[NodeId]] = {None: []}
        for node in document.nodes:
            self.children[node.id] = []
            self.children[node.parent].append(node.id)

    def document(self) -> Document:
        """Return the document as it is now."""
        return replace(self._document, nodes=tuple(self.nodes[each] for each in self.subtree(None)))

    def replace_document(self, **parts: object) -> None:
        """Change parts of the document itself: title, subtitle, questions..."""
        self._document = replace(self._document, **parts)  # type: ignore[arg-type] # names are checked by replace

    def text(self, part: str) -> str:
        """Return the roadmap's own title or subtitle."""
        match part:
            case "title":
                return self._document.title
            case "subtitle":
                return self._document.subtitle
            case _:
                raise ValueError(f"a roadmap has no part {part}")

    def subtree(self, root: NodeId | None) -> Iterator[NodeId]:
        """Yield the node and all below it in reading order; None: all nodes."""
        stack: list[NodeId] = [root] if root is not None else self.children[None][::-1]
        while stack:
            here = stack.pop()
            yield here
            stack.extend(reversed(self.children[here]))

    def is_below(self, node: NodeId | None, root: NodeId) -> bool:
        """Tell whether a place below `node` is the root itself or below it."""
        while node is not None:
            if node == root:
                return True
            node = self.nodes[node].parent
        return False

    def left(self, node: NodeId) -> NodeId | None:
        """Return the sibling before the node, None when it is the first."""
        siblings = self.children[self._known(node).parent]
        index = siblings.index(node)
        return siblings[index - 1] if index else None

    def set_part(self, node: NodeId, part: str, value: Value) -> None:
        """Give a part of a node (node "": of the roadmap) a value."""
        if node:
            self.nodes[node] = self._known(node).with_part(part, value)
        elif isinstance(value, str) and self.text(part) != value:
            self.replace_document(**{part: value})

    def add(self, node: Node, after: NodeId | None) -> None:
        """Add one node below its parent."""
        if node.id in self.nodes:
            raise ValueError(f"node {node.id} is there already")
        if node.parent is not None:
            self._known(node.parent)
        self.nodes[node.id] = node
        self.children[node.id] = []
        self._insert(node.id, node.parent, after)

    def remove(self, root: NodeId) -> None:
        """Remove a node and everything below it."""
        self.children[self._known(root).parent].remove(root)
        for each in list(self.subtree(root)):
            del self.nodes[each]
            del self.children[each]

    def move(self, node: NodeId, parent: NodeId | None, after: NodeId | None) -> None:
        """Put a node, with everything below it, below another parent."""
        old = self._known(node)
        if parent is not None and (parent not in self.nodes or self.is_below(parent, node)):
            raise ValueError(f"node {node} can't stand below {parent}")
        self.children[old.parent].remove(node)
        if old.parent != parent:
            self.nodes[node] = replace(old, parent=parent)
        self._insert(node, parent, after)

    def _known(self, node: NodeId) -> Node:
        if node not in self.nodes:
            raise ValueError(f"node {node} is not there")
        return self.nodes[node]

    def _insert(self, node: NodeId, parent: NodeId | None, after: NodeId | None) -> None:
        siblings = self.children[parent]
        index = len(siblings) if after is not None and after not in siblings else 0
        siblings.insert(siblings.index(after) + 1 if after in siblings else index, node)
