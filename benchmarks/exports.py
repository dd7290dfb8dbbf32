"""How long the document and the deck take: `python -m benchmarks.exports` prints pages, CPU seconds and memory."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable

import pypdfium2

from exports.deck import deck_pdf
from exports.report import report_pdf
from exports.subject import Subject
from tests.exports.sample_roadmap import adapted_subject, compared_subject

ROUNDS = 3


def measure(name: str, make: Callable[[Subject], bytes], subject: Subject, limit: float) -> None:
    times = []
    pdf = b""
    for _ in range(ROUNDS):
        start = time.process_time()
        pdf = make(subject)
        times.append(time.process_time() - start)
    pages = len(pypdfium2.PdfDocument(pdf))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    first, best = times[0], min(times[1:])
    print(
        f"{name:<28} {pages:>3} pages  {len(pdf) // 1024:>5} kB  first {first:5.2f} s  then {best:5.2f} s CPU "
        f"(limit {limit} s)  peak {memory} MB"
    )


def main() -> None:
    measure("deck of an adaptation", deck_pdf, adapted_subject(), 1.5)
    measure("deck of the master", deck_pdf, compared_subject(), 1.5)
    measure("document of an adaptation", report_pdf, adapted_subject(), 4.0)
    measure("document of the master", report_pdf, compared_subject(), 4.0)


if __name__ == "__main__":
    main()
