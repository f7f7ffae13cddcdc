#!/usr/bin/env bash
# Make .venv with the newest Python from 3.11 on that really runs (a pyenv shim may exist and not run).
set -euo pipefail
for name in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        rm -rf .venv
        if "$name" -m venv .venv 2>/tmp/rolewright-venv.$$ >&2; then
            rm -f /tmp/rolewright-venv.$$
            exit 0
        fi
        cat /tmp/rolewright-venv.$$ >&2
        rm -rf .venv /tmp/rolewright-venv.$$
        echo "rolewright: $name can't make a virtual environment; on Debian and Ubuntu: apt install python3-venv" >&2
        exit 1
    fi
done
found=$(${PYTHON:-python3} --version 2>/dev/null || echo "none")
echo "rolewright: Python 3.11 or newer is needed, found: $found; install one, or name it: make run PYTHON=/path/to/python3" >&2
exit 1
