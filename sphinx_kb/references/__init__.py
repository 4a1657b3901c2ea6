"""References between pages: links, backlinks, the glossary, its terms in texts and tooltips."""
