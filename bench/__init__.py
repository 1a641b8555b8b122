"""The benchmarks: what a click, a search and a start cost, on the shipped graph and on larger graphs of the same shape."""
