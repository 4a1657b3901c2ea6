"""What an article says of itself: the model of its metadata. It knows no Sphinx."""
