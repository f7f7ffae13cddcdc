"""Write tests/matching/fairlearn.tsv: reference values for the audit from fairlearn and SciPy, on made outcomes.

`python -m pip install fairlearn scipy`, then `python dev/fairlearn_table.py`. Each line is a group: case, group, people, selected,
its selection rate and its ratio to the highest rate (fairlearn's MetricFrame), the case's demographic_parity_ratio, Wilson's
interval and Katz's interval and Fisher's p against the group with the highest rate (SciPy).
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

TABLE = Path(__file__).resolve().parent.parent / "tests/matching/fairlearn.tsv"


def main() -> int:
    """Write the table."""
    import fairlearn
    import scipy
    from fairlearn.metrics import MetricFrame, demographic_parity_ratio, selection_rate
    from scipy.stats import binomtest, fisher_exact
    from scipy.stats.contingency import relative_risk

    chance = random.Random(4)
    lines = [f"# fairlearn {fairlearn.__version__}, SciPy {scipy.__version__}; dev/fairlearn_table.py",
             "case\tgroup\tpeople\tselected\trate\tratio\tparity\twilson_low\twilson_high\tkatz_low\tkatz_high\tfisher"]  # fmt: skip
    for case in range(12):
        groups = [(f"g{i}", chance.randint(12, 400), chance.uniform(0.05, 0.9)) for i in range(chance.randint(2, 6))]
        names = [name for name, n, _ in groups for _ in range(n)]
        chosen = [int(chance.random() < rate) for _, n, rate in groups for _ in range(n)]
        frame = MetricFrame(metrics=selection_rate, y_true=chosen, y_pred=chosen, sensitive_features=names)
        parity = demographic_parity_ratio(chosen, chosen, sensitive_features=names)
        rates = frame.by_group
        best = max(rates.index, key=lambda name: (rates[name], names.count(name)))
        count = {
            name: (sum(c for c, one in zip(chosen, names, strict=True) if one == name), names.count(name))
            for name in rates.index
        }
        for name in rates.index:
            (k, n), (top, of) = count[name], count[best]
            low, high = binomtest(k, n).proportion_ci(method="wilson")
            katz = ("", "")
            p = ""
            if name != best:
                found = relative_risk(k, n, top, of).confidence_interval(0.95)
                katz = (f"{found.low:.9f}", f"{found.high:.9f}")
                p = f"{fisher_exact([[k, n - k], [top, of - top]])[1]:.9g}"
            cells = (
                case,
                name,
                n,
                k,
                f"{rates[name]:.9f}",
                f"{rates[name] / rates.max():.9f}",
                f"{parity:.9f}",
                f"{low:.9f}",
                f"{high:.9f}",
                *katz,
                p,
            )
            lines.append("\t".join(map(str, cells)))
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 2} groups in {TABLE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
