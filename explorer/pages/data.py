"""Data: where does this come from? What is in the graph, its sources, downloads, licence and limits."""

from functools import partial

import pandas as pd
import streamlit as st

from explorer.payload import NOTICE
from explorer.resources import resources
from explorer.sections.data_tables import show_sheets, show_sources
from graph.export import FORMATS
from graph.export.tables import claims_csv, nodes_csv
from graph.vocabulary import KINDS, RELATIONS

graph, counted = resources().graph, resources().counted

st.title("Where this comes from", anchor=False)
st.markdown(
    f"**{len(graph)}** things and **{counted.all_claims}** links between them. Every link rests on at least one of "
    f"**{len(graph.sources)}** works that were looked up; "
    f"{100 * counted.peer_reviewed // max(1, counted.all_claims)} % of the links on "
    f"a peer-reviewed one. Where sources disagree, the link says so: {counted.disputed} are marked as disputed."
)

for column, title, counts in zip(
    st.columns(2),
    ("Things by kind", "Links by relation"),
    (
        {KINDS[kind].plural: number for kind, number in counted.nodes.items()},
        {RELATIONS[name].there: number for name, number in counted.claims.items()},
    ),
    strict=True,
):
    column.header(title, anchor=False)
    table = pd.DataFrame({"name": list(counts), "number": list(counts.values())})
    column.bar_chart(table, x="name", y="number", horizontal=True, sort=False, x_label="", y_label="")

show_sheets(graph, counted)
show_sources(graph, counted)

st.header("Downloads", anchor=False)
buttons = st.columns(4)
buttons[0].download_button(
    "Things (CSV)", lambda: nodes_csv(graph), "pinchpoint-nodes.csv", "text/csv", width="stretch", on_click="ignore"
)
buttons[1].download_button(
    "Links (CSV)", lambda: claims_csv(graph), "pinchpoint-claims.csv", "text/csv", width="stretch", on_click="ignore"
)
for column, (name, label) in zip(buttons[2:], {"graphml": "GraphML", "json": "Node-link JSON"}.items(), strict=True):
    file, media, make = FORMATS[name]
    column.download_button(label, partial(make, graph), file, media, width="stretch", on_click="ignore")

st.header("License and limits", anchor=False)
st.markdown(
    "The data are licensed [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), the code MIT. Identifiers of "
    "other vocabularies: Uberon (CC BY 3.0), Mondo (CC BY 4.0), and the Human Phenotype Ontology, whose ids and labels "
    "are used as cross-references.\n\n"
    "Links say what their sources say, in our words, and were read only as far as each source tells. Not every "
    "syndrome is covered, numbers come from the populations that were studied, and anatomy varies from person to "
    f"person. Data version `{graph.version}`.\n\n**{NOTICE}**"
)
