"""The deck: an edition as slides, 338.67 x 190.5 mm."""

from __future__ import annotations

from adaptations import Stance
from exports.charts import sign
from exports.deck.outline import outline
from exports.deck.slides import Divider, Goal, Slide
from exports.measuring import Lettering, fit
from exports.mosaic import Spread, mosaic, svg, tones
from exports.reading import colours, naming
from exports.reading.edition import read
from exports.rendering import Progress, data_uri, render_pdf, silent
from exports.subject import Subject

__all__ = ["deck_pdf", "outline"]

FOOT = Lettering(9 * 0.3528)
FOOT_ROOM = 118


def deck_pdf(subject: Subject, progress: Progress = silent) -> bytes:
    """Return the edition's slides as a tagged PDF, one page a slide; `progress` gets a growing share from 0 to 1."""
    edition = read(subject)
    slides = outline(subject)
    progress(0.05)
    country = edition.document.country
    title = edition.plain(edition.document.title) or subject.translate("Untitled roadmap")
    values = {
        "_": subject.translate,
        "subject": subject,
        "document": edition.document,
        "language": edition.document.language or "en",
        "title": title,
        "foot": fit(title, FOOT_ROOM, FOOT),
        "edition_name": naming.edition_name(edition),
        "standing": naming.standing(edition),
        "date": naming.date_words(edition),
        "badge_colour": colours.of_country(country) if country else colours.GOALS[0],
        "goal_colours": colours.GOALS,
        "slides": slides,
        "pictures": _pictures(subject, slides),
    }
    return render_pdf("deck/deck.html", values, pages=len(slides), progress=progress)


def _pictures(subject: Subject, slides: tuple[Slide, ...]) -> dict[str, str]:
    seed = subject.document.id
    patterns = {"cover": mosaic(seed, 4, 5), "thanks": mosaic(f"{seed}/thanks", 4, 5)}
    for slide in slides:
        match slide:
            case Divider(tone=tone):
                palette = tones(colours.of_goal(tone - 1))
                patterns[f"part-{tone}"] = mosaic(f"{seed}/part-{tone}", 4, 4, palette, spread=Spread.CORNER)
            case Goal(tone=tone):
                patterns[f"panel-{tone}"] = mosaic(f"{seed}/goal-{tone}", 4, 2, tones(colours.of_goal(tone - 1)))
            case _:
                pass
    uris = {name: data_uri(svg(pattern, tile=38.1)) for name, pattern in patterns.items()}
    if subject.editions:
        uris |= {f"sign-{stance.value}": data_uri(sign(stance, "")) for stance in Stance}
    return uris
