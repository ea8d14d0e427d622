"""What the product stands on is declared, pinned and free to be passed on; the lists speak the truth."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.sources import (
    PACKAGES,
    ROOT,
    imported_names,
    parse,
    product_sources,
    sources_of_tests,
)

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = SETTINGS["project"]["optional-dependencies"]
RUNTIME = SETTINGS["project"]["dependencies"] + EXTRAS["centre"]
FOR_TESTS = [text for text in EXTRAS["dev"] if not text.startswith("bashgah[")]
# Markers are read for each of these machines, so that one list holds on all of them.
MACHINES = tuple(
    {
        "python_version": version,
        "python_full_version": f"{version}.1",
        "sys_platform": platform,
        "platform_system": system,
    }
    for version in ("3.11", "3.12", "3.13")
    for platform, system in (("linux", "Linux"), ("win32", "Windows"))
)
STRONG_COPYLEFT = re.compile(r"(?<!L)(?<!Lesser )\bA?GPL|(?<!Lesser )General Public License", re.I)


def read_pins() -> dict[str, str]:
    """Return {package: version} of constraints.txt; any line that is neither a pin nor a comment is an error."""
    pins = {}
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        found = re.fullmatch(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.]+)", line)
        assert found, line
        pins[canonicalize_name(found[1])] = found[2]
    return pins


def closure(requirements: list[str]) -> set[str]:
    """Return the names of all packages the requirements bring on any of the machines."""
    found: set[str] = set()
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name not in found:
            found.add(name)
            waiting += (
                r for text in read_requirements(name) if applies(r := Requirement(text), requirement.extras)
            )
    return found


def read_requirements(name: str) -> list[str]:
    """Return what an installed package requires; nothing for one that belongs to another machine."""
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []


def applies(requirement: Requirement, extras: set[str]) -> bool:
    """Tell whether a requirement counts on any of the machines, with the extras that were asked for."""
    marker = requirement.marker
    return marker is None or any(marker.evaluate(m | {"extra": e}) for m in MACHINES for e in extras | {""})


def undeclared(names: set[str], declared: list[str]) -> set[str]:
    """Return the imported top-level names that no declared package provides."""
    allowed = {canonicalize_name(Requirement(text).name) for text in declared}
    providers = metadata.packages_distributions()
    return {n for n in names if not {canonicalize_name(p) for p in providers.get(n, [])} & allowed}


def licence_of(name: str) -> str:
    """Return all that an installed package says of its licence in a line."""
    about = metadata.metadata(name)
    classifiers = [
        c.rsplit("::", 1)[-1] for c in about.get_all("Classifier") or [] if c.startswith("License")
    ]
    first_line = (about.get("License") or "").split("\n")[0]
    return " | ".join([about.get("License-Expression") or first_line, *classifiers])


def is_strong_copyleft(licence: str) -> bool:
    """Tell whether every choice the licence leaves is GPL or AGPL; a choice of LGPL is enough to pass."""
    return bool(STRONG_COPYLEFT.search(licence)) and not re.search(r"LGPL|Lesser|MIT|BSD|Apache", licence)


def test_every_import_is_declared() -> None:
    names = {name.split(".")[0] for source in product_sources() for name, _ in imported_names(source)}
    assert undeclared(names - sys.stdlib_module_names - set(PACKAGES) - {"resources"}, RUNTIME) == set()


def test_every_import_of_the_tests_is_declared() -> None:
    # What asks a peer runs in an environment of that peer.
    ours = [source for source in sources_of_tests() if "/peers/ask_" not in source.path]
    names = {name.split(".")[0] for source in ours for name, _ in imported_names(source)}
    known = {*PACKAGES, "tests", "resources"}
    assert undeclared(names - sys.stdlib_module_names - known, RUNTIME + FOR_TESTS) == set()


def test_tests_bring_what_the_centre_needs() -> None:
    assert "bashgah[centre]" in EXTRAS["dev"]


def test_planted_undeclared_import_is_caught() -> None:
    names = {name.split(".")[0] for name, _ in imported_names(parse("import pytest\nimport requests"))}
    assert undeclared(names, RUNTIME) == {"pytest"}


def test_the_whole_closure_is_pinned() -> None:
    assert sorted(closure(RUNTIME + FOR_TESTS) - read_pins().keys()) == []


def test_installed_versions_are_the_pinned_ones() -> None:
    pins = read_pins()
    installed = {canonicalize_name(d.name): d.version for d in metadata.distributions()}
    both = (installed.keys() & pins.keys() & closure(RUNTIME + FOR_TESTS)) - {"setuptools"}
    assert len(both) > 40
    assert {name: installed[name] for name in both} == {name: pins[name] for name in both}


def test_pins_satisfy_what_is_declared() -> None:
    pins = read_pins()
    declared = [Requirement(text) for text in RUNTIME + FOR_TESTS]
    assert [r.name for r in declared if not r.specifier.contains(pins[canonicalize_name(r.name)])] == []


def test_no_runtime_package_is_strong_copyleft() -> None:
    here = [name for name in closure(RUNTIME) if any(True for _ in metadata.distributions(name=name))]
    assert len(here) > 30
    assert [name for name in here if is_strong_copyleft(licence_of(name))] == []


@pytest.mark.parametrize(
    "text", ["GPL-3.0-only", "AGPL-3.0", "GNU General Public License v3 (GPLv3)", "GPLv2+"]
)
def test_strong_copyleft_is_recognised(text: str) -> None:
    assert is_strong_copyleft(text)
    assert not is_strong_copyleft("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only")
    assert not is_strong_copyleft("GNU Library or Lesser General Public License (LGPL)")


def test_third_party_list_names_every_runtime_package() -> None:
    listed = {
        canonicalize_name(n)
        for n in re.findall(r"^\| ([\w.-]+) \|", (ROOT / "THIRD_PARTY.md").read_text("utf-8"), re.M)
    }
    assert sorted(closure(RUNTIME) - listed) == []


def test_rules_contract_names_every_runtime_import() -> None:
    contracts = {c["id"]: c for c in SETTINGS["tool"]["importlinter"]["contracts"]}
    forbidden = set(contracts["2-pure-rules"]["forbidden_modules"])
    assert undeclared(forbidden - {"shiboken6", *PACKAGES}, RUNTIME) == set()
    covered = {p for n in forbidden for p in metadata.packages_distributions().get(n, [])}
    assert {canonicalize_name(Requirement(t).name) for t in RUNTIME} <= {
        canonicalize_name(n) for n in covered
    }
