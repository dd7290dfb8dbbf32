"""All tables, in one place, so that the metadata is complete wherever one of them is used."""

from roadmap_app.models.adapting import Answer, Decision, Question
from roadmap_app.models.audit import AuditEntry
from roadmap_app.models.base import Base, Moment
from roadmap_app.models.drafts import Change, Comment, DraftNode, TextUpdate
from roadmap_app.models.jobs import ExportJob
from roadmap_app.models.network import Country, Edition, Network, Roadmap
from roadmap_app.models.people import Invitation, Membership, Person, SignIn, SignInAttempt
from roadmap_app.models.sealing import SEALED, seals
from roadmap_app.models.versions import Version

__all__ = [
    "SEALED",
    "Answer",
    "AuditEntry",
    "Base",
    "Change",
    "Comment",
    "Country",
    "Decision",
    "DraftNode",
    "Edition",
    "ExportJob",
    "Invitation",
    "Membership",
    "Moment",
    "Network",
    "Person",
    "Question",
    "Roadmap",
    "SignIn",
    "SignInAttempt",
    "TextUpdate",
    "Version",
    "seals",
]
