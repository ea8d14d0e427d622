"""Fits BG/NBD and Gamma-Gamma with lifetimes. Runs in an environment of its own.

Question on stdin: `columns`, a file of numpy with repeats, last and known (in weeks) and mean (money of a repeat visit).
Answer: the parameters of both and the CPU time of each, in milliseconds.
"""

import json
import sys
import time

import numpy as np
from lifetimes import BetaGeoFitter, GammaGammaFitter


def timed(fitter, *columns):
    """Return the parameters a fitter finds and the CPU time it took."""
    began = time.process_time()
    fitter.fit(*columns)
    return dict(fitter.params_), (time.process_time() - began) * 1e3


def main():
    """Answer a question."""
    told = np.load(json.load(sys.stdin)["columns"])
    coming, first = timed(BetaGeoFitter(), told["repeats"], told["last"], told["known"])
    pays = (told["repeats"] > 0) & (told["mean"] > 0)
    spending, second = timed(GammaGammaFitter(), told["repeats"][pays], told["mean"][pays])
    print(json.dumps({"coming": coming, "spending": spending, "ms": [first, second]}))


main()
