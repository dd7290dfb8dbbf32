"""Laws of updates: whatever region and country do in any order, no word of the country goes without its decision."""

import random
import re

import pytest
from region_and_country import make_world
from sqlalchemy import select

from adaptations import Choice, Kind
from roadmap_app.models import Decision, DraftNode
from roadmap_app.services import deciding, draft_rows, structure
from roadmap_app.services.snapshots import draft_document

WORD = re.compile(r"ours\d+")
STEPS = 25
ACTS = {
    "write_there": 5,
    "write_here": 6,
    "move_there": 2,
    "move_here": 2,
    "add_there": 2,
    "take_out_there": 2,
    "take_out_here": 1,
    "publish": 6,
    "bring_in": 5,
    "accept_all": 2,
    "decide": 9,
    "undo": 6,
}


class Play:
    """One run of random acts; `told` holds the country's words that the last act may take away."""

    def __init__(self, world, seed):
        self.world = world
        self.session = world.session
        self.random = random.Random(seed)  # noqa: S311 -- chooses what a test does
        self.count = 0
        self.told = set()

    def words_here(self):
        """Return the country's own words that stand anywhere in its draft, the trash included."""
        columns = select(DraftNode.title, DraftNode.body).where(DraftNode.edition_id == self.world.kg.id)
        return {word for row in self.session.execute(columns) for text in row for word in WORD.findall(text)}

    def a_node(self, edition):
        ids = select(DraftNode.node_id).where(DraftNode.edition_id == edition.id, DraftNode.standing == "present")
        return self.random.choice(self.session.execute(ids.order_by(DraftNode.id)).scalars().all())

    def write(self, edition, kind):
        self.count += 1
        node, part = self.a_node(edition), self.random.choice(("title", "body", "body"))
        words = getattr(draft_rows.find(self.session, edition, node), part).split(" ")
        words.insert(self.random.randrange(len(words) + 1), f"{kind}{self.count}")
        self.world.write(edition, node, part, " ".join(words))

    def move(self, edition):
        node, parent = self.a_node(edition), self.a_node(edition)
        structure.move_node(self.session, edition, node, parent=parent, after=None, act=self.world.act())

    def take_out(self, edition):
        if len(draft_document(self.session, edition).nodes) > 3:
            structure.trash(self.session, edition, self.a_node(edition), self.world.act())

    def add_there(self):
        act, parent = self.world.act(), self.a_node(self.world.master)
        structure.add_node(
            self.session, self.world.master, kind=Kind.ACTION, title="New", parent=parent, after=None, act=act
        )

    def decide(self):
        found = self.world.update().open
        if not found:
            return
        case, choice = self.random.choice(found), self.random.choice([each for each in Choice if each != "written"])
        done = deciding.decide(
            self.session, self.world.kg, case.key, choice, seen=case.seen, reason="So it is", act=self.world.act()
        )
        if isinstance(done, Decision) and choice in {Choice.ACCEPTED, Choice.COMBINED}:
            self.told = set(WORD.findall(done.before))

    def undo(self):
        query = select(Decision).where(Decision.edition_id == self.world.kg.id, Decision.undone_at.is_(None))
        decisions = self.session.execute(query.order_by(Decision.id)).scalars().all()
        if decisions:
            deciding.undo(self.session, self.world.kg, self.random.choice(decisions), self.world.act())

    def accept_all(self):
        seen = [each.seen for each in self.world.update().open]
        deciding.accept_all_checked(self.session, self.world.kg, self.world.act(), seen=seen)

    def one_act(self):
        self.told = set()
        name = self.random.choices(list(ACTS), list(ACTS.values()))[0]
        match name.rpartition("_"):
            case "write", _, "there":
                self.write(self.world.master, "theirs")
            case "write", _, "here":
                self.write(self.world.kg, "ours")
            case "move", _, where:
                self.move(self.world.kg if where == "here" else self.world.master)
            case "take_out", _, where:
                self.take_out(self.world.kg if where == "here" else self.world.master)
            case _ if name == "publish":
                self.world.publish()
            case _ if name == "bring_in":
                deciding.bring_in(self.session, self.world.kg, self.world.act())
            case _:
                getattr(self, name)()
        return name


@pytest.mark.parametrize("seed", range(12))
def test_no_word_of_the_country_goes_without_its_decision(session, seed):
    play = Play(make_world(session), seed)
    for _ in range(STEPS):
        before, open_before = play.words_here(), {each.key for each in play.world.update().open}
        name = play.one_act()
        session.flush()
        assert before - play.words_here() <= play.told, name
        rows = select(DraftNode.node_id).where(
            DraftNode.edition_id == play.world.kg.id, DraftNode.standing == "present"
        )
        shown = {node.id for node in draft_document(session, play.world.kg).nodes}
        assert shown == set(session.execute(rows).scalars()), name
        if name.endswith("_there"):
            assert {each.key for each in play.world.update().open} == open_before, name
