# The product's commands. `make run` and `make test` do all their own set-up in .venv, without root.
#   make run            opens the till on a demo shop; without a display, a guided tour (ARGS="…" are passed on)
#   make test           every check there is: format, lint, types, imports, tests, coverage of the rules
#   make soak           the long campaigns        make bench    the measured bars
#   make format         put the code in shape     make clean    forget everything that can be made again
# Another interpreter: make run PYTHON=python3.12

PYTHON ?= python3
# One more than there are cores: some tests wait for a process, a lock or a clock.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(min(5, 1 + (os.cpu_count() or 1)))')
SEED ?=
ifeq ($(SEED),)
SEED := $(shell date +%s)
endif
export SEED
ARGS ?=

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip -qq --no-input --disable-pip-version-check --retries 5 --timeout 60
OFFLINE := { echo "Packages could not be installed; the lines above say why. This once the network is needed (behind a proxy or mirror: set HTTPS_PROXY or PIP_INDEX_URL); then run the same command again."; echo "بسته‌ها نصب نشد. فقط همین یک بار به شبکه نیاز است؛ سپس همین دستور را دوباره اجرا کنید."; } >&2
# Stamps hold what is installed; they age when either of these files changes.
PINS := pyproject.toml constraints.txt
RUNNABLE := $(VENV)/.runnable
TESTABLE := $(VENV)/.testable
CHECKS := format lint types imports

.DEFAULT_GOAL := help
.PHONY: help run test soak bench format clean install pytest $(addprefix check-,$(CHECKS))

help:
	@sed -n '2,6s/^# *//p' Makefile

run: $(RUNNABLE)
	@$(PY) -m desktop.app.trial $(ARGS)

# Every check runs, and the tests come last, so one run tells all there is to mend.
test: $(TESTABLE)
	@failed=''; \
	for check in $(addprefix check-,$(CHECKS)); do \
	    $(MAKE) --no-print-directory $$check || failed="$$failed $$check"; \
	done; \
	if [ -n "$$failed" ]; then echo "make test: not clean:$$failed (the tests follow)" >&2; fi; \
	$(MAKE) --no-print-directory pytest && [ -z "$$failed" ]

check-format: $(TESTABLE)
	@$(PY) -m ruff format --quiet --check .

check-lint: $(TESTABLE)
	@$(PY) -m ruff check --quiet .

check-types: $(TESTABLE)
	@$(PY) -m mypy --no-error-summary

check-imports: $(TESTABLE)
	@out=$$($(PY) -c 'from importlinter.cli import lint_imports_command as run; run()' --no-logo 2>&1) || { echo "$$out"; exit 1; }

pytest: export QT_QPA_PLATFORM := offscreen
pytest: $(TESTABLE)
	@$(PY) -m desktop.system_check
	@echo "make pytest: the order is random; to have this one again: SEED=$(SEED)"
	@$(PY) -m pytest --randomly-seed=$(SEED) \
	    -n $(WORKERS) --dist=worksteal \
	    --cov=loyalty --cov-branch --cov-report=term-missing:skip-covered --cov-fail-under=100 $(ARGS)

soak: export QT_QPA_PLATFORM := offscreen
soak: $(TESTABLE)
	@$(PY) -m pytest -m soak --timeout=0 --session-timeout=10000000 $(ARGS)

bench: export QT_QPA_PLATFORM := offscreen
bench: $(TESTABLE)
	@$(PY) -m tests.benchmarks $(ARGS)

format: $(TESTABLE)
	@$(PY) -m ruff check --quiet --fix-only .
	@$(PY) -m ruff format .

install: $(TESTABLE)

# A venv whose interpreter went away (upgrade, moved checkout) is made anew rather than mended.
$(PY):
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	    echo "'$(PYTHON)' was not found. Install Python 3.11 or newer (Debian, Ubuntu: sudo apt install python3 python3-venv)." >&2; \
	    echo "پایتون پیدا نشد. پایتون ۳٫۱۱ یا تازه‌تر را نصب کنید." >&2; exit 1; }
	@$(PYTHON) .ci/check_python.py
	@echo "Making $(VENV) …  محیط پایتون ساخته می‌شود …"
	@$(PYTHON) -m venv --clear $(VENV)

$(RUNNABLE): $(PINS) | $(PY)
	@echo "Installing what the till needs (once; a few minutes on a slow line) …  بسته‌های صندوق نصب می‌شود (یک بار؛ چند دقیقه) …"
	@$(PIP) install -c constraints.txt -e . || { $(OFFLINE); exit 1; }
	@touch $@

$(TESTABLE): $(PINS) | $(PY)
	@echo "Installing what the till and its tests need (once; a few minutes on a slow line) …  بسته‌های صندوق و آزمون‌هایش نصب می‌شود (یک بار؛ چند دقیقه) …"
	@$(PIP) install -c constraints.txt -e '.[dev]' || { $(OFFLINE); exit 1; }
	@touch $(RUNNABLE) $@

clean:
	rm -rf $(VENV) build dist out *.egg-info .coverage .coverage.* htmlcov .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find resources -name '*.qm' -delete
