"""Data: where does this come from? What is in the graph, its sources, downloads, licence and limits."""

from functools import partial

import pandas as pd
import streamlit as st

from explorer.payload import NOTICE
from explorer.resources import resources
from graph.export import FORMATS
from graph.export.tables import claims_csv, nodes_csv
from graph.vocabulary import KINDS, RELATIONS, SOURCE_TYPES

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

st.header("Sheets", anchor=False)
st.markdown("What each syndrome's sheet rests on, and what a full sheet would hold beyond it.")
st.dataframe(
    pd.DataFrame(
        {
            "Syndrome": graph.node(sheet.id).label,
            "Links": sheet.claims,
            "Peer-reviewed": round(100 * sheet.peer_reviewed / max(1, sheet.claims)),
            "Disputed": sheet.disputed,
            "Works": sum(sheet.sources.values()),
            "Not known": sheet.unknown,
            "Lacks": ", ".join(sheet.lacks).replace("_", " "),
        }
        for sheet in counted.sheets
    ),
    hide_index=True,
    column_config={
        "Syndrome": st.column_config.TextColumn(width="medium"),
        "Peer-reviewed": st.column_config.NumberColumn(format="%d %%"),
    },
)

st.header("Sources", anchor=False)
words = st.text_input("Search the sources", key="sources", placeholder="an author, a word of the title, a year")
rows = [
    {
        "Work": source.title,
        "By": source.authors or source.body,
        "Year": source.year,
        "Type": source.type,
        "Read": source.read,
        "Links": counted.claims_per_source.get(source.id, 0),
        "Where": source.link,
    }
    for source in sorted(graph.sources.values(), key=lambda source: (SOURCE_TYPES.index(source.type), source.title))
    if all(word in f"{source.citation} {source.type}".casefold() for word in words.casefold().split())
]
if rows:
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        column_config={
            "Where": st.column_config.LinkColumn(display_text="open"),
            "Year": st.column_config.NumberColumn(format="%d"),
            "Work": st.column_config.TextColumn(width="large"),
        },
    )
    st.caption(f"{len(rows)} of {len(graph.sources)} works. “Read” says which part was read.")
else:
    st.info(f"No source has the words “{words}”. Try fewer words, or clear the box to see all {len(graph.sources)}.")

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
