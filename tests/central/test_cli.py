"""The centre's command line: one JSON document, sentences in both languages, statuses."""

from __future__ import annotations

import io
import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from central.cli import main
from central.cli.frame import make_parser
from central.http.listening import is_overheard
from central.http.metrics import FLUSH_SECONDS
from central.http.server import LONGEST_AT_WORK
from central.store import businesses
from central.store.places import open_place
from loyalty.words import Lang
from tests.central.places import Business, Centre, free_port


def run(*line: str, lang: Lang = "en") -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    status = main([*line, "--lang", lang], environ={}, stdout=out, stderr=err)
    return status, out.getvalue(), err.getvalue()


def test_a_centre_from_nothing(tmp_path: Path) -> None:
    db = ("--db", str(tmp_path / "c"))
    assert run("till-code", "--own-branch", *db)[0] == 1
    status, out, _ = run("new-business", "--name", "باغ", "--json", *db)
    assert status == 0
    business = json.loads(out)["business"]
    for which in (("--own-branch",), ("--new-branch", "ونک"), ("--branch", "ونک")):
        told = json.loads(run("till-code", *which, "--json", *db)[1])
        assert told["business"] == business
        assert len(told["code"]) == 14
    assert json.loads(run("tills", "--json", *db)[1]) == {"tills": []}
    assert json.loads(run("verify", "--json", *db)[1])["businesses"][0]["facts"] == 1


@pytest.mark.parametrize(("lang", "word"), [("fa", "کسب‌وکار"), ("en", "business")])
def test_refusals_are_sentences(tmp_path: Path, lang: str, word: str) -> None:
    db = ("--db", str(tmp_path / "c"))
    run("new-business", "--name", "a", *db)
    status, out, err = run("tills", "--business", "x", *db, lang=lang)
    assert (status, out) == (1, "")
    assert word in err


def test_parts_that_were_not_installed_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db = ("--db", str(tmp_path / "c"))
    run("new-business", "--name", "a", *db)
    monkeypatch.delitem(sys.modules, "central.http.server", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    status, out, err = run("serve", *db)
    assert (status, out) == (1, "")
    assert "uvicorn" in err
    assert "'.[centre]'" in err


@pytest.mark.parametrize(
    "line", [("verify",), ("tills",), ("till-code", "--own-branch"), ("overspends",)], ids=str
)
def test_a_mistyped_folder_is_no_empty_centre_in_which_all_is_well(
    tmp_path: Path, line: tuple[str, ...]
) -> None:
    status, _, err = run(*line, "--db", str(tmp_path / "typo"))
    assert (status, "typo" in err, (tmp_path / "typo").exists()) == (1, True, False)


def test_what_keeps_a_centre_from_listening_is_said(tmp_path: Path) -> None:
    db = ("--db", str(tmp_path / "c"))
    run("new-business", "--name", "a", *db)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert refused("serve", "--port", port, *db) == (1, "port_taken")
    assert refused("serve", "--host", "192.0.2.1", *db) == (1, "host_not_here")
    no_pem = tmp_path / "cert.pem"
    no_pem.write_text("nothing")
    assert refused("serve", "--tls-cert", str(no_pem), *db) == (2, "tls_half")
    both = ("--tls-cert", str(no_pem), "--tls-key", str(no_pem))
    assert refused("serve", *both, *db) == (1, "tls_unreadable")
    assert refused("serve", "--port", "0", *db) == (2, "option_not_number")
    assert refused("backup", str(tmp_path / "no" / "f.zip"), *db) == (1, "centre_folder_unusable")


def refused(*line: str) -> tuple[int, str]:
    status, out, _ = run(*line, "--json")
    return status, json.loads(out)["error"]["code"]


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_every_argument_is_explained_in_one_language(lang: Lang) -> None:
    for command in ("serve", "new-business", "till-code", "tills", "retire-till", "verify", "backup"):
        parser = make_parser(lang)._subparsers._group_actions[0].choices[command]
        told = [action.help for action in parser._actions]
        assert all(told)
        assert not [text for text in told if " | " in text]


def test_a_reader_that_went_away_is_no_defect(tmp_path: Path) -> None:
    db = str(tmp_path / "c")
    run("new-business", "--name", "a", "--db", db)
    line = [sys.executable, "-m", "central", "tills", "--db", db]
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(line, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_refusals_are_json_where_asked(tmp_path: Path) -> None:
    status, out, err = run("tills", "--json", "--db", str(tmp_path / "c"))
    assert (status, err) == (1, "")
    assert set(json.loads(out)["error"]) == {"code", "message", "hint"}


@pytest.mark.parametrize(
    "line", [(), ("nothing",), ("till-code",), ("retire-till", "x"), ("serve", "--port", "x")], ids=str
)
def test_a_wrong_line_is_told_so(line: tuple[str, ...]) -> None:
    expected: dict[Lang, str] = {"fa": "باید|لازم|نیست", "en": "has to|needed|no command"}
    for lang, words in expected.items():
        status, _, told = run(*line, lang=lang)
        assert status == 2
        assert re.search(words, told.splitlines()[0]), told


def test_what_all_commands_take_may_stand_before_them(tmp_path: Path) -> None:
    db = str(tmp_path / "c")
    run("--db", db, "new-business", "--name", "a")
    for line in (("--json", "--db", db, "verify"), ("verify", "--json", "--db", db)):
        assert json.loads(run(*line)[1])["ok"] is True


def test_branches_are_named_or_refused(tmp_path: Path) -> None:
    db = ("--db", str(tmp_path / "c"))
    run("new-business", "--name", "a", *db)
    assert "branch" in run("till-code", "--branch", "nowhere", *db)[2]
    run("new-business", "--name", "b", *db)
    assert "--business" in run("tills", *db)[2]
    assert run("tills", "--business", "b", *db)[0] == 0
    assert "name" in run("new-business", "--name", " ", *db)[2]


def test_a_business_counts_in_money_as_its_tills_do(tmp_path: Path) -> None:
    db = ("--db", str(tmp_path / "c"))
    assert "toman" in run("new-business", "--name", "a", "--currency", "toman", *db)[2]
    business = json.loads(run("new-business", "--name", "a", "--currency", "KWD", "--json", *db)[1])[
        "business"
    ]
    with open_place(str(tmp_path / "c")).business(business) as opened:
        assert businesses.read_business(opened).exponent == 3


@pytest.mark.parametrize(("host", "told"), [("0.0.0.0", True), ("127.0.0.1", False), ("localhost", False)])
def test_a_centre_that_can_be_overheard_says_so_as_it_begins(tmp_path: Path, host: str, told: bool) -> None:
    folder = str(tmp_path / "c")
    assert run("new-business", "--name", "Cafe", "--db", folder)[0] == 0
    log = tmp_path / "log"
    with log.open("w") as said:
        line = ["serve", "--db", folder, "--host", host, "--port", str(free_port()), "--lang", "en"]
        served = subprocess.Popen(
            [sys.executable, "-m", "central", *line], cwd=Path(__file__).parents[2], stderr=said
        )
    for _ in range(600):
        if "startup complete" in log.read_text():
            break
        time.sleep(0.05)
    served.terminate()
    served.wait(timeout=30)
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [one["message"] for one in lines if "startup complete" in one["message"]]
    assert any("without TLS" in one["message"] for one in lines if one["level"] == "warning") == told


def test_with_a_certificate_nobody_overhears() -> None:
    assert not is_overheard("0.0.0.0", Path("cert.pem"))
    assert not is_overheard("::1", None)
    assert is_overheard("till.example", None)


def test_a_disk_that_takes_nothing_more_is_said_in_a_sentence(tmp_path: Path) -> None:
    folder = str(tmp_path / "c")
    assert run("new-business", "--name", "Cafe", "--db", folder)[0] == 0
    said = subprocess.run(
        [sys.executable, "-m", "central", "till-code", "--own-branch", "--db", folder, "--json"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),
    )
    told = json.loads(said.stdout)["error"]
    assert (said.returncode, told["code"], said.stderr) == (1, "centre_store_unavailable", b"")


def test_the_tills_are_listed_as_they_stand(business: Business) -> None:
    till, other = business.till(), business.till()
    till.enrol()
    till.exchange(most=1)
    other.exchange()
    row = next(one for one in business.cli("tills")["tills"] if one["till"] == till.till_id)
    assert (row["branch_name"], row["waiting"], row["doubt"], row["retired_at"]) == ("شعبه", 1, "", None)
    business.cli("retire-till", other.till_id, "--reason", "broken", "--by", "a", "--by", "b")
    line = ("tills", "--business", business.business_id, "--db", business.centre.db)
    said = run(*line)[1].translate(dict.fromkeys((8294, 8295, 8296, 8297)))
    assert "retired" in said
    assert "by a, b" in said, "whoever looks later sees who did it"
    assert "برکنار" in run(*line, lang="fa")[1]
    again = ("retire-till", other.till_id, "--reason", "lost", "--by", "a", "--by", "b", *line[1:])
    assert run(*again)[0] == 1
    assert run("retire-till", "nobody", *again[2:])[0] == 1
    assert run("overspends", *line[1:])[1] == "Nothing was spent twice.\n"


def test_the_log_and_the_metrics_tell_of_nobody(centre: Centre) -> None:
    business = centre.business()
    till = business.till()
    member = till.enrol()
    till.catch_up()
    told = centre.http.get("/v1/metrics").text
    assert "bashgah_exchanges_total" in told
    log = (centre.log or Path()).read_text()
    assert till.till_id in log
    for secret in (member, till.own[-1].raw.decode(), business.business_id):
        assert secret not in told + log
    assert all(json.loads(line) for line in log.splitlines())


def counted(centre: Centre) -> int:
    """Ask anew, so that any worker may answer, how many exchanges went well."""
    told = httpx.get(f"http://127.0.0.1:{centre.port}/v1/metrics").text
    line = next(one for one in told.splitlines() if one.startswith('bashgah_exchanges_total{verdict="ok"}'))
    return int(line.split()[-1])


def test_all_workers_tell_one_truth_and_a_restart_forgets_nothing(new_place, tmp_path: Path) -> None:
    one = Centre(new_place(), workers=2, log=tmp_path / "log")
    try:
        till, done = one.start().business().till(), 8
        for _ in range(done):
            # A new connection each, so that both workers have something to count.
            till.http = httpx.Client(base_url=f"http://127.0.0.1:{one.port}", timeout=60)
            till.exchange()
            till.http.close()
        time.sleep(FLUSH_SECONDS + 1)
        assert {counted(one) for _ in range(12)} == {done}
        one.stop()
        one.start()
        assert counted(one) == done
    finally:
        one.stop()


def _workers(pid: int) -> set[int]:
    """Return a supervisor's workers; its tracker of resources is a child too, but none of them."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {int(one) for one in children if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()}


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are looked at in /proc")
def test_a_worker_that_is_long_at_work_is_not_killed_for_it(tmp_path: Path) -> None:
    one = Centre(str(tmp_path / "centre"), workers=2)
    try:
        one.start()
        assert one.running is not None
        workers = _workers(one.running.pid)
        for pid in workers:
            os.kill(pid, signal.SIGSTOP)
        time.sleep(8)  # the supervisor's own patience would be five
        for pid in workers:
            os.kill(pid, signal.SIGCONT)
        assert one.http.get("/v1/health").status_code == 200
        assert _workers(one.running.pid) == workers
    finally:
        one.stop()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are looked at in /proc")
def test_a_worker_that_dies_while_it_is_asked_is_missed_at_once(tmp_path: Path) -> None:
    # A supervisor that keeps the worker's end of their line open hears nothing of its end, waits a minute, and is
    # deaf to the signal to stop meanwhile.
    one = Centre(str(tmp_path / "centre"), workers=2)
    try:
        one.start()
        assert one.running is not None
        workers = _workers(one.running.pid)
        for pid in workers:
            os.kill(pid, signal.SIGSTOP)
        time.sleep(2)  # the supervisor asks twice a second: now it waits for an answer
        for pid in workers:
            os.kill(pid, signal.SIGKILL)
        late = time.monotonic() + LONGEST_AT_WORK / 2
        while len(_workers(one.running.pid) - workers) < 2:
            assert time.monotonic() < late, "the dead were not missed"
            time.sleep(0.1)
    finally:
        one.stop()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are looked at in /proc")
def test_workers_end_with_the_process_that_keeps_them(tmp_path: Path) -> None:
    # Left alone they would answer for ever at a port that nobody can take any more.
    one = Centre(str(tmp_path / "centre"), workers=2)
    try:
        one.start()
        assert one.running is not None
        workers = _workers(one.running.pid)
        assert len(workers) == 2
        os.kill(one.running.pid, signal.SIGKILL)
        late = time.monotonic() + 30
        while any(_runs(pid) for pid in workers):
            assert time.monotonic() < late, "workers are left behind"
            time.sleep(0.1)
    finally:
        one.stop()


def _runs(pid: int) -> bool:
    """Say whether a process is there and no mere entry of one that ended."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return told.rpartition(")")[2].split()[0] != "Z"
