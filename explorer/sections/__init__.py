"""Sections of pages: each shows one thing with Streamlit and decides nothing."""
