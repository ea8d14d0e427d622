"""Works five everyday reports out with DuckDB, from its own file. Runs in an environment of its own.

Question on stdin: `file` to make, `columns` (a file of numpy with member, at, net, branch), `as_of` (day number).
Answer: the best CPU and wall times of five rounds in milliseconds, the figures of the gaps, and the version.
"""

import json
import sys
import time

import duckdb
import numpy as np

SCORES = """WITH v AS (SELECT member, {T}-1-max(day) r, count(*) f, sum(net) m FROM purchase WHERE day>={T}-365 GROUP BY 1),
    q AS (SELECT quantile_cont(r,[.2,.4,.6,.8]) qr, quantile_cont(f,[.2,.4,.6,.8]) qf, quantile_cont(m,[.2,.4,.6,.8]) qm FROM v)
    SELECT 5-len(list_filter(qr, lambda x: r>x)) rs, 1+len(list_filter(qf, lambda x: f>x)) fs,
    1+len(list_filter(qm, lambda x: m>x)) ms, count(*) FROM v, q GROUP BY 1,2,3"""
COHORTS = """WITH p AS (SELECT DISTINCT member, date_trunc('month', DATE '1970-01-01' + CAST(day AS INTEGER)) mo FROM purchase),
    f AS (SELECT member, min(mo) c FROM p GROUP BY 1) SELECT c, mo, count(*) FROM p JOIN f USING (member) GROUP BY 1,2"""
MONTHS = """WITH p AS (SELECT DISTINCT member, (date_part('year', DATE '1970-01-01' + CAST(day AS INTEGER))*12
    +date_part('month', DATE '1970-01-01' + CAST(day AS INTEGER)))::INT mo FROM purchase)
    SELECT a.mo, count(*), count(b.member) FROM p a LEFT JOIN p b ON a.member=b.member AND b.mo=a.mo-1 GROUP BY 1"""
CHURN = """WITH s AS (SELECT DISTINCT member FROM purchase WHERE day>={T}-184-180 AND day<{T}-184),
    e AS (SELECT DISTINCT member FROM purchase WHERE day>={T}-180 AND day<{T})
    SELECT count(*), count(e.member) FROM s LEFT JOIN e USING (member)"""
WORTH = "SELECT sum(net), count(*), count(DISTINCT member) FROM purchase WHERE day>={T}-365"
DAYS = "SELECT day, sum(net), count(*) FROM purchase GROUP BY 1"
GAPS = """WITH g AS (SELECT member, moment-lag(moment) OVER (PARTITION BY member ORDER BY moment) gap FROM purchase)
    SELECT count(gap), sum(gap), median(gap) FROM g"""
REPORTS = (SCORES, COHORTS, MONTHS, CHURN, WORTH, DAYS, GAPS)


def fill(told):
    """Return a database of the purchases in a file of its own."""
    db = duckdb.connect(told["file"])
    columns = dict(np.load(told["columns"]))
    frame = {**columns, "moment": columns.pop("at")}
    frame.pop("at", None)
    frame["day"] = (frame["moment"] + 12_600_000) // 86_400_000
    db.register("frame", frame)
    db.execute("CREATE TABLE purchase AS SELECT * FROM frame")
    db.execute("CHECKPOINT")
    return db


def measure(db, as_of):
    """Return CPU and wall time of all reports, in milliseconds."""
    wall, used = time.perf_counter(), time.process_time()
    for report in REPORTS:
        db.execute(report.replace("{T}", str(as_of))).fetchall()
    return (time.process_time() - used) * 1e3, (time.perf_counter() - wall) * 1e3


def main():
    """Answer a question."""
    told = json.load(sys.stdin)
    db = fill(told)
    times = [measure(db, told["as_of"]) for _ in range(5)]
    best = {"cpu": min(cpu for cpu, _ in times), "wall": min(wall for _, wall in times)}
    print(json.dumps({**best, "gaps": db.execute(GAPS).fetchone(), "version": duckdb.__version__}))


main()
