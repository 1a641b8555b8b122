"""The explorer's own components: the view (picture, card, legend, outline), the search box and the skin charts."""
