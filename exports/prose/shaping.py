"""What happens to the tree of a text before and after its lines are read: headings, tasks, notes, links, limits."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from exports.prose.marks import NOTE

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LOWEST_HEADING = 6
SPECIAL = re.compile(r"[\\`*_\[\]<!~@{]|://|www\.|  \n")
MAX_EFFORT_OF_BLOCK = 4_000_000
MAX_EFFORT = 12_000_000
TASK = re.compile(r"\[([ xX])\][ ]")
MENTION = re.compile(NOTE)
SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:)\S|#")


class BeforeLines(Treeprocessor):  # type: ignore[misc]  # the library ships no types
    """Shift headings, mark tasks, add the notes, and spare the readers of lines texts that hold no marks, or too many.

    Reading the marks of a line takes up to length times number of marks. A block in which that product passes
    MAX_EFFORT_OF_BLOCK, and every block once the text has passed MAX_EFFORT, is shown as it was typed.
    """

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        notes = _by_first_mention(root, self.md.parser.notes)
        self.md.parser.notes = notes
        if notes:
            ordered = SubElement(SubElement(root, "section"), "ol")
            for number, note in enumerate(notes.values(), start=1):
                note.set("id", f"{self.md.note_prefix}fn-{number}")
                ordered.append(note)
        levels = [int(each.tag[1]) for each in root.iter() if each.tag in HEADINGS]
        shift = self.md.top_level - min(levels, default=0)
        effort = 0
        for each in root.iter():
            if each.tag in HEADINGS:
                each.tag = f"h{min(LOWEST_HEADING, int(each.tag[1]) + shift)}"
            elif each.tag == "li":
                _mark_task(each)
            effort = self._spare(each, effort)

    def _spare(self, element: Element, effort: int) -> int:
        for name in ("text", "tail"):
            text = getattr(element, name)
            if not text or isinstance(text, AtomicString):
                continue
            here = len(SPECIAL.findall(text)) * len(text)
            if not here or here > MAX_EFFORT_OF_BLOCK or effort + here > MAX_EFFORT:
                setattr(element, name, AtomicString(text))
            else:
                effort += here
        return effort


class AfterLines(Treeprocessor):  # type: ignore[misc]  # the library ships no types
    """Unlink what leads elsewhere than to the web or a mailbox, and lead from each note back to the text."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for link in root.iter("a"):
            if not SAFE_ADDRESS.match(link.get("href", "").strip()):
                link.tag = "span"
                link.attrib.clear()
        for number, note in enumerate(self.md.parser.notes.values(), start=1):
            if note.attrib.pop("data-used", None):
                last = note[-1] if len(note) and note[-1].tag == "p" else note
                back = SubElement(last, "a", {"href": f"#{self.md.note_prefix}fnref-{number}"})
                back.text = AtomicString("↩")


def _by_first_mention(root: Element, notes: dict[str, Element]) -> dict[str, Element]:
    """Return the notes as a reader meets them: 1, 2, 3 down the text, whatever the order they were written in."""
    if len(notes) < 2:  # noqa: PLR2004 -- one note has no order
        return notes
    mentioned = (found[1].lower() for each in root.iter() for found in MENTION.finditer(each.text or ""))
    return {name: notes[name] for name in dict.fromkeys([*mentioned, *notes]) if name in notes}


def _mark_task(item: Element) -> None:
    holder = item if item.text else item[0] if len(item) and item[0].tag == "p" else None
    if holder is None or not holder.text or not (found := TASK.match(holder.text)):
        return
    item.set("class", "task")
    box = "☐" if found[1] == " " else "☑"
    holder.text = f"{box} {holder.text[found.end() :]}"
