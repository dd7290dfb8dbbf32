"""The order of a deck: which slides an edition gives, before anything is drawn."""

from __future__ import annotations

from adaptations.document import Kind
from exports.charts import Bar, axis_of, bars
from exports.deck import parts, pictures
from exports.deck.slides import Amount, Divider, Figures, Slide, Thanks, Title
from exports.fonts import DISPLAY, SERIF
from exports.measuring import Lettering, clamp, largest
from exports.reading import money
from exports.reading.edition import Edition, country_name, read
from exports.reading.naming import date_words, edition_name, standing
from exports.subject import Subject

POINT = 0.3528
TITLE_SIZES = tuple(Lettering(points * POINT, DISPLAY, 300) for points in (54, 42, 32, 24))
TITLE_ROWS = (2, 3, 4, 6)
TITLE_ROOM = 150
SUBTITLE = Lettering(17 * POINT, SERIF)
FIGURE_SIZES = tuple(Lettering(points * POINT, DISPLAY, 300) for points in (60, 44, 32, 22))
FIGURE_ROOM = 66
MOST_PARTS, MOST_BARS = 24, 8
THANKS = "Рахмет\u00a0· Рахмат\u00a0· Ташаккур\u00a0· Sag\u00a0boluň\u00a0· Rahmat\u00a0· Спасибо"


def outline(subject: Subject) -> tuple[Slide, ...]:
    """Return the slides of an edition in their order; parts it does not have leave no slide."""
    edition = read(subject)
    axis = axis_of(edition)
    found = parts.main_parts(edition)
    slides: list[Slide] = [_title(edition), *parts.agenda(edition, found), *_figures(edition)]
    _ = subject.translate
    text_title = _("What we will do") if edition.of_kind(Kind.ACTION) else _("What this roadmap covers")
    sections: list[tuple[str, list[Slide]]] = [
        (text_title, [parts.part(edition, node, axis) for node in found[:MOST_PARTS]]),
        (
            _("How it is delivered"),
            [*pictures.timelines(edition, axis), *pictures.indicators(edition), *parts.next_steps(edition)],
        ),
        (_("What differs here"), list(pictures.differing(edition))),
        (_("The countries compared"), list(pictures.compared(edition))),
    ]
    kept = [(title, content) for title, content in sections if content]
    for index, (title, content) in enumerate(kept):
        if len(kept) > 1:
            part = _("Part %(number)s") % {"number": index + 1}
            slides.append(Divider(part, title, (1, 3, 2, 5)[index % 4]))
        slides += content
    return (*slides, _thanks(edition))


def _title(edition: Edition) -> Title:
    subject = edition.subject
    title = edition.plain(edition.document.title) or subject.translate("Untitled roadmap")
    size = next(
        (i for i, rows in enumerate(TITLE_ROWS) if largest(title, TITLE_ROOM, rows, TITLE_SIZES[i : i + 1] * 2) == 0), 3
    )
    return Title(
        title=clamp(title, TITLE_ROOM, TITLE_ROWS[size], TITLE_SIZES[size]),
        size=size,
        subtitle=clamp(edition.plain(edition.document.subtitle), 130, 4, SUBTITLE),
        badge=edition.document.country,
        lines=(f"{edition_name(edition)} · {standing(edition)}", f"{subject.network} · {date_words(edition)}"),
    )


def _figures(edition: Edition) -> list[Slide]:
    subject = edition.subject
    _ = subject.translate
    actions = edition.of_kind(Kind.ACTION)
    if not actions:
        return []
    found = [(str(len(actions)), _("actions with a lead, dates and a form of completion"))]
    found += [
        (money.short(amount, currency, subject.locale), _("planned in %(currency)s") % {"currency": currency})
        for currency, amount in money.totals(actions)[:2]
    ]
    if edition.of_kind(Kind.INDICATOR):
        found.append((str(len(edition.of_kind(Kind.INDICATOR))), _("indicators, each with a baseline and a target")))
    if subject.editions:
        found.insert(1, (str(len(subject.editions)), _("country editions of one regional text")))
    names = ", ".join(country_name(code, subject) for code in subject.editions or ())
    amounts = tuple(Amount(value, label, largest(value, FIGURE_ROOM, 1, FIGURE_SIZES)) for value, label in found[:4])
    caption, picture = _costs(edition)
    return [Figures(_("The roadmap at a glance"), amounts, names, caption, picture)]


def _costs(edition: Edition) -> tuple[str, str]:
    """Return caption and bars of the costs per goal in the currency named first; empty without costs of two goals."""
    locale, _ = edition.subject.locale, edition.subject.translate
    currency = next((name for name, _sum in money.totals(edition.of_kind(Kind.ACTION))), "")
    rows = []
    for goal in parts.main_parts(edition)[:MOST_BARS]:
        amount = dict(money.totals(edition.below(goal.id, Kind.ACTION))).get(currency)
        if amount:
            label = f"{edition.numbers[goal.id]}  {parts.headline(edition, goal)}"
            rows.append(Bar(label, float(amount), money.short(amount, currency, locale), edition.colour(goal.id)))
    if not currency or len(rows) < 2:  # noqa: PLR2004 -- one bar compares nothing
        return "", ""
    caption = _("Planned costs in %(currency)s") % {"currency": currency}
    height = min(10, 57 / len(rows))
    return caption, bars(rows, caption, room=302, labels=128, row=height, size=min(4.24, height * 0.55))


def _thanks(edition: Edition) -> Thanks:
    subject = edition.subject
    lines = (subject.network, f"{edition_name(edition)} · {standing(edition)} · {date_words(edition)}")
    return Thanks(subject.translate("Thank you"), THANKS, lines)
