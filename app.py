"""The one entry: `streamlit run app.py` shows the pages, `uvicorn app:app` serves the same app and its API as ASGI."""

import streamlit as st
from streamlit import runtime

from explorer import navigation
from explorer.resources import loading
from explorer.routes import routes

if runtime.exists():
    navigation.run()
else:
    app = st.App(__file__, routes=routes(), lifespan=loading)
