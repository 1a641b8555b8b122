"""Connect: how are these two related? Two ends, the paths between them as a picture and in words."""

from functools import partial

import streamlit as st

from explorer.components.search_box import search_box
from explorer.components.view import view
from explorer.connecting import ask, asking, choose, do, light
from explorer.connection import Connection
from explorer.paths_picture import paths_of, paths_payload
from explorer.payload import NOTICE
from explorer.resources import resources
from explorer.sections.link_remarks import show_unknown_end
from explorer.sections.paths_text import beside, show_asked, show_path_answer, show_paths
from explorer.session import tall, whole
from graph.no_path import no_path
from graph.paths import LONGEST


@st.fragment
def show_connection() -> None:
    """Show the paths of the state in the URL; what a person does in them runs only this fragment again."""
    state = asking().state
    if not state.whole or state.source == state.target:
        st.rerun()
    store = resources().store
    found = paths_of(store, state.source, state.target)
    if not found:
        say = no_path(store, state.source, state.target, cutoff=LONGEST).say  # `paths_of` has looked so far
        st.info(f"{say} Explore shows what each of them is linked to.", icon=":material/link_off:")
        return
    questions = {(one.source, one.target): one.text for one in resources().asked}
    show_path_answer(found, questions.get((state.source, state.target), ""))
    all_claims = whole() == (state.selected or state.source)
    payload = paths_payload(store, found, state, whole=all_claims, tall=tall(), asked=resources().asked)
    view(payload, key="paths", on_act=do)
    show_paths(found, state, light)


link = asking()
labels = {node.id: node.label for node in resources().store.nodes([link.state.source, link.state.target])}
st.title("How are these two related?", anchor=False)
ends = st.columns([6, 1, 6], vertical_alignment="bottom")
for column, end, name in zip(ends[::2], ("source", "target"), ("From", "To"), strict=True):
    chosen = labels.get(getattr(link.state, end), "")
    with column:
        st.markdown(f"{name}: **{chosen}**" if chosen else f"{name}: anything")
        search_box(key=f"search-{end}", label=f"{name}: search the graph", on_choose=partial(choose, end))
ends[1].button("Swap", on_click=ask, args=(link.state.turned,), disabled=not labels, width="stretch")
for remark in link.remarks:
    st.info(remark, icon=":material/info:")
for end, error in link.unknown:
    show_unknown_end(error, partial(choose, end))
if link.state.whole and link.state.source != link.state.target:
    show_connection()
elif link.state.whole:
    st.info("Both ends are the same: choose another for one of them.", icon=":material/info:")
elif labels:
    st.info("Choose the other end too.", icon=":material/info:")
if labels:
    with st.container(horizontal=True):
        for node, label in labels.items():
            st.page_link("explorer/pages/explore.py", label=f"Explore {label}", query_params={"node": node})
        st.button("Start again", on_click=ask, args=(Connection(),), type="tertiary")
asked = resources().asked
also = beside(asked, link.state) if labels else []
show_asked("People also ask" if also else "People ask", also or asked)
st.markdown(f":small[{NOTICE}]")
