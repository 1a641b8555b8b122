"""The command line, `python -m graph …`: a module for questions, one for curation; `graph.__main__` joins them."""
