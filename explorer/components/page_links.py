"""Links in HTML of our own (`st.html`) that lead to a page of the app without loading the app anew.

Streamlit runs no script in such HTML. This component shows nothing, and hears the clicks on links with `data-page`;
where it is missing, they are ordinary links.
"""

from streamlit.components.v2 import component

from explorer.components.assets import loader

_HTML = '<div class="pp" data-testid="page-links" hidden></div>'
_LINKS = component("pinchpoint_page_links", html=_HTML, js=loader("page_links.js"))


def page_links() -> None:
    """Let the links of this page with `data-page` lead to pages of the app."""
    _LINKS(key="page-links", height=1)
