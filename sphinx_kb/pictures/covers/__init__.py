"""Drawn covers and the social cards of articles that have no photograph."""
