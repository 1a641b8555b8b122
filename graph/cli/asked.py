"""The loaded graph that questions are put to, and what is made of it once."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graph.conditions import conditions_of
from graph.differential import Differ, differ
from graph.load import load
from graph.localize import Localizer, localizer
from graph.marks import Profiles
from graph.search import SearchIndex
from graph.store import EmbeddedStore


@dataclass(frozen=True)
class Asked:
    """The loaded graph that questions are put to; nothing is loaded before the first of them."""

    data: Path

    @cached_property
    def store(self) -> EmbeddedStore:
        """Return the store over the data."""
        return EmbeddedStore(load(self.data))

    @cached_property
    def index(self) -> SearchIndex:
        """Return the search index over the store."""
        return SearchIndex(self.store.names())

    @cached_property
    def localizer(self) -> Localizer:
        """Return the localizer of the graph."""
        return localizer(self.store.graph)

    @cached_property
    def profiles(self) -> Profiles:
        """Return the profiles of what can be compared."""
        return Profiles(self.store.graph)

    @cached_property
    def differ(self) -> Differ:
        """Return what answers differentials of the graph."""
        return differ(self.store.graph, conditions_of(self.store.graph, self.localizer))
