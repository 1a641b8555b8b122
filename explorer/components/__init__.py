"""The explorer's own components: the view (picture, card, legend, outline) and the search box."""
