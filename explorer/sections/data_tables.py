"""The tables of the Data page: the syndromes' sheets with what they rest on, and the sources."""

import pandas as pd
import streamlit as st

from graph.model import KnowledgeGraph
from graph.statistics import Statistics
from graph.vocabulary import SOURCE_TYPES


def show_sheets(graph: KnowledgeGraph, counted: Statistics) -> None:
    """Show a row for each syndrome's sheet."""
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


def show_sources(graph: KnowledgeGraph, counted: Statistics) -> None:
    """Show every source, or those that have the words that a person types."""
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
        st.info(
            f"No source has the words “{words}”. Try fewer words, or clear the box to see all {len(graph.sources)}."
        )
