"""Hypothesis strategies: small graphs of the same shape as the real one, with every relation where it may stand."""

from hypothesis import strategies as st

from graph.model import Claim, KnowledgeGraph, Node, Source
from graph.vocabulary import KINDS, RELATIONS, pair_allowed

WORDS = ("alpha", "beta", "nerve", "tunnel", "weak", "pain", "left", "hand", "numb", "test")
_TRIPLES = tuple(
    (subject, relation.name, object_)
    for relation in RELATIONS.values()
    for subject in KINDS
    for object_ in KINDS
    if pair_allowed(relation, subject, object_)
)


@st.composite
def graphs(draw: st.DrawFn, *, most_nodes: int = 12, most_claims: int = 30) -> KnowledgeGraph:
    """Draw a graph: nodes of any kind, and claims that the vocabulary allows among them."""
    ids = draw(
        st.lists(
            st.tuples(st.sampled_from(list(KINDS)), st.integers(0, 20)), min_size=1, max_size=most_nodes, unique=True
        )
    )
    names = [f"{kind}:n{number}" for kind, number in ids]
    text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
    nodes = [Node(name, draw(text), "Words.", synonyms=tuple(draw(st.lists(text, max_size=2)))) for name in names]
    pairs = [
        (subject, relation, object_)
        for subject in names
        for object_ in names
        if subject != object_
        for kind, relation, other in _TRIPLES
        if subject.startswith(f"{kind}:") and object_.startswith(f"{other}:")
    ]
    keys = draw(st.lists(st.sampled_from(pairs), max_size=most_claims, unique=True)) if pairs else []
    claims = [Claim(*key, sources=("source:s",)) for key in keys]
    return KnowledgeGraph(nodes, claims, [Source("source:s", "T", "study", "table", "u")], version="random")
