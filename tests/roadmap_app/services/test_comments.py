"""Remarks stand at nodes in threads; settled ones go to the end and open again when somebody answers."""

import pytest

from roadmap_app.services import comments, draft_rows
from roadmap_app.services.field_values import Fault, Refused
from tests.factories import act_of, make_adaptation, make_network, make_person, make_roadmap, small_document


@pytest.fixture
def draft(session):
    make_network(session)
    return make_roadmap(session)


def said(session, draft, node="grants"):
    return [
        [each.text for each in (thread.first, *thread.replies)] for thread in comments.threads(session, draft, node)
    ]


def test_a_thread_holds_a_remark_and_its_replies(session, draft):
    aigerim = make_person(session, "Aigerim")
    first = comments.add(session, draft, "grants", " Our law\x00 has none. ", act_of(aigerim))
    comments.add(session, draft, "grants", "Two pages?", act_of(None))
    comments.reply(session, draft, first.id, "Add it", act_of(None))
    assert said(session, draft) == [["Our law has none.", "Add it"], ["Two pages?"]]
    assert comments.threads(session, draft, "grants")[0].first.person.name == "Aigerim"
    assert comments.open_counts(session, draft) == {"grants": 2}


def test_a_settled_thread_goes_to_the_end_and_opens_again_with_a_reply(session, draft):
    first = comments.add(session, draft, "grants", "First", act_of(None))
    comments.add(session, draft, "grants", "Second", act_of(None))
    comments.settle(session, draft, first.id, act_of(None))
    session.flush()
    assert said(session, draft) == [["Second"], ["First"]]
    assert comments.open_counts(session, draft) == {"grants": 1}
    comments.reply(session, draft, first.id, "Not yet", act_of(None))
    assert said(session, draft) == [["First", "Not yet"], ["Second"]]


def test_an_empty_or_endless_remark_is_refused(session, draft):
    assert comments.add(session, draft, "grants", " \n", act_of(None)) == Refused("comment", Fault.EMPTY)
    assert comments.add(session, draft, "grants", "x" * 5001, act_of(None)) == Refused(
        "comment", Fault.TOO_LONG, limit=5000
    )


def test_threads_of_another_edition_and_nodes_that_are_gone_are_unknown(session, draft):
    country = make_adaptation(session, draft, small_document(country="KG"))
    first = comments.add(session, draft, "grants", "Here", act_of(None))
    reply = comments.reply(session, draft, first.id, "There", act_of(None))
    for edition, thread in ((country, first.id), (draft, reply.id), (draft, 10**9)):
        with pytest.raises(comments.UnknownCommentError):
            comments.reply(session, edition, thread, "x", act_of(None))
        with pytest.raises(comments.UnknownCommentError):
            comments.settle(session, edition, thread, act_of(None))
    with pytest.raises(draft_rows.UnknownNodeError):
        comments.add(session, draft, "nowhere", "x", act_of(None))
