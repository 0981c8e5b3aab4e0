"""The cascade as a NumPy script would do it: sort, running totals, all shocks together, by rounds.

Reads the columns that numpy.mjs wrote, prints one line of JSON.
"""

import json
import resource
import sys
import time

import numpy

TOUCH = 1e-13


def build(u, notional):
    order = numpy.argsort(u, kind="stable")
    return u[order], numpy.concatenate([[0.0], numpy.cumsum(notional[order])])


def liquidated(ladder, depth, shocks):
    u, totals = ladder
    fired = numpy.zeros(len(shocks), dtype=numpy.int64)
    mark = shocks.copy()
    while True:
        touched = numpy.searchsorted(u, mark + TOUCH, side="right")
        if (touched <= fired).all():
            return totals[fired]
        fired = numpy.maximum(fired, touched)
        mark = shocks + totals[fired] / depth


def smallest(ladder, depth, amounts):
    low, high = numpy.zeros(len(amounts)), numpy.ones(len(amounts))
    for _ in range(40):
        middle = (low + high) / 2
        enough = liquidated(ladder, depth, middle) >= amounts * (1 - 1e-12)
        high = numpy.where(enough, middle, high)
        low = numpy.where(enough, low, middle)
    return high


def timed(repeats, run):
    samples, result = [], None
    for _ in range(repeats + 1):
        start = time.perf_counter()
        result = run()
        samples.append((time.perf_counter() - start) * 1000)
    return {"first": samples[0], "warm": samples[1:], "part": 1}, result


def main():
    job = json.loads(sys.argv[1])
    columns = numpy.fromfile(job["columns"])
    half = len(columns) // 2
    u, notional = columns[:half].copy(), columns[half:].copy()
    column = lambda name: numpy.array(job[name])
    repeats, depth = job["repeats"], job["depth"]
    jobs = {}
    jobs["build"], ladder = timed(repeats, lambda: build(u, notional))
    jobs["query"], _ = timed(repeats, lambda: liquidated(ladder, depth, column("shocks")))
    jobs["reverse"], _ = timed(repeats, lambda: smallest(ladder, depth, column("amounts")))
    each = lambda: [liquidated(ladder, d, column("sweep")) for d in job["depths"]]
    jobs["sweep"], _ = timed(repeats, each)
    values = {
        "query": liquidated(ladder, depth, column("few_shocks")).tolist(),
        "reverse": smallest(ladder, depth, column("few_amounts")).tolist(),
    }
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"jobs": jobs, "values": values, "peak": peak}))


main()
