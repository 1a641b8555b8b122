"""A page with nothing but the skin charts and what they reported, for test_skin_chart.py: `streamlit run` shows it at /skin."""

import streamlit as st
from streamlit import runtime

from explorer.components.skin_chart import Mark, skin_chart
from explorer.resources import resources
from explorer.routes import routes


def _mark(patch: str, mark: Mark | None) -> None:
    marks: dict[str, Mark] = st.session_state.setdefault("marks", {})
    if mark is None:
        marks.pop(patch, None)
    else:
        marks[patch] = mark
    st.session_state.setdefault("said", []).append(f"{patch}={mark}")


def _page() -> None:
    st.title("Skin charts")
    patches = {node.id: node.label for node in resources().graph.nodes.values() if node.kind == "skin"}
    skin_chart(patches, st.session_state.get("marks", {}), key="skin", on_mark=_mark)
    st.write("Said: " + " ".join(st.session_state.get("said", ["nothing"])))
    st.write("Runs with " + str(len(st.session_state.get("marks", {}))) + " marks")


if runtime.exists():
    st.set_page_config(page_title="Skin charts", layout="wide")
    st.navigation(
        [
            st.Page(lambda: None, title="Nothing", url_path="nothing", default=True),
            st.Page(_page, title="Skin", url_path="skin"),
        ]
    ).run()
else:
    app = st.App(__file__, routes=routes())
