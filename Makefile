# Two commands do everything on a machine that has git, python3 (with venv) and make: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
  BIN := $(VENV)/Scripts
else
  BIN := $(VENV)/bin
endif
STAMP := $(VENV)/.installed
BENCH_STAMP := $(VENV)/.bench-installed
FUZZ_STAMP := $(VENV)/.fuzz-installed
# What `make fuzz` is told: FUZZ='--seconds 60 yaml card'.
FUZZ ?=

.PHONY: demo test check bench fuzz clean docs pictures

demo: $(STAMP)
	@$(BIN)/territoires plan lorient --seed 2026
	@echo "Pour taper la commande territoires dans ce terminal : . $(BIN)/activate" >&2

test: $(STAMP)
	@$(BIN)/python -m pytest -n auto --cov --cov-report=term

check: $(STAMP)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python docs/generate.py --check
	$(BIN)/python docs/pictures.py --check
	$(BIN)/territoires check
	$(BIN)/territoires check examples/mon-village examples/mon-village.yaml --print
	$(BIN)/python tests/smoke_wheel.py
	@if [ -x ../shared/tools/originality ]; then ../shared/tools/originality; else echo "originality: sources not here, skipped"; fi

bench: $(STAMP) $(BENCH_STAMP)
	@$(BIN)/python benchmarks/startup.py
	@$(BIN)/python benchmarks/large_deck.py
	@$(BIN)/python benchmarks/own_decks.py
	@$(BIN)/python benchmarks/mixing.py
	@$(BIN)/python benchmarks/printing.py
	@$(BIN)/python benchmarks/live.py
	@$(BIN)/python benchmarks/matching/run.py
	@$(BIN)/python benchmarks/matching/own_cards.py

# A million hostile inputs for the readers of what comes from outside, in ten to twenty minutes.
fuzz: $(STAMP) $(FUZZ_STAMP)
	@$(BIN)/python -m tests.fuzz.run $(FUZZ)

docs: $(STAMP)
	$(BIN)/python docs/generate.py

# What README and docs show, drawn again from what the tool makes.
pictures: $(STAMP)
	$(BIN)/python docs/pictures.py

clean:
	rm -rf $(VENV) build dist .coverage* .pytest_cache .mypy_cache .ruff_cache .hypothesis .fuzz

# What the benchmark of matching is compared with: heavy libraries, installed for it alone.
$(BENCH_STAMP): $(STAMP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]' >&2
	@touch $@

# What guides the fuzzers has wheels for some systems alone: where there is none, hypothesis works on its own.
$(FUZZ_STAMP): $(STAMP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[fuzz]' >&2 || echo "atheris: no wheel for this system" >&2
	@touch $@

# One stamped environment holds everything, so that nothing needs the network once it exists.
$(STAMP): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installation dans $(VENV) (une seule fois)…" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]' >&2
	@$(BIN)/python -m compileall -q src
	@touch $@
