"""The seed's formulation as it reads, solved the way it suggests: weights after the rebalance are the variables, tracking error squared plus trading costs is the
objective, full investment and position bounds are the constraints, and a general nonlinear method (SLSQP) does the work. No lots, taxes, groups, turnover, minimum
trades or counts: the seed's objective has no place for them. Slopes come from differences, as they do where nobody writes them down; `exact` gives them. Reads an instance (rebal-1) from standard input, prints one line of JSON.
"""

import json
import sys
import time

import numpy as np
from scipy.optimize import minimize

exact = "exact" in sys.argv[1:]
account = json.load(sys.stdin)
table = account["sec"]
price = np.array(table["price"])
held = np.zeros(len(price))
for security, shares in zip(account["lots"]["sec"], account["lots"]["shares"]):
    held[security] += shares * price[security] / account["nav"]
target = np.array(table["target"])
exposure = np.array(table["B"]) * np.sqrt(np.array(account["F"]))
specific = np.array(table["D"])
linear, impact, power = np.array(table["lin"]), np.array(table["nl"]), account["alpha"]
risk, cost = account["lam"]["te"], account["lam"]["tc"]
# |trade| has a corner at nothing: a thousandth of a basis point rounds it off
corner = 1e-7


def objective(weights):
    away, trade = weights - target, weights - held
    size = np.sqrt(trade * trade + corner * corner)
    common = exposure.T @ away
    value = risk * (common @ common + specific @ (away * away)) + cost * (linear @ size + impact @ size**power)
    if not exact:
        return value
    slope = risk * 2 * (exposure @ common + specific * away) + cost * (linear + impact * power * size ** (power - 1)) * trade / size
    return value, slope


invested = 1 - min(max(account["cash0"] / account["nav"], account["cashLo"]), account["cashHi"])
started = time.process_time()
found = minimize(
    objective,
    np.clip(held, table["lb"], table["ub"]),
    jac=exact,
    method="SLSQP",
    bounds=list(zip(table["lb"], table["ub"])),
    constraints={"type": "eq", "fun": lambda w: w.sum() - invested},
    options={"maxiter": 200, "ftol": 1e-9},
)
print(
    json.dumps(
        {
            "ms": 1000 * (time.process_time() - started),
            "converged": bool(found.success),
            "iterations": int(found.nit),
            "weights": found.x.tolist(),
        }
    )
)
