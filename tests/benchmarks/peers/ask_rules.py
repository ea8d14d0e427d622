"""Judges eligibility rules with rule-engine and json-logic. Runs in an environment of its own.

Question on stdin: `facts` of one member, `rules` as pairs (text of rule-engine, document of json-logic), `rounds`.
Answer for each engine: which rules hold, and the best time for all of them in milliseconds of CPU, rules read beforehand.
"""

import json
import sys
import time

import rule_engine
from json_logic import jsonLogic


def measure(call, rounds):
    """Return what a call gives and the best CPU time of it."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        found = call()
        times.append((time.process_time() - began) * 1e3)
    return {"holds": found, "ms": min(times)}


def main():
    """Answer a question."""
    told = json.load(sys.stdin)
    facts, rounds = told["facts"], told["rounds"]
    texts = [rule_engine.Rule(text) for text, _ in told["rules"]]
    documents = [document for _, document in told["rules"]]
    answer = {
        "rule-engine": measure(lambda: [rule.matches(facts) for rule in texts], rounds),
        "json-logic": measure(lambda: [bool(jsonLogic(document, facts)) for document in documents], rounds),
    }
    print(json.dumps(answer))


main()
