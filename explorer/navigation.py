"""The frame of every page: its name, the menu of pages, and what is shown while the data cannot be loaded."""

import streamlit as st

from explorer.components.assets import ASSETS
from explorer.resources import data_folder, resources
from graph.errors import DataError

_MOST_PROBLEMS = 20
# Streamlit leaves six rems free above a page: on a projector that is the height of two rows of the picture.
_STYLE = """
[data-testid="stMainBlockContainer"] { padding: 4.25rem 2rem 1rem; max-width: 1600px; }
[data-testid="stMainBlockContainer"] h1 { font-size: 1.75rem; padding: 0.25rem 0; }
[data-testid="stMainBlockContainer"] h2 { font-size: 1.25rem; padding: 0.25rem 0; }
[data-testid="stMainBlockContainer"] h3 { font-size: 1.0625rem; padding: 0.25rem 0; }
[data-testid="stPageLink"] a { text-decoration: underline; color: light-dark(#0B57D0, #8AB4FF); }
.st-key-region button { min-height: 2.5rem; }
.st-key-region button[data-selected="true"] p, [role="radiogroup"] [data-selected="true"] p,
[data-testid="stSlider"] p { color: light-dark(#0B57D0, #8AB4FF); font-weight: 600; }
[data-testid="stSlider"] [data-testid="stWidgetLabel"] p { color: inherit; font-weight: 400; }
@media (pointer: coarse) { .st-key-region button { min-height: 2.75rem; } }
.st-key-answer { padding: 0.25rem 0.75rem; } .st-key-answer p { font-size: 1.0625rem; }
.st-key-asked a { background: none; padding: 0.375rem 0.5rem; margin: 0; }
.st-key-asked a:hover { background: light-dark(#EEF3FA, #1E2733); }
.st-key-asked a p { font-weight: 400; color: light-dark(#0B57D0, #8AB4FF); }
@media (pointer: coarse) { .st-key-asked a { min-height: 2.75rem; } }
@media (max-width: 640px) { [data-testid="stMainBlockContainer"] { padding: 4rem 0.75rem 1rem; } }
"""


def run() -> None:
    """Show the page that the address names."""
    st.set_page_config(page_title="Pinchpoint", page_icon=str(ASSETS / "icon.png"), layout="wide")
    pages = [
        st.Page("explorer/pages/explore.py", title="Explore", icon=":material/hub:", default=True),
        st.Page("explorer/pages/connect.py", title="Connect", icon=":material/conversion_path:", url_path="connect"),
        st.Page("explorer/pages/localize.py", title="Localize", icon=":material/my_location:", url_path="localize"),
        st.Page("explorer/pages/compare.py", title="Compare", icon=":material/compare_arrows:", url_path="compare"),
        st.Page("explorer/pages/data.py", title="Data", icon=":material/menu_book:", url_path="data"),
    ]
    st.html(f"<style>{_STYLE}</style>")
    page = st.navigation(pages, position="top")
    try:
        resources()
    except DataError as error:
        _broken(error)
        return
    page.run()


def _broken(error: DataError) -> None:
    """Say what is wrong with the data, where, and what to do; a reload tries again."""
    st.title("The data cannot be loaded")
    st.markdown(
        f"The folder `{data_folder().name}` has {len(error.problems)} "
        f"problem{'s' if len(error.problems) != 1 else ''}. "
        "Nothing is lost: mend the lines below, check with `python -m graph check`, and reload this page."
    )
    st.code("\n".join(str(problem) for problem in error.problems[:_MOST_PROBLEMS]), language=None, wrap_lines=True)
    if len(error.problems) > _MOST_PROBLEMS:
        st.caption(f"… and {len(error.problems) - _MOST_PROBLEMS} more.")
    st.button("Try again", type="primary")
