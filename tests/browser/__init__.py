"""The app in a real browser. A package, so that its files may have the names of the domain's tests."""
