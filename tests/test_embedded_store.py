"""The embedded store passes what every store must pass."""

from graph.store import EmbeddedStore
from tests.store_suite import StoreSuite


class TestEmbeddedStore(StoreSuite):
    """The suite, on the store that answers from memory."""

    make = EmbeddedStore
