"""The plain way: a Streamlit page that builds a pyvis picture anew, in an iframe, whenever a person chooses a node.

It is made as light as the plain way can be, so that the comparison is on the safe side: the same neighborhood at the
same places (no physics to settle), the graph loaded once, one button and no card, no link to a CDN. Each press shows
the next node of the walk in PINCHPOINT_BENCH_WALK.
"""

import os
import re
from typing import cast

import streamlit as st
from pyvis.network import Network

from explorer.components import look
from explorer.picture import metrics
from explorer.resources import data_folder
from graph.layout import layout
from graph.load import load
from graph.neighborhood import neighborhood
from graph.store import EmbeddedStore

_CDN = re.compile(r"<(?:link|script)\b[^>]*\bcdn\b[^>]*(?:/>|></script>)", re.DOTALL)
_TELL = """<script>
const small = Object.assign(document.createElement("canvas"), {width: 64, height: 64}).getContext("2d");
const painted = () => {
  const canvas = document.querySelector("canvas");
  if (!canvas?.width) return false;
  small.drawImage(canvas, 0, 0, 64, 64);
  return small.getImageData(0, 0, 64, 64).data.some((value) => value);
};
const tell = () => parent.postMessage({bench: FOCUS, at: performance.timeOrigin + performance.now()}, "*");
const look = () => requestAnimationFrame(painted() ? () => requestAnimationFrame(tell) : look);
look();
</script></body>"""
"""vis-network, without physics, may draw before anything can ask it to tell: so it is the canvas that is looked at."""


@st.cache_resource
def graph_store() -> EmbeddedStore:
    """Load the graph once."""
    return EmbeddedStore(load(data_folder()))


def picture(store: EmbeddedStore, focus: str) -> str:
    """Return the page that pyvis makes of a neighborhood, which tells the page around it when it is painted."""
    found = neighborhood(store, focus)
    net = Network(height="700px", width="100%", directed=True, cdn_resources="in_line")
    places, kinds = layout(found, metrics=metrics()), look.kinds()
    for member in found.members:
        node, place, entry = member.node, places[member.node.id], kinds[member.node.kind]
        color = {"background": entry["light"]["fill"], "border": entry["light"]["border"]}
        net.add_node(
            node.id, label=place.label, x=place.x, y=place.y, shape=entry["shape"], size=entry["size"], color=color
        )
    for claim in found.claims:
        net.add_edge(claim.subject, claim.object, title=claim.relation)
    net.options = {"physics": {"enabled": False}, "edges": {"smooth": False}}
    page = _CDN.sub("", cast("str", net.generate_html()))
    head, _, tail = page.rpartition("</body>")
    return f"{head}{_TELL.replace('FOCUS', repr(focus))}{tail}"


walk = os.environ["PINCHPOINT_BENCH_WALK"].split(",")
step = st.session_state.setdefault("step", 0)


def _next() -> None:
    st.session_state["step"] += 1


st.button(f"Next: {walk[(step + 1) % len(walk)]}", key="next", on_click=_next)
st.iframe(picture(graph_store(), walk[step % len(walk)]), height=720)
