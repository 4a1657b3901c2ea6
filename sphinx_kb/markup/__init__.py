"""Markup: the Markdown of an article, with what Jekyll meant, as a doctree."""
