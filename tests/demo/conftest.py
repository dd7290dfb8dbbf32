"""The demo network, loaded once for all tests that only look at it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmap_app.database import make_engine
from roadmap_app.demo import content, loading
from roadmap_app.models import Base, Edition
from roadmap_app.services.snapshots import version_document
from roadmap_app.services.versions import versions_of

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """Give a session on a loaded demo; no test may change it."""
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.db'}")
    Base.metadata.create_all(engine)
    with Session(engine, expire_on_commit=False) as session:
        loading.load(session, NOW)
        session.flush()
        yield session
    engine.dispose()


def published(demo, country=None, slug="creative-economy"):
    query = select(Edition).where(Edition.country_code == country, Edition.roadmap.has(slug=slug))
    return [version_document(each) for each in reversed(versions_of(demo, demo.execute(query).scalar_one()))]


@pytest.fixture(scope="session")
def master(demo):
    """Give the first version of the roadmap."""
    return published(demo)[0]


@pytest.fixture(scope="session")
def second(demo):
    """Give the second version of the roadmap."""
    return published(demo)[1]


@pytest.fixture(scope="session")
def kit(demo):
    """Give the association kit."""
    return published(demo, slug="association-kit")[0]


@pytest.fixture(scope="session")
def adaptations(demo):
    """Give each country's first version by its lower-case code."""
    return {country: published(demo, country.upper())[0] for country in content.countries()}
