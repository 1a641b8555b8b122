"""What every test may ask for: the toy data, the real data, and what is built over them."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from graph.boxes import Place
from graph.layout import layout
from graph.load import load
from graph.model import KnowledgeGraph
from graph.neighborhood import Neighborhood, neighborhood
from graph.search import SearchIndex
from graph.store import EmbeddedStore

TOY = Path(__file__).parent / "toy"
"""A tiny valid data folder that uses every field and relation at least once."""

Draw = Callable[[str, int], tuple[Neighborhood, dict[str, Place]]]

# A busy machine is slow, and a test that looks at a clock fails there for no reason of its own.
settings.register_profile("pinchpoint", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("pinchpoint")


@pytest.fixture
def toy_folder(tmp_path: Path) -> Path:
    """Return a copy of the toy data that a test may spoil; problems name its files as `toy/…`."""
    return Path(shutil.copytree(TOY, tmp_path / "toy"))


@pytest.fixture(scope="session")
def toy() -> KnowledgeGraph:
    """Return the toy graph."""
    return load(TOY)


@pytest.fixture(scope="session")
def toy_store(toy: KnowledgeGraph) -> EmbeddedStore:
    """Return a store over the toy graph."""
    return EmbeddedStore(toy)


@pytest.fixture(scope="session")
def toy_index(toy_store: EmbeddedStore) -> SearchIndex:
    """Return the search index of the toy graph."""
    return SearchIndex(toy_store.names())


@pytest.fixture(scope="session")
def real() -> KnowledgeGraph:
    """Return the graph that ships with the project; data with problems fail here and say which."""
    return load()


@pytest.fixture(scope="session")
def store(real: KnowledgeGraph) -> EmbeddedStore:
    """Return a store over the real graph."""
    return EmbeddedStore(real)


@pytest.fixture(scope="session")
def index(store: EmbeddedStore) -> SearchIndex:
    """Return the search index of the real graph."""
    return SearchIndex(store.names())


@pytest.fixture(scope="session")
def drawn(store: EmbeddedStore) -> Draw:
    """Return a function that draws a node of the real graph to a depth, and draws it once however often it is asked."""

    @cache
    def draw(center: str, depth: int) -> tuple[Neighborhood, dict[str, Place]]:
        found = neighborhood(store, center, depth=depth)
        return found, layout(found)

    return draw
