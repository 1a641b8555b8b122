"""The benchmarks: what a click, a search and a start cost, on the shipped graph and on larger ones of its shape."""
