# The same few verbs everywhere. `make help` lists them. The first run sets up everything it needs.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INNOMED := $(BIN)/innomed
# A form with an origin of its own does not lie on the site.
FORM ?= $(if $(INNOMED_ADMIN_ORIGIN),site-skjema/admin,site/admin)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help site serve test check fuzz bench mutants spell admin reports headers sbom lock hooks vendor clean

help:  ## lists the commands
	@awk -F ':[^#]*## *' '/^[a-z]+:.*##/ {printf "%-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: $(VENV)/.site  ## builds the whole site into site/
	@$(INNOMED) site

serve: $(VENV)/.site  ## live preview on http://127.0.0.1:8000
	@$(INNOMED) serve

check: $(VENV)/.dev  ## lint, types and content: fast, nothing built
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(INNOMED) check
	@$(BIN)/python .ci/guides.py

test: $(VENV)/.dev  ## every test: unit, golden, content, site, browser
	@tests/need-programs
	@$(BIN)/pytest -n auto --dist worksteal $(ARGS)

fuzz: $(VENV)/.dev  ## tries every bad file, number and text that the generators make; the tests try a sample
	@FUZZ=whole $(BIN)/pytest $$(grep -rlE 'fuzz\.size import|\bexamples\(|@given' tests --include='test_*.py') -n auto --dist worksteal $(ARGS)

spell: $(VENV)/.site  ## shows words that no dictionary has; stops nothing
	@$(INNOMED) spell

bench: $(VENV)/.dev  ## prints a table of figures, judges nothing
	@$(BIN)/python tests/bench $(ARGS)

mutants: $(VENV)/.dev  ## plants 300 small faults and tells which no test sees; takes about an hour
	@nice -n 19 $(BIN)/python tests/mutants.py $(ARGS)

admin: $(VENV)/.site  ## adds the editor's web form under site/admin/ (needs Node)
	@test -f site/index.html || $(INNOMED) site
	@.ci/admin/build $(FORM)
	@$(INNOMED) admin --out $(FORM) $(ARGS)

reports: $(VENV)/.dev  ## makes the PDFs in reports/, which the site takes in the next time it is built
	@tests/need-programs
	@$(INNOMED) reports

headers: $(VENV)/.site  ## makes headers/ for nginx, Apache and Caddy, from the site's own policy
	@test -f site/index.html || $(INNOMED) site
	@$(INNOMED) headers

sbom: $(VENV)/.dev  ## lists every package and its licence in sbom.cdx.json (CycloneDX) and licenses.csv
	@$(BIN)/python .ci/sbom.py

lock: $(VENV)/.dev  ## renews the locked requirements after a change in requirements*.in
	@for name in requirements requirements-dev; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-emit-index-url --no-emit-find-links $$name.in -o $$name.txt; done

hooks: $(VENV)/.dev  ## checks what you commit, before it is committed
	@$(BIN)/pre-commit install

vendor: $(VENV)/.site  ## renews the libraries and the theme's styles that the browser uses (needs Node)
	@.ci/vendor/build

clean:  ## removes what was built, keeps .venv
	@for folder in site .site-*; do \
	  if [ -L "$$folder" ] || [ ! -e "$$folder" ]; then continue; fi; \
	  if [ -f "$$folder/.innomed-site" ] && [ ! -e "$$folder/.git" ]; then rm -rf -- "$$folder"; \
	  else echo "Mappen $$folder er ikke laget av «make site», og blir stående."; fi; done
	@if [ -f sekretariat/.innomed-sekretariat ]; then rm -f -- sekretariat/{oppfolging,kvalitet}.html sekretariat/.innomed-sekretariat; \
	  rmdir sekretariat 2>/dev/null || true; fi
	@if grep -q '^# Laget av «innomed admin' site-skjema/admin/config.yml 2>/dev/null; then rm -rf -- site-skjema; fi
	rm -rf .mypy_cache .ruff_cache .pytest_cache

$(VENV)/.site: requirements.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.site requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@
