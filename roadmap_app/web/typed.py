"""What somebody typed into a form: cleaned, and with what is wrong beside each field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from roadmap_app.services import accounts
from roadmap_app.services.texts.cleaning import one_line
from roadmap_app.web.translating import gettext as _

SHOWN_AGAIN = 10_000
"""Most characters of a refused value that the form shows again."""


@dataclass(slots=True)
class Typed:
    """The fields of one form; `values` are shown again, `problems` say in a sentence what is wrong with which."""

    form: Mapping[str, str]
    values: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    def line(self, name: str, *, limit: int, empty: str = "") -> str:
        """Return a field as one clean line; `empty` is what to say when it must not be empty."""
        text = one_line(self.form.get(name, ""))
        self.values[name] = text[:SHOWN_AGAIN]
        if not text and empty:
            self.problems[name] = empty
        if len(text) > limit:
            self.problems[name] = _(
                "This is too long: %(length)s characters, at most %(limit)s fit.", length=len(text), limit=limit
            )
        return text

    def email(self, name: str) -> str:
        """Return a field as an e-mail address in the form in which it is kept."""
        text = self.line(name, limit=accounts.EMAIL_LIMIT, empty=_("Enter an e-mail address."))
        if name in self.problems:
            return text
        found = accounts.normal_email(text)
        if found is None:
            self.problems[name] = _("This is not an e-mail address. One looks like name@example.org.")
        return found or text

    def choice(self, name: str, among: Mapping[str, object] | frozenset[str]) -> str:
        """Return a field whose value must be one of these; "" when it was left out."""
        text = self.form.get(name, "")
        self.values[name] = text[:SHOWN_AGAIN]
        if text and text not in among:
            self.problems[name] = _("Choose one of the list.")
        return text

    def secret(self, name: str, *, empty: str) -> str:
        """Return a password as it was typed; it is never shown again."""
        text = self.form.get(name, "")
        if not text:
            self.problems[name] = empty
        return text

    def found(self) -> list[tuple[str, str]]:
        """Return the problems as the summary above a form takes them."""
        return list(self.problems.items())
