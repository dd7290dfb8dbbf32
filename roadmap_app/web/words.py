"""The interface's words for what the core names by codes: parts, gaps, choices, reasons of cases."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from flask_babel import get_locale

from adaptations import Case, Kind, Level, Reason, Stance
from adaptations.completeness import Gap
from exports.markdown_file import Note
from exports.reading import wording
from roadmap_app.web.translating import gettext as _
from roadmap_app.web.translating import pgettext


def kind(value: Kind) -> str:
    """Return the word for a kind of node."""
    return wording.kind(value, _)


def stance(value: Stance) -> str:
    """Return the word for a stance."""
    return wording.stance(value, _)


def part(name: str) -> str:
    """Return the word for a part of a node: a text, a field, or a group of fields."""
    return _parts(str(get_locale())).get(name, name)


@lru_cache(maxsize=16)
def _parts(_language: str) -> Mapping[str, str]:
    """Return the words of one language, which must be that of the request; made once, a page asks for hundreds."""
    return {
        "title": _("Title"),
        "subtitle": _("Subtitle"),
        "body": _("Text"),
        "kind": _("Kind"),
        "setting": _("May it be adapted?"),
        "state": _("Drafting state"),
        "problem": _("Problem"),
        "result": _("Expected result"),
        "completion": _("Form of completion"),
        "lead": _("Lead"),
        "partners": _("Partners"),
        "dates": _("Dates"),
        "start": _("Start"),
        "end": _("End"),
        "permanent": _("Permanent"),
        "costs": _("Costs"),
        "priority": _("Priority"),
        "delivery": _("Delivery"),
        "status": _("Delivery status"),
        "percent": _("Percent done"),
        "reason": _("Reason"),
        "due": _("Due"),
        "legal": _("Legal instrument"),
        "instrument": _("Legal instrument"),
        "stage": _("Stage"),
        "measure": _("Measure"),
        "unit": _("Unit"),
        "better": _("Better when"),
        "baseline": _("Baseline"),
        "baseline_year": _("Baseline year"),
        "target": _("Target"),
        "target_year": _("Target year"),
        "actuals": _("Values so far"),
        "verification": _("Means of verification"),
        "headline": _("Headline on slides"),
        "message": _("Key message on slides"),
        "added": _("New"),
        "removed": _("Taken out"),
        "place": _("Place"),
        "name": pgettext("partner", "Name"),
        "role": _("Role"),
        "amount": _("Amount"),
        "currency": _("Currency"),
        "source": _("Source"),
        "secured": _("Secured"),
        "period": _("Period"),
        "value": _("Value"),
    }


def coded(field: str, value: str) -> str:
    """Return the word for a coded value of a field; the value itself for fields that hold plain text."""
    tables = {"status": wording.status, "stage": wording.stage, "state": wording.state, "priority": wording.priority}
    if field in tables:
        return tables[field](value, _)
    words = {
        "setting": {"open": _("May be adapted"), "mandatory": _("Should stay word for word")},
        "better": {"up": _("higher"), "down": _("lower")},
        "permanent": {"yes": _("yes")},
        "secured": {"yes": _("yes"), "no": _("no")},
    }
    return words.get(field, {}).get(value, value)


def gap(value: Gap) -> str:
    """Return what is missing, in a few words."""
    return {
        Gap.NO_TITLE: _("has no title"),
        Gap.NO_LEAD: _("is marked agreed, but has no lead"),
        Gap.NO_DATES: _("is marked agreed, but has no dates"),
        Gap.NO_COMPLETION: _("is marked agreed, but has no form of completion"),
        Gap.DATES_REVERSED: _("ends before it starts"),
        Gap.UNKNOWN_QUESTION: _("asks a question that is not defined"),
        Gap.NO_DEFAULT: _("has no default"),
        Gap.NO_ANSWER: _("has no answer and no default"),
    }[value]


def choice(name: str) -> str:
    """Return what was decided, as the list of decisions says it."""
    return {
        "merged": _("Merged"),
        "accepted": _("Update taken"),
        "combined": _("Combined"),
        "written": _("Own wording"),
        "kept": _("Ours kept"),
        "declined": _("Declined"),
        "later": pgettext("decision", "Later"),
    }.get(name, name)


def case_sentence(case: Case) -> str:
    """Return one plain sentence on what happened and why the case has its level."""
    if case.part == "added":
        return _("The region has added this.")
    if case.part == "removed":
        return _("The region has taken this out.")
    if case.part == "place" and case.level is Level.AUTO:
        return _("The region has moved this.")
    return reason_sentence(case.reason)


def reason_sentence(reason: Reason) -> str:
    """Return why a case has its level."""
    return {
        Reason.ONLY_UPSTREAM: _("The region changed this; you had not touched it."),
        Reason.MERGED: _("You and the region changed different passages; both changes stand."),
        Reason.TYPOGRAPHY: _("Only the typography differs."),
        Reason.ALREADY_HERE: _("You say this already."),
        Reason.BOTH_ADDED_ITEMS: _("Both of you added items at the same place; the region’s come first."),
        Reason.BOTH_INSERTED: _("Both of you added a passage at the same place."),
        Reason.BESIDE_REMOVED: _("One of you added text beside a passage that the other took out."),
        Reason.REPEATED_TEXT: _("The changed passage stands in several places now."),
        Reason.BOTH_REORDERED: _("Both of you changed the order."),
        Reason.REMOVED_AND_MOVED: _("One of you took out what the other moved."),
        Reason.STRUCTURE: _("Both of you changed the form of a passage."),
        Reason.SAME_SENTENCE: _("Both of you changed the same sentence, in different words."),
        Reason.SAME_WORDS: _("Both of you changed the same words."),
        Reason.NUMBER: _("Both of you changed one sentence, and a number or a date is touched."),
        Reason.UNIT: _("Both of you changed one sentence, and a unit or a currency is touched."),
        Reason.NEGATION: _("Both of you changed one sentence, and a “not” or an exception is touched."),
        Reason.MODAL: _("Both of you changed one sentence, and a word of duty such as “shall” or “may” is touched."),
        Reason.QUESTION: _("Both of you changed one sentence that holds a question of the region."),
        Reason.REMOVED_AND_CHANGED: _("One of you took out what the other changed."),
        Reason.REPLACED_BY_BOTH: _("Both of you put another text in the place of the same sentence."),
        Reason.SAME_ROW: _("Both of you changed the same row."),
        Reason.SAME_CELL: _("Both of you changed the same entry."),
        Reason.TABLE_SHAPE: _("The columns of a table changed on one side, its entries on the other."),
        Reason.CODE: _("Both of you changed a passage that is not running text."),
        Reason.SAME_FIELD: _("Both of you changed this field."),
        Reason.LINKED_FIELDS: _("Both of you changed fields that belong together."),
        Reason.SOURCE_CHANGED: _("Your text is in another language, and the region’s text has changed."),
        Reason.LEFT_OUT_HERE: _("You left this out; the region has changed it since."),
        Reason.PARENT_LEFT_OUT: _("It belongs to a part that you left out."),
        Reason.PARENT_REPLACED: _("The region added this below a part that you replaced."),
        Reason.ADDED_ON_BOTH_SIDES: _("The region added what stands here already, in another wording."),
        Reason.ADAPTED_HERE: _("The region has taken this out. You had adapted it."),
        Reason.CONTENT_BELOW: _("The region has taken this out, but something of yours stands below it."),
        Reason.MOVED_HERE: _("You had moved this, and the region has moved it or taken it out."),
        Reason.CIRCLE: _("The region’s move would put this below itself."),
    }[reason]


def import_note(note: Note) -> str:
    """Return what was mended while a file was read, as a sentence."""
    return {
        Note.SAME_ID: _("Some parts had the same identifier; the later ones were given new identifiers."),
        Note.UNKNOWN_KIND: _("Some parts were of an unknown kind; they became sections."),
        Note.UNKNOWN_FIELD: _("Some field names are not known; what stood there was kept in the text."),
        Note.WRONG_VALUE: _("Some field values do not fit their field; they were kept in the text."),
        Note.OTHER_PROPERTIES: _("The file’s other properties were kept in a last section."),
        Note.SAME_QUESTION: _(
            "Some questions were defined twice; the first definition holds, the others are in the last section."
        ),
    }[note]


def names_in_data() -> tuple[str, ...]:
    """Return the names that a new installation keeps in its database and pages translate when they show them."""
    return (
        _("Central Asia"),
        _("Kazakhstan"),
        _("Kyrgyzstan"),
        _("Tajikistan"),
        _("Turkmenistan"),
        _("Uzbekistan"),
    )
