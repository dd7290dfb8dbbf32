"""What an edition is called on covers, slides and in footers."""

from __future__ import annotations

from exports.reading import periods
from exports.reading.edition import Edition


def standing(edition: Edition) -> str:
    """Return the state of this edition in words: "Draft" or "Version 1.1"."""
    subject = edition.subject
    _ = subject.translate
    return _("Draft") if subject.is_draft else _("Version %(version)s") % {"version": subject.version}


def date_words(edition: Edition) -> str:
    """Return the day this edition was published; for a draft the day it was printed."""
    subject = edition.subject
    return periods.long_date(subject.published or subject.printed, subject.locale)


def based_on(edition: Edition) -> str:
    """Return which master version an adaptation follows; "" for the master."""
    subject = edition.subject
    _ = subject.translate
    return _("follows regional version %(version)s") % {"version": subject.based_on} if subject.based_on else ""


def edition_name(edition: Edition) -> str:
    """Return the name of this edition: that of the region, or of the country."""
    subject = edition.subject
    _ = subject.translate
    if edition.document.country:
        return _("Edition of %(country)s") % {"country": subject.country_name or edition.document.country}
    return _("Regional edition: %(region)s") % {"region": subject.region} if subject.region else _("Regional edition")
