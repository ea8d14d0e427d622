"""A centre behind TLS with an authority of its own: who has the authority's file joins, nobody else says a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.sync.client import CA, HttpWire
from desktop.usecases.exchange.authorities import authority_of, read_authority
from desktop.usecases.exchange.joining import go_on_joining, join
from desktop.usecases.sign_in import sign_in
from loyalty.errors import LoyaltyError
from loyalty.problems import hint
from loyalty.words import LANGUAGES
from tests.cli.lines import Lines
from tests.conftest import OWNER_PIN
from tests.sync.conftest import URL, Machine
from tests.sync.places import free_port
from tests.sync.tls import DAY, Made, SafeCentre, authority, certificate, new_key

pytestmark = pytest.mark.filterwarnings("ignore::urllib3.exceptions.InsecureRequestWarning")
NOW = 1_800_000_000_000


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SafeCentre, Made]]:
    """Return a centre behind TLS, and its authority."""
    folder = tmp_path_factory.mktemp("tls")
    ours = authority(folder, "ours")
    ours.signs(folder)
    centre = SafeCentre(folder / "centre", free_port())
    centre.run("new-business", "--name", "باغ")
    centre.start()
    yield centre, ours
    centre.stop()


def refused(url: str, pem: str = "") -> str:
    """Return why a line says no word."""
    with pytest.raises(LoyaltyError) as refusal:
        HttpWire(url, authority=pem).invitation("X")
    return refusal.value.code


def test_a_till_trusts_whom_it_was_given_until_another_is_put_in_their_place(
    served: tuple[SafeCentre, Made], tmp_path: Path
) -> None:
    centre, ours = served
    till = Lines(tmp_path / "shop", tmp_path / "keys", OWNER_PIN)
    assert till.run("new-shop", "--name", "باغ", "--branch", "ونک").code == 0
    join, code = ("join", "--centre", centre.url, "--code"), centre.code("--own-branch")

    def said(*line: str) -> Any:
        told = till.run(*line, "--as", "owner").json
        return told["error"]["code"] if "error" in told else told

    assert said(*join, code) == "centre_certificate_foreign"
    assert said(*join, code, "--ca", str(ours.file))["till"]
    # From now on the shop's file knows whom to trust: nobody names the authority again.
    assert said("sync")["trouble"] is None
    assert said("authority", "show")["authority"] == "ours"
    theirs = authority(tmp_path, "theirs")
    assert said("authority", "set", "--ca", str(theirs.file))["authority"] == "theirs"
    assert said("sync") == "centre_certificate_foreign"
    # An authority changes by a file of both, given before the centre shows the new one's certificate.
    both = tmp_path / "both.pem"
    both.write_bytes(theirs.file.read_bytes() + ours.file.read_bytes())
    assert said("authority", "set", "--ca", str(both))["authority"] == "theirs · ours"
    assert said("sync")["trouble"] is None
    assert said("authority", "set")["authority"] is None
    assert said("sync") == "centre_certificate_foreign"


def test_a_certificate_for_a_line_that_shows_none_is_not_kept(near: Machine, tmp_path: Path) -> None:
    pem = authority(tmp_path, "ours").file.read_text()
    with pytest.raises(LoyaltyError, match="authority_without_tls"):
        join(
            near.here,
            sign_in(near.here, "owner", OWNER_PIN),
            near.line,
            lambda _: near.line,
            URL,
            "X",
            authority=pem,
        )
    with near.here.read() as db:
        assert authority_of(db) == ""


def test_going_on_with_a_joining_puts_nobody_elses_authority_into_a_till_people_sign_in_at(
    near: Machine,
) -> None:
    told = go_on_joining(near.here, near.line, lambda _: near.line, URL, "X", authority="theirs")
    with near.here.read() as db:
        assert (told.again, authority_of(db)) == (True, "")


def test_another_authority_another_name_and_an_authority_that_ended(
    served: tuple[SafeCentre, Made], tmp_path: Path
) -> None:
    centre, ours = served
    pem = ours.file.read_text()
    assert refused(centre.url, pem) == "centre_refused"
    assert refused(centre.url) == "centre_certificate_foreign"
    assert refused(centre.url, authority(tmp_path, "theirs").file.read_text()) == "centre_certificate_foreign"
    assert refused(centre.url.replace("127.0.0.1", "localhost"), pem) == "centre_certificate_name"
    ended = certificate("ours", ours.key, ("ours", ours.key), ca=True, begins=-2 * DAY, ends=-DAY).decode()
    assert refused(centre.url, ended) == "centre_certificate_over"
    own = (centre.folder.parent / "cert.pem").read_text()
    assert refused(centre.url, own) == "centre_refused", "the centre's own certificate vouches for itself"


def test_the_environment_names_one_where_the_shop_keeps_none(
    served: tuple[SafeCentre, Made], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre, ours = served
    monkeypatch.setenv(CA, str(ours.file))
    assert refused(centre.url) == "centre_refused"
    theirs = authority(tmp_path, "theirs").file.read_text()
    assert refused(centre.url, theirs) == "centre_certificate_foreign"
    for bundle in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(bundle, str(ours.file))
        assert refused(centre.url, theirs) == "centre_certificate_foreign", bundle
        monkeypatch.delenv(bundle)
    monkeypatch.setenv(CA, "/nowhere/ca.pem")
    with pytest.raises(LoyaltyError, match="centre_ca_missing"):
        HttpWire("https://centre.example")


def test_what_is_no_authority_is_told_apart(tmp_path: Path) -> None:
    made = authority(tmp_path, "باغ")
    now = read_authority(str(made.file), NOW).until - 60 * 86_400_000

    def told(data: bytes, at: int = now) -> str:
        (tmp_path / "given").write_bytes(data)
        with pytest.raises(LoyaltyError) as refusal:
            read_authority(str(tmp_path / "given"), at)
        return refusal.value.code

    pem = made.file.read_bytes()
    assert told(b"") == told(b"a photo \xff\xd8") == told(pem[:200]) == "authority_unreadable"
    made.signs(tmp_path)
    assert told(pem + (tmp_path / "key.pem").read_bytes()) == "authority_is_key"
    assert told(pem, now + 90 * 86_400_000) == "authority_over"
    assert told(pem, 0) == "authority_early"
    with pytest.raises(LoyaltyError, match="centre_ca_missing"):
        read_authority(str(tmp_path), now)
    kept = read_authority(str(made.file), now)
    assert (kept.name, kept.ends_soon(now), kept.ends_soon(now + 31 * 86_400_000)) == ("باغ", False, True)
    der = certificate("next", key := new_key(), ("next", key), ca=True)
    (tmp_path / "both.pem").write_bytes(pem + der)
    assert read_authority(str(tmp_path / "both.pem"), now).name == "باغ · next"


def test_an_address_with_http_where_tls_is_spoken_says_how_to_write_it(
    served: tuple[SafeCentre, Made], tmp_path: Path
) -> None:
    plain = served[0].url.replace("https://", "http://")
    with pytest.raises(LoyaltyError) as refusal:
        HttpWire(plain).invitation("X")
    assert refusal.value.code == "centre_speaks_tls"
    assert refusal.value.values == {"url": plain, "better": served[0].url}
    for lang in LANGUAGES:
        assert served[0].url in hint(refusal.value, lang)
