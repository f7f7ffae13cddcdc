"""Puts this folder's helpers within reach of its tests."""

import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent))
settings.register_profile("documents", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("documents")
