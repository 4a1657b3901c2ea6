"""What several test modules need, and only they."""

import os
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOAK = os.environ.get("KB_SOAK") == "1"  # tests of many cases or at random are to try them all
