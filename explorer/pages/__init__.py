"""The pages: a script each, which Streamlit runs (`explorer.navigation`); none imports another."""
