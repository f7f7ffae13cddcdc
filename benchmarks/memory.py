"""The memory of a process that reads many postings, at its peak."""

from __future__ import annotations

import json
import subprocess
import sys

from benchmarks.bars import line
from benchmarks.texts import texts

PROGRAM = """
import json, resource, sys
from rolewright.api import read
for row in sys.stdin:
    read(json.loads(row)).as_dict()
peak = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(peak[0] if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
# `ru_maxrss` of a child counts the parent's memory at the fork; the kernel's own high-water mark does not.


def run() -> int:
    """Print the figure; the number of bars missed."""
    rows = "\n".join(json.dumps(text) for text in texts(3000))
    done = subprocess.run([sys.executable, "-c", PROGRAM], input=rows, capture_output=True, text=True, check=True)
    return line("a worker after 3,000 postings, MB", int(done.stdout) / 1024, 60, most=True)
