"""The command line, `python -m graph …`: `questions` and what it needs, and `curation`; `graph.__main__` joins them."""
