"""A draft with people around it, as the tests of its pages need it."""

from contextlib import contextmanager
from types import SimpleNamespace

from sqlalchemy import event

from adaptations.codec import to_json
from roadmap_app.services.snapshots import draft_document
from roadmap_app.web.handles import db
from tests.factories import make_adaptation, make_network, make_person, make_roadmap, small_document

MASTER = "/roadmaps/creative-economy/master"
KG = "/roadmaps/creative-economy/kg"
HTMX = {"HX-Request": "true"}


def make_world(app, document=None):
    """Commit a master, the adaptation of Kyrgyzstan, and an editor, a reader and people of two countries."""
    with app.app_context():
        session = db.session
        make_network(session)
        master = make_roadmap(session, document)
        text = draft_document(session, master)
        country = small_document(country="KG") if document is None else text
        make_adaptation(session, master, country, acknowledged=to_json(text))
        people = SimpleNamespace(
            editor=make_person(session, "Botir Karimov", (master.roadmap_id, "editor")),
            second=make_person(session, "Aigerim Sadykova", (master.roadmap_id, "editor")),
            commenter=make_person(session, "Madina Rahimova", (master.roadmap_id, "commenter")),
            reader=make_person(session, "Jennet Annayeva", (master.roadmap_id, "reader")),
            kyrgyz=make_person(session, "Nurlan Toktogulov", ("KG", "lead")),
            kazakh=make_person(session, "Dana Ospanova", ("KZ", "lead")),
        )
        session.commit()
        return people


@contextmanager
def counted(app):
    """Count the statements that reach the database."""
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)
