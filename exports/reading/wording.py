"""The words for coded values: statuses, stages, stances, settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from adaptations import Stance
from adaptations.document import Kind

Translate = Callable[[str], str]


def status(code: str, translate: Translate) -> str:
    """Return the word for an action's delivery status; "" for none."""
    _ = translate
    return {
        "": "",
        "not_started": _("Not started"),
        "limited": _("Limited progress"),
        "substantial": _("Substantial progress"),
        "completed": _("Completed"),
        "suspended": _("Suspended"),
        "cancelled": _("Cancelled"),
    }.get(code, code)


def stage(code: str, translate: Translate) -> str:
    """Return the word for the stage of a legal instrument; "" for none."""
    _ = translate
    return {
        "": "",
        "idea": _("Idea"),
        "drafted": _("Drafted"),
        "sent": _("Sent for approval"),
        "passed": _("Passed"),
        "signed": _("Signed"),
        "in_force": _("In force"),
        "operating": _("Operating"),
    }.get(code, code)


def state(code: str, translate: Translate) -> str:
    """Return the word for how far a node has been agreed; "" for none."""
    _ = translate
    return {"": "", "idea": _("Idea"), "proposed": _("Under discussion"), "agreed": _("Agreed")}.get(code, code)


def priority(code: str, translate: Translate) -> str:
    """Return the word for an action's priority; "" for none."""
    _ = translate
    return {"": "", "high": _("High priority"), "medium": _("Medium priority"), "low": _("Low priority")}.get(
        code, code
    )


def stance(value: Stance, translate: Translate) -> str:
    """Return the word for how a node relates to the master."""
    _ = translate
    match value:
        case Stance.AS_IS:
            return _("As is")
        case Stance.ADAPTED:
            return _("Adapted")
        case Stance.REPLACED:
            return _("Replaced")
        case Stance.LEFT_OUT:
            return _("Left out")
        case Stance.ADDED:
            return _("Added here")
        case _:
            assert_never(value)


def kind(value: Kind, translate: Translate) -> str:
    """Return the word for a kind of node."""
    _ = translate
    match value:
        case Kind.GOAL:
            return _("Goal")
        case Kind.SECTION:
            return _("Section")
        case Kind.ACTION:
            return _("Action")
        case Kind.MILESTONE:
            return _("Milestone")
        case Kind.INDICATOR:
            return _("Indicator")
        case _:
            assert_never(value)
