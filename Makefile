# One word for each thing people do. Without make, README.md says what to type.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# Notices about other projects' plans, which nobody who builds this site can act on.
export DISABLE_MKDOCS_2_WARNING := true
export NO_MKDOCS_2_WARNING := 1

# The finished build takes the place of the one before in one step (src/gongkai/files.py); one that fails or is killed leaves it.
BUILD = $(BIN)/mkdocs build --strict && echo "已生成 site/"

# The words themselves are no files.
.PHONY: site serve demo manual pictures test audit check bench bundle bundle-check programs schemas clean

site: $(VENV)/site-ready ## build the column into site/
	@$(BUILD)

serve: $(VENV)/site-ready ## show the column on this machine and follow changes
	@$(BIN)/mkdocs serve

demo: $(VENV)/site-ready ## the fictional county of examples/demo: its data, then its site
	@$(BIN)/python -m examples.demo.generator.sealing examples/demo/data
	@$(BIN)/mkdocs build --strict --config-file examples/demo/mkdocs.yml && echo "已生成 examples/demo/site/"

manual: $(VENV)/test-ready ## the Chinese manual: the data that it shows, then its site, with Material
	@$(BIN)/python -m manual.county manual/data
	@$(BIN)/python -m mkdocs build --strict --config-file manual/mkdocs.yml && echo "已生成 manual/site/"

pictures: $(VENV)/test-ready site demo ## the pictures of the README anew, from both sites
	@$(BIN)/python -m manual.gallery

test: $(VENV)/test-ready programs tests/node/node_modules tests/engines/oldest/node_modules ## every test, with a real browser, a file of tests on each of two cores
	@$(BIN)/pytest --numprocesses 2 --dist loadfile

# PART=1/10 runs the first of ten parts, each half an hour at most. The last part, or all at once, measures accessibility as well.
PARTS = $(subst /, ,$(PART))

audit: $(VENV)/test-ready programs $(addsuffix /node_modules,tests/node tests/lighthouse tests/engines/oldest tests/engines/others) ## the slow checks, on everything; renews data/accessibility.yml
	@$(PYTHON) tests/programs_present.py audit
	@AUDIT_PART=$(PART) $(BIN)/pytest -m audit
ifeq ($(firstword $(PARTS)),$(lastword $(PARTS)))
	@$(BUILD)
	@$(BIN)/gongkai measure --whole --nu tests/node/node_modules/vnu-jar/build/dist/vnu.jar
endif

check: $(VENV)/test-ready ## style, types, data, schemas, and a strict build
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/gongkai check
	@$(BIN)/gongkai schemas --check
	@$(BUILD)

PEERS := .cache/peers

bench: $(VENV)/site-ready $(PEERS)/ready ## the catalogue's pages beside Hugo and plain MkDocs; takes an hour
	@$(BIN)/python -m benchmarks.catalogue_pages --peers $(PEERS) --mkdocs 1000 5000

$(PEERS)/ready: benchmarks/requirements.txt
	@test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r benchmarks/requirements.txt
	@touch $@

BUNDLE := gongkai-offline

bundle: $(VENV)/site-ready ## one folder for an office without internet: wheels for its systems, starters, instructions
	@$(BIN)/python -m deploy.bundle $(BUNDLE)

bundle-check: $(VENV)/site-ready ## whether that folder is whole: its sums, and a wheel of everything for every system
	@$(BIN)/python -m deploy.bundle.audit $(BUNDLE)

schemas: $(VENV)/site-ready ## make the schemas for editors anew
	@$(BIN)/gongkai schemas

programs:
	@$(PYTHON) tests/programs_present.py

%/node_modules: %/package-lock.json
	@npm ci --prefix $* --no-audit --no-fund --ignore-scripts --loglevel=error
	@touch $@

$(VENV)/site-ready: requirements.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "正在安装锁定的依赖（只在第一次，或依赖改变时）…"
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test-ready: requirements-test.txt $(VENV)/site-ready
	@$(PIP) install --require-hashes -r requirements-test.txt
	@touch $@

clean:
	rm -rf $(BUNDLE) .$(BUNDLE).new site .site.building examples/demo/data examples/demo/archive examples/demo/site examples/demo/.site.building manual/data manual/archive manual/site manual/.site.building $(VENV) .cache .mypy_cache .pytest_cache .ruff_cache
