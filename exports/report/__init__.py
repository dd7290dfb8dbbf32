"""The document: an edition as a designed PDF."""

from __future__ import annotations

from adaptations import Stance
from exports.charts import axis_of, sign
from exports.fonts import SANS
from exports.measuring import Lettering, fit
from exports.mosaic import NIGHT, Mosaic, Spread, mosaic, svg, tones
from exports.reading import colours, naming
from exports.reading.edition import Edition, read
from exports.rendering import Progress, data_uri, render_pdf, silent
from exports.report import body, closing, front
from exports.subject import Subject

__all__ = ["report_pdf"]

BLOCKS_A_PAGE = 1.6
RUNNING = Lettering(7 * 0.3528, SANS, 600)
RUNNING_ROOM = 90


def report_pdf(subject: Subject, progress: Progress = silent) -> bytes:
    """Return the edition as a tagged A4 PDF; `progress` is called with a growing share from 0 to 1."""
    edition = read(subject)
    axis = axis_of(edition)
    ending = closing.closing(edition, axis)
    blocks = (*body.flow(edition, axis), *ending)
    progress(0.05)
    title = edition.plain(edition.document.title) or subject.translate("Untitled roadmap")
    values = {
        "_": subject.translate,
        "subject": subject,
        "document": edition.document,
        "language": edition.document.language or "en",
        "title": title,
        "running_title": fit(title, RUNNING_ROOM, RUNNING),
        "cover": front.cover(edition),
        "imprint": front.imprint(edition),
        "contents": front.contents(edition, ending),
        "edition_name": naming.edition_name(edition),
        "standing": naming.standing(edition),
        "date": naming.date_words(edition),
        "badge_colour": front.badge_colour(edition),
        "goal_colours": colours.GOALS,
        "blocks": blocks,
        "pictures": _pictures(edition),
    }
    pages = round(len(blocks) / BLOCKS_A_PAGE) + 5
    return render_pdf("report/document.html", values, pages=pages, progress=progress)


def _pictures(edition: Edition) -> dict[str, str]:
    seed = edition.document.id
    pictures = {
        "cover": mosaic(seed, 6, 4),
        "back": mosaic(f"{seed}/back", 6, 5, NIGHT, spread=Spread.FALLING),
    }
    for index, colour in enumerate(colours.GOALS[: len(edition.goals)], start=1):
        pictures[f"goal-{index}"] = mosaic(f"{seed}/goal-{index}", 4, 3, tones(colour), spread=Spread.CORNER)
    uris = {name: _as_uri(picture) for name, picture in pictures.items()}
    if edition.subject.editions:
        uris |= {f"sign-{stance.value}": data_uri(sign(stance, "")) for stance in Stance}
    return uris


def _as_uri(picture: Mosaic) -> str:
    return data_uri(svg(picture, tile=35))
