"""The front end: the only package that speaks Streamlit and HTTP. It asks `graph` and shows the answers."""
