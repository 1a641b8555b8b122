"""Compare: how do I tell these apart? The best discriminator, then everything side by side."""

import streamlit as st

from explorer.comparing import add, go, here
from explorer.comparison_picture import comparison_of
from explorer.components.assets import ASSETS
from explorer.components.page_links import page_links
from explorer.components.search_box import search_box
from explorer.payload import NOTICE
from explorer.resources import resources
from explorer.sections.comparison import show_best, show_comparison
from explorer.sections.comparison_choice import show_alike, show_chosen, show_pairs, show_unknown
from explorer.sections.comparison_drawn import show_picture
from graph.compare import FEWEST, MOST
from graph.marks import COMPARED

made, link = resources(), here()
st.html(ASSETS / "compare.css")
head = st.columns([1, 2], vertical_alignment="center")
head[0].markdown("# Tell apart")
with head[1], st.container(key="compare-search"):
    if len(link.ids) < MOST:
        search_box(
            key="add",
            label="Add to compare",
            placeholder="Add a syndrome, a look-alike, a site or a root…",
            kinds=COMPARED,
            examples=("carpal tunnel", "L5", "plantar fasciitis"),
            autofocus=not link.ids,
            on_choose=add,
        )
    else:
        st.caption("Four at most: take one out to add another.")
for remark in link.remarks:
    st.info(remark, icon=":material/info:")
if link.unknown:
    show_unknown(link.unknown, link.ids)

if link.ids:
    show_chosen(made.graph, link.ids, drawn=link.drawn)
if len(link.ids) >= FEWEST:
    found = comparison_of(made.profiles, link.ids)
    show_best(made.graph, found, brief=link.drawn)
    if link.drawn:
        show_picture()
    else:
        page_links()
        show_comparison(made.graph, found)
if link.ids and len(link.ids) < MOST:
    show_alike(made.graph, link.ids, made.profiles)
if not link.ids:
    show_pairs(made.graph)
else:
    st.button("Begin anew", key="compare-anew", on_click=go, args=((),), type="tertiary")
st.markdown(f":small[{NOTICE}]")
