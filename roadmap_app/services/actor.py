"""Who acts, when and why: handed to every service that changes something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Cause(StrEnum):
    """What brought a change about; every change has one."""

    FORM = "form"
    TYPED = "typed"
    PULL = "pull"
    CONTRIBUTION = "contribution"
    WORKSHOP = "workshop"
    IMPORT = "import"
    RESTORE = "restore"
    FORK = "fork"


@dataclass(frozen=True, slots=True)
class Act:
    """One person's act at one moment; `person_id` is None when the program itself acts."""

    person_id: int | None
    at: datetime
    cause: Cause = Cause.FORM
    reason: str = ""
