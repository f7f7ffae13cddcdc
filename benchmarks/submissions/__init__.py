"""Twelve submissions to one assignment, from excellent to hostile: our reference, changed in one way each.

A change is (file, what stands there, what stands there instead); `None` for the file's whole text.
"""

from __future__ import annotations

import shutil
from pathlib import Path

HERE = Path(__file__).parent
Change = tuple[str, str | None, str]
SLOW = "import time\n\n\ndef _wait():\n    time.sleep(1.5)\n"
_FASTAPI = "".join(f"{one}\n" for one in (
    "annotated-doc==0.0.7", "annotated-types==0.8.0", "anyio==4.16.0", "click==8.5.1", "fastapi==0.121.3", "h11==0.16.0", "idna==3.20",
    "pydantic==2.14.3", "pydantic-core==2.50.4", "starlette==0.50.0", "typing-extensions==4.16.0", "typing-inspection==0.4.5",
    "uvicorn==0.38.0",
))  # fmt: skip
RANKED: dict[str, tuple[Change, ...]] = {
    "excellent": (),
    "excellent, another framework": (("service/__main__.py", None, (HERE / "fastapi_main.txt").read_text(encoding="utf-8")),
                                     ("requirements.txt", "pytest==", _FASTAPI + "pytest==")),
    "slow": (("service/infer.py", "        kind = self.facts[", "        import time\n\n        time.sleep(0.4)\n        kind = self.facts["),),
    "leaking memory": (("service/infer.py", "        kind = self.facts[", "        _KEPT.append(bytearray(400_000))\n        kind = self.facts["),
                       ("service/infer.py", "class Model:", "_KEPT = []\n\n\nclass Model:")),
    "crashes on what isn't finite": (("service/check_rows.py", "    except OverflowError:  # an integer of four hundred digits\n        return False", "    except ZeroDivisionError:\n        return False"),
                           ("service/__main__.py", ", parse_constant=_no_constant", ""),
        ("tests/test_service.py", '    assert ask(base, "/predict", b\'{"rows": [NaN]}\')[0] == 400\n', "")),
    "plain": (("tests/test_service.py", None, "def test_nothing():\n    assert 1 + 1 == 2\n"),),
    "no tests": (("takehome.toml", 'tests = ["python", "-m", "pytest", "-q"]', ""),),
    "no validation": (("service/__main__.py", "        if errors:\n            raise Refused(422, *errors[:100])\n", ""),
                      ("tests/test_service.py", None, "def test_nothing():\n    assert True\n")),
    "wrong preprocessing": (("service/infer.py", 'value * field["factor"]', "value"),
                            ("service/infer.py", "math.nan if value is None", "0.0 if value is None")),
    "ignores the contract": (("service/__main__.py", 'return {"predictions": self.app.model.predict(rows), "model_version": FACTS["model_version"]}',
                              'return {"result": self.app.model.predict(rows)}'),
                             ("service/__main__.py", 'self.path == "/health"', 'self.path == "/healthz"'),
                             ("tests/test_service.py", None, "def test_nothing():\n    assert True\n")),
    "hard-coded answers": (("service/infer.py", '        found = self.session.run(None, getattr(self, f"_{kind}")(rows))',
                            '        return [{"label": "late", "score": 0.61} for _ in rows]\n        found = None'),
                           ("tests/test_service.py", None, "def test_nothing():\n    assert True\n")),
    "hostile": (("service/__main__.py", None, "import os\n\nopen('/submission/x', 'w')\nwhile True:\n    os.fork()\n"),
                ("takehome.toml", 'tests = ["python", "-m", "pytest", "-q"]', 'tests = ["rm", "-rf", "/"]')),
}  # fmt: skip
"""As a careful reviewer would rank them; neighbours that are told apart by what people mark may change places."""


def make(name: str, reference: Path, to: Path) -> Path:
    """A submission's folder."""
    shutil.copytree(reference, to)
    for file, old, new in RANKED[name]:
        path = to / file
        text = path.read_text(encoding="utf-8")
        if old is not None and old not in text:
            raise ValueError(f"{name}: {old!r} isn't in {file}")
        path.write_text(new if old is None else text.replace(old, new), encoding="utf-8")
    return to
