"""The domain of Pinchpoint: a sourced knowledge graph of nerve compression, and the questions one can ask of it."""
