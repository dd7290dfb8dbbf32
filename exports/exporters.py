"""All kinds of file that an edition can be exported to, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from adaptations.codec import to_json
from exports.markdown_file import to_markdown
from exports.rendering import Progress, silent
from exports.subject import Subject


@dataclass(frozen=True, slots=True)
class Exporter:
    """How one kind of file is made; `make` returns its bytes and reports progress from 0 to 1."""

    media_type: str
    extension: str
    make: Callable[[Subject, Progress], bytes]


def _report(subject: Subject, progress: Progress) -> bytes:
    from exports.report import report_pdf  # noqa: PLC0415 -- slow import

    return report_pdf(subject, progress)


def _deck(subject: Subject, progress: Progress) -> bytes:
    from exports.deck import deck_pdf  # noqa: PLC0415 -- slow import

    return deck_pdf(subject, progress)


def _markdown(subject: Subject, _progress: Progress = silent) -> bytes:
    return to_markdown(subject.document).encode()


def _json(subject: Subject, _progress: Progress = silent) -> bytes:
    return to_json(subject.document).encode()


EXPORTERS: Mapping[str, Exporter] = {
    "report": Exporter("application/pdf", "pdf", _report),
    "deck": Exporter("application/pdf", "pdf", _deck),
    "markdown": Exporter("text/markdown; charset=utf-8", "md", _markdown),
    "json": Exporter("application/json", "json", _json),
}
