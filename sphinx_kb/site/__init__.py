"""What the site knows besides its articles, from _data/: authors, topics, frameworks, settings."""
