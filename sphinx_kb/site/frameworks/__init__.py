"""The frameworks of controls that the site knows, from _data/controls/. Pure: knows no Sphinx."""
