"""Values of fields as people read them: dates and money in words, coded values by their names, rows as lines."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from flask_babel import get_locale
from markupsafe import Markup

from adaptations import Node, Row, Value
from adaptations.fields import FIELD, Form, fields_of
from exports import prose
from exports.prose import Answered, Words
from exports.reading import money, periods
from exports.redline import Labels, field_difference, inline_difference, text_difference
from roadmap_app.web import words
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.translating import ngettext

Answers = Mapping[str, Answered]

NOT_FOR_READERS = {"headline", "message", "state", "priority", "percent"}


def is_prose(part: str) -> bool:
    """Say whether a part is running text of several lines."""
    return part == "body" or (part in FIELD and FIELD[part].form is Form.PROSE)


def written(part: str, value: str) -> str:
    """Return a value on one line: a date or a coded value in words, other text as it is."""
    if part in FIELD and FIELD[part].form is Form.DATE:
        return periods.words(value, _language())
    if part == "percent" and value:
        return f"{value} %"
    return words.coded(part, value)


def row_written(part: str, row: Row) -> str:
    """Return one row of a field on one line."""
    if part == "costs":
        return _cost(row)
    if part == "partners":
        name, role = (*row, "")[:2]
        return f"{name} ({role})" if role else name
    return ", ".join(cell for cell in row if cell)


def shown(part: str, value: Value, answers: Answers | None = None, *, chips: bool = True) -> Markup:
    """Return one part of a node as people read it; questions as chips, or filled in."""
    if isinstance(value, tuple):
        return Markup("<br>").join(_line(row_written(part, row), answers, chips=chips) for row in value)
    if is_prose(part):
        return Markup(prose.render(value, answers=answers, chips=chips, words=spoken()))  # noqa: S704 -- sanitised there
    return _line(written(part, value), answers, chips=chips)


def part_difference(part: str, old: Value, new: Value, answers: Answers | None = None) -> Markup:
    """Return the rendered difference of one part of a node: running text, a line, a coded value or rows."""
    if isinstance(old, tuple) or isinstance(new, tuple):
        before, after = (_rows_written(part, each) for each in (old, new))
        return Markup(field_difference(before, after, labels=labels()))  # noqa: S704 -- the renderer escapes
    if is_prose(part):
        return Markup(text_difference(old, new, labels=labels(), answers=answers))  # noqa: S704 -- as above
    was, now = written(part, old), written(part, new)
    return Markup(inline_difference(was, now, labels=labels(), answers=answers))  # noqa: S704 -- as above


def facts_of(node: Node, answers: Answers | None = None) -> list[tuple[str, Markup]]:
    """Return what a reader of a published version wants to know of a node besides its text: (label, value) pairs."""
    found = []
    dates = _dates(node)
    for each in fields_of(node.kind):
        value = node.value(each.name)
        if each.name == "start" and dates:
            found.append((_("Dates"), _line(dates, None)))
        elif each.group == "dates" or each.name in NOT_FOR_READERS or not value:
            continue
        else:
            found.append((words.part(each.name), shown(each.name, value, answers, chips=False)))
    return found


def labels() -> Labels:
    """Return the words of differences in the language of this request."""
    return _labels(_language())


def spoken() -> Words:
    """Return the words that screen readers speak at questions, in the language of this request."""
    return labels().questions


@lru_cache(maxsize=8)
def _labels(_of_language: str) -> Labels:
    """Return one object per language, so that rendered differences are found again in their cache."""
    return Labels(
        inserted=_("inserted"),
        deleted=_("deleted"),
        moved_here=_("moved here"),
        moved_away=_("moved from here"),
        changed=_("changed"),
        formatting=_("formatting changed"),
        link=_("link leads to {new}, formerly to {old}"),
        no_link=_("nowhere"),
        unchanged=lambda count: ngettext("One unchanged passage", "%(num)s unchanged passages", count, num=count),
        questions=Words(
            open=_("question, not answered yet"),
            answered=_("answer to the question “{label}”"),
            back=_("back to the text"),
        ),
    )


def _rows_written(part: str, value: Value) -> tuple[Row, ...]:
    return tuple((row_written(part, row),) for row in value) if isinstance(value, tuple) else ()


def _line(text: str, answers: Answers | None, *, chips: bool = True) -> Markup:
    return Markup(prose.inline(text, answers=answers, chips=chips, words=spoken()))  # noqa: S704 -- sanitised there


def _dates(node: Node) -> str:
    start, end = node.text("start"), node.text("end")
    if node.text("permanent"):
        begin = periods.words(start, _language())
        return _("from %(start)s, permanent", start=begin) if start else _("permanent")
    return periods.between(start, end, _language()) if start or end else ""


def _cost(row: Row) -> str:
    amount, currency, source, secured = (*row, "", "", "", "")[:4]
    number = money.number(amount)
    sum_written = f"{amount} {currency}" if number is None else money.full(number, currency, _language())
    state = _("secured") if secured == "yes" else _("not yet secured")
    return ", ".join(each for each in (sum_written.strip(), source, state) if each)


def _language() -> str:
    return str(get_locale())
