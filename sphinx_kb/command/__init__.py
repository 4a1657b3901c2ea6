"""The command ``kb``: everything one does with a knowledge base."""
