"""What several test modules need, and only they."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
