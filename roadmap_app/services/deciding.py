"""Decisions about upstream changes: carried out in the draft, remembered for ever, undone one by one."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from adaptations import (
    AddNodes,
    Choice,
    Document,
    Edit,
    Level,
    SetPart,
    Value,
    acknowledge,
    apply_edits,
    edits,
    inverse,
    merge_text,
)
from adaptations.codec import to_json
from adaptations.updates.cases import ADDED
from roadmap_app.models import Decision, Edition
from roadmap_app.services import draft_rows, field_values
from roadmap_app.services.actor import Act, Cause
from roadmap_app.services.applying import apply, refuse_addition
from roadmap_app.services.own_wording import fitting
from roadmap_app.services.recording import case_value_in, case_value_to_json, edits_from_json, edits_to_json
from roadmap_app.services.snapshots import acknowledged_document, draft_document
from roadmap_app.services.updating import Group, OpenCase, Update, mark, recount, update_of, upstream_mark


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a decision was not carried out: `gone`, `changed`, `no_reason`, `no_wording`, `no_proposal` or `unfit`.

    `fault` says what is wrong with a wording that is unfit.
    """

    why: str
    fault: field_values.Refused | None = None


def bring_in(session: Session, edition: Edition, act: Act) -> int:
    """Merge everything that needs no person and return how many changes that were; each is listed and can be undone."""
    update = _locked_update(session, edition)
    if update is None:
        return 0
    steps = _Steps(session, update, act)
    ready = [*update.of(Group.MERGED), *update.of(Group.NOTHING)]
    for each in ready:
        steps.take(each, Choice.ACCEPTED, name="merged")
    edition.followed_id = update.version.id
    steps.keep_acknowledged()
    return len(ready)


def decide(
    session: Session,
    edition: Edition,
    key: str,
    choice: Choice,
    *,
    seen: str,
    reason: str,
    act: Act,
    wording: Mapping[str, Value] | None = None,
) -> Decision | Refused:
    """Carry out one decision about the case that `key` names, if its texts are still those `seen`.

    Keeping needs a reason, one's own wording a wording that the part can hold, combining needs a proposal.
    """
    update = _locked_update(session, edition)
    found = next((each for each in update.open if each.key == key), None) if update else None
    if update is None or found is None:
        return Refused("gone")
    if mark(found.case) != seen:
        return Refused("changed")
    refused = _fault(found, choice, reason, wording)
    if refused:
        return refused
    if choice is Choice.WRITTEN:
        kept = fitting(found.case, wording or {})
        if isinstance(kept, field_values.Refused):
            return Refused("unfit", kept)
        wording = kept
    if choice is Choice.KEPT and found.case.local == found.case.base:
        choice = Choice.DECLINED
    steps = _Steps(session, update, act)
    decision = steps.take(found, choice, name=choice.value, reason=reason, wording=wording)
    steps.keep_acknowledged()
    return decision


def accept_all_checked(session: Session, edition: Edition, act: Act, *, seen: Collection[str]) -> int:
    """Accept the proposals of the part "please check" whose texts are those `seen`, and return how many those were."""
    update = _locked_update(session, edition)
    if update is None:
        return 0
    steps = _Steps(session, update, act)
    ready = [each for each in update.of(Group.CHECK) if each.case.proposal is not None and not each.undone]
    ready = [each for each in ready if each.seen in seen]
    for each in ready:
        steps.take(each, Choice.COMBINED, name=Choice.COMBINED.value)
    steps.keep_acknowledged()
    return len(ready)


def undo(session: Session, edition: Edition, decision: Decision, act: Act) -> Refused | None:
    """Take a decision back: the country's words stand as before, and the change waits again.

    What has been written there since is kept where it can be told apart; otherwise nothing is undone.
    """
    draft_rows.lock(session, edition)
    session.refresh(edition)
    session.refresh(decision)
    if decision.edition_id != edition.id or decision.undone_at is not None:
        return Refused("gone")
    acknowledged = acknowledged_document(edition)
    if acknowledged is None:
        return Refused("gone")
    try:
        local = draft_document(session, edition)
        local_edits = _back_from(decision, local)
        restored = apply_edits(acknowledged, edits_from_json(decision.acknowledged_before))
        apply_edits(local, local_edits)
    except ValueError:
        # The passage has been changed or taken out since: there is nothing to put back without losing later words.
        return Refused("changed")
    apply(session, edition, local_edits, act)
    edition.acknowledged = to_json(restored)
    decision.undone_at = act.at
    session.flush()
    recount(session, edition)
    return None


def _locked_update(session: Session, edition: Edition) -> Update | None:
    """Return the update as it stands once nobody else can change this draft or decide about it any more."""
    draft_rows.lock(session, edition)
    session.refresh(edition)
    return update_of(session, edition)


class _Steps:
    """Several decisions in a row, each made on what the one before left."""

    def __init__(self, session: Session, update: Update, act: Act) -> None:
        self._session = session
        self._update = update
        self._act = act
        self._acknowledged: Document = update.acknowledged
        self._local: Document = update.local

    def take(
        self,
        found: OpenCase,
        choice: Choice,
        *,
        name: str,
        reason: str = "",
        wording: Mapping[str, Value] | None = None,
    ) -> Decision:
        case, head = found.case, self._update.head
        needed = () if case.level is Level.NOTE else edits(case, choice, head, self._local, wording)
        undoing = inverse(self._local, needed)
        self._local = apply_edits(self._local, needed)
        self._carry_out(found, choice, needed, replace(self._act, cause=Cause.PULL, reason=reason))
        decision = Decision(
            edition_id=self._update.edition.id,
            node_id=case.node,
            part=case.part,
            version_id=self._update.version.id,
            choice=name,
            level=case.level.value,
            reason=reason,
            base=case_value_to_json(case.base),
            upstream=case_value_to_json(case.upstream),
            upstream_mark=upstream_mark(case),
            before=case_value_to_json(case.local),
            after=case_value_to_json(case_value_in(self._local, case.node, case.part)),
            undo=edits_to_json(undoing),
            acknowledged_before=self._advance(found, choice),
            person_id=self._act.person_id,
            at=self._act.at,
        )
        self._session.add(decision)
        self._session.flush()
        return decision

    def keep_acknowledged(self) -> None:
        self._update.edition.acknowledged = to_json(self._acknowledged)
        self._session.flush()
        recount(self._session, self._update.edition)

    def _carry_out(self, found: OpenCase, choice: Choice, needed: tuple[Edit, ...], act: Act) -> None:
        edition = self._update.edition
        apply(self._session, edition, needed, act)
        if found.case.part == ADDED and choice in {Choice.KEPT, Choice.DECLINED}:
            for edit in edits(found.case, Choice.ACCEPTED, self._update.head, self._local):
                if isinstance(edit, AddNodes):
                    refuse_addition(self._session, edition, edit, act)

    def _advance(self, found: OpenCase, choice: Choice) -> str:
        if choice is Choice.LATER:
            return edits_to_json(())
        upstream: tuple[Edit, ...] = edits(found.case, Choice.ACCEPTED, self._update.head, self._acknowledged)
        back = inverse(self._acknowledged, upstream)
        self._acknowledged = acknowledge(self._acknowledged, self._update.head, found.case)
        return edits_to_json(back)


def _fault(found: OpenCase, choice: Choice, reason: str, wording: Mapping[str, Value] | None) -> Refused | None:
    match choice:
        case Choice.KEPT | Choice.DECLINED if not reason.strip():
            return Refused("no_reason")
        case Choice.WRITTEN if not wording or not any(wording.values()):
            return Refused("no_wording")
        case Choice.COMBINED if found.case.proposal is None:
            return Refused("no_proposal")
        case _:
            return None


def _back_from(decision: Decision, local: Document) -> tuple[Edit, ...]:
    """Return the edits that undo a decision here; raise ValueError when they would lose what was written since."""
    undoing = edits_from_json(decision.undo)
    now = case_value_in(local, decision.node_id, decision.part)
    if not undoing or case_value_to_json(now) == decision.after:
        return undoing
    left, only = json.loads(decision.after), undoing[0]
    if (
        len(undoing) > 1
        or not isinstance(only, SetPart)
        or not all(isinstance(each, str) for each in (left, now, only.value))
    ):
        raise ValueError("it has been changed since")
    merged = merge_text(left, str(only.value), str(now))
    if merged.issues:
        raise ValueError("the same passage has been changed since")
    return (SetPart(only.node, only.part, merged.text),)
