"""Translation into the language of the request, with types."""

from __future__ import annotations

import flask_babel


def gettext(message: str, **values: object) -> str:
    """Return the message in the language of this request, its %(names)s filled in."""
    return str(flask_babel.gettext(message, **values))


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """Return the message in the form that this number needs in the language of this request."""
    return str(flask_babel.ngettext(one, many, number, **values))
