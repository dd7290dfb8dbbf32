"""Refusals: what the command can't do, told in one line."""

from __future__ import annotations

import click


class MistakeError(click.ClickException):
    """What was typed can't be meant: a path, an option or a value; exit status 2."""

    exit_code = 2


class RefusalError(click.ClickException):
    """What was asked for is understood, but can't be done now; exit status 1."""

    exit_code = 1


def in_one_line(message: str) -> str:
    """Return a message without line breaks."""
    return " ".join(message.split())
