"""Measure the adaptation engine: run `python benchmarks/engine.py`; figures are CPU time, the best of several runs."""

from __future__ import annotations

import gc
import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from adaptations import (
    Case,
    Document,
    Kind,
    Level,
    Node,
    NodeId,
    merge_document,
    merge_text,
    preview_publish,
    track,
)
from adaptations.wording import alignment, risks, sentences, text_merge, tokens, units

NODES, ADAPTATIONS = 500, 50
CHANGED_UPSTREAM, CHANGED_HERE = 0.08, 0.25
REMOVED_UPSTREAM, LEFT_OUT_HERE, ADDED = 0.01, 0.04, 0.02


def words(text: str) -> tuple[str, ...]:
    """Return the words of a list written as text."""
    return tuple(text.split())


WORDS = words(
    """
    association network museum craft fund grant school digital law tax music film design heritage park lease export
    training ministry partner region city young maker licence copyright festival market data report every supports
    opens offers trains lends with from under near among creative regional shared common public private first new
    """
)


def sentence(rng: random.Random) -> str:
    words = [rng.choice(WORDS) for _ in range(rng.randint(9, 22))]
    return " ".join(words).capitalize() + "."


def body(rng: random.Random) -> str:
    paragraphs = [" ".join(sentence(rng) for _ in range(rng.randint(2, 4))) for _ in range(2)]
    items = "\n".join(f"- {sentence(rng)}" for _ in range(2))
    return "\n\n".join([*paragraphs, items])


def edited(text: str, rng: random.Random) -> str:
    words = text.split(" ")
    for _ in range(rng.randint(1, 3)):
        words[rng.randrange(1, len(words))] = rng.choice(WORDS)
    return " ".join(words)


def master(rng: random.Random, size: int) -> Document:
    nodes: list[Node] = []
    for number in range(size):
        kind = Kind.GOAL if number % 25 == 0 else Kind.ACTION
        parent = NodeId(f"n{number // 25 * 25}") if number % 25 else None
        fields = () if kind is Kind.GOAL else (("end", "2030"), ("lead", rng.choice(WORDS)), ("start", "2027"))
        nodes.append(Node(NodeId(f"n{number}"), kind, f"Title {number}", body(rng), parent, fields=fields))
    return Document("roadmap", "Roadmap", nodes=tuple(nodes))


def changed(document: Document, rng: random.Random, share: float, *, country: bool = False) -> Document:
    nodes = []
    dropped: set[NodeId] = set()
    for node in document.nodes:
        if node.parent in dropped or (rng.random() < (LEFT_OUT_HERE if country else REMOVED_UPSTREAM) and node.parent):
            dropped.add(node.id)
            continue
        new = replace(node, body=edited(node.body, rng)) if rng.random() < share else node
        nodes.append(new.with_part("lead", rng.choice(WORDS)) if rng.random() < share / 2 else new)
        if node.parent and rng.random() < ADDED:
            nodes.append(Node(NodeId(f"{node.id}-{rng.random()}"), Kind.ACTION, "Added", body(rng), node.parent))
    return replace(document, nodes=tuple(nodes), country="KZ" if country else "")


def forget() -> None:
    """Empty every memory of the engine, so that the next run is a cold one."""
    for module in (alignment, risks, sentences, text_merge, tokens, units):
        for function in vars(module).values():
            if hasattr(function, "cache_clear"):
                function.cache_clear()


def best(work: Callable[[], object], runs: int = 7) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return min(times)


def show(label: str, milliseconds: float, target: str = "") -> None:
    print(f"{label:<62}{milliseconds:9.1f} ms   {target}")


def count(cases: tuple[Case, ...]) -> str:
    return ", ".join(f"{level.value} {sum(case.level is level for case in cases)}" for level in Level)


def long_text(rng: random.Random) -> tuple[str, str, str]:
    base = "\n\n".join(body(rng) for _ in range(53))
    versions = []
    for _ in range(2):
        words = base.split(" ")
        for _ in range(20):
            words[rng.randrange(len(words))] = rng.choice(WORDS)
        versions.append(" ".join(words))
    return base, versions[0], versions[1]


def main() -> None:
    rng = random.Random(1)  # noqa: S311 -- test data, not a secret
    base = master(rng, NODES)
    head = changed(base, rng, CHANGED_UPSTREAM)
    countries = {f"C{n}": (base, changed(base, rng, CHANGED_HERE, country=True)) for n in range(ADAPTATIONS)}
    local = countries["C0"][1]
    size = sum(len(node.body) for node in base.nodes) // 1000
    print(f"{NODES} nodes, {size} kB of text; {count(merge_document(base, head, local).cases)}")
    forget()
    gc.freeze()
    show("update preview of one adaptation, cold", best(lambda: merge_document(base, head, local), 1))
    show("update preview of one adaptation, warm", best(lambda: merge_document(base, head, local)), "target 60")
    forget()
    show(
        f"publish preview for {ADAPTATIONS} adaptations, cold", best(lambda: preview_publish(base, head, countries), 1)
    )
    show(
        f"publish preview for {ADAPTATIONS} adaptations, warm",
        best(lambda: preview_publish(base, head, countries)),
        "target 500",
    )
    show("status of one adaptation, warm", best(lambda: track(base, head, local)))
    forget()
    texts = long_text(rng)
    show(f"one text of {len(texts[0]) // 1000} kB, 20 edits a side, cold", best(lambda: merge_text(*texts), 1))
    show("the same, base and sides cut before", best(lambda: text_merge.merge_text.__wrapped__(*texts)))


if __name__ == "__main__":
    main()
