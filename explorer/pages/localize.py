"""Localize: what does a lesion here do, and what lesion explains this?"""

from dataclasses import replace

import streamlit as st

from explorer.bedside import HALVES, Bedside
from explorer.course_picture import STYLE
from explorer.localizing import bedside, held, keep
from explorer.payload import NOTICE
from explorer.sections.findings_half import show_findings_half
from explorer.sections.lesion_half import show_lesion_half


def _turn(state: Bedside) -> None:
    keep(replace(state, half=st.session_state.get("half") or state.half))


st.html(f"<style>{STYLE}</style>")
state, remarks = bedside()
head = st.columns([2, 3], vertical_alignment="center")
head[0].markdown("# Where is the lesion?")
with head[1]:
    st.segmented_control(
        "What to ask",
        list(HALVES),
        format_func=HALVES.__getitem__,
        key="half",
        **held("half", default=state.half),
        on_change=_turn,
        args=(state,),
        label_visibility="collapsed",
        wrap=True,  # at phone width the two questions stand one above the other
    )
for remark in remarks:
    st.info(remark, icon=":material/info:")
if state.half == "findings":
    show_findings_half()
else:
    show_lesion_half()
st.caption(
    "What follows here is worked out from the courses of nerves and their roots, for a complete lesion; compression is "
    f"seldom complete, and courses vary. {NOTICE}"
)
