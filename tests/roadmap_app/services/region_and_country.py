"""A region that publishes and a country that follows: what tests of updates begin with."""

from dataclasses import dataclass
from datetime import timedelta

from roadmap_app.models import Country, Edition, Person, Version
from roadmap_app.services import deciding, drafting, forking, publishing, updating
from tests.factories import NOON, act_of, make_network, make_person, make_roadmap


@dataclass
class World:
    """A master with version 1.0 and Kyrgyzstan's adaptation of it; `later` counts minutes since noon."""

    session: object
    region: Person
    nurlan: Person
    master: Edition
    kg: Edition
    first: Version
    later: int = 10

    def act(self, person=None, **more):
        self.later += 1
        return act_of(person or self.nurlan, self.later, **more)

    def write(self, edition, node, part, value, reason=""):
        drafting.set_part(self.session, edition, node, part, value, self.act(reason=reason))

    def publish(self, edition=None, note="News", *, bigger=False):
        return publishing.publish(
            self.session, edition or self.master, note=note, bigger_step=bigger, act=self.act(self.region)
        )

    def region_says(self, node, part, value):
        """Change one part of the master and publish it."""
        self.write(self.master, node, part, value)
        return self.publish()

    def update(self, edition=None):
        return updating.update_of(self.session, edition or self.kg)

    def open(self, key):
        return next((each for each in self.update().open if each.key == key), None)

    def decide(self, key, choice, reason="", **more):
        return deciding.decide(
            self.session, self.kg, key, choice, seen=self.open(key).seen, reason=reason, act=self.act(), **more
        )

    def fork(self, code):
        return forking.fork(self.session, self.first, self.session.get(Country, code), self.act())


def make_world(session, document=None):
    make_network(session)
    region, nurlan = make_person(session, "Region"), make_person(session, "Nurlan")
    master = make_roadmap(session, document, by=region)
    first = publishing.publish(session, master, note="First", bigger_step=False, act=act_of(region))
    kg = forking.fork(session, first, session.get(Country, "KG"), act_of(nurlan, 5))
    return World(session, region, nurlan, master, kg, first)


def minutes(count):
    return NOON + timedelta(minutes=count)
