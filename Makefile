# Two commands do everything on a machine that has only Python 3.11, git and make:
#   make demo   builds the Yunnan agreements        make test   runs the tests
# Both set up what they need in .venv; a second run finds it there.

.DEFAULT_GOAL := help
SHELL := /bin/sh
PY := .venv/bin/python
READY := .venv/.ready
FONTS := .venv/.fonts
LOCKS := requirements/lock.txt requirements/dev.txt

.PHONY: help setup fonts demo test bench lint gallery messages lock wheel clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## .venv with the locked libraries and bangfu itself (editable)

# `PYTHON=… make setup` chooses the interpreter; otherwise the first that is new enough.
$(READY): $(LOCKS) pyproject.toml
	@python=$$(for p in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	    $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done); \
	test -n "$$python" || { echo "bangfu needs Python 3.11 or newer" >&2; exit 1; }; \
	$$python -m venv .venv || { echo "$$python has no venv module; on Debian: apt install python3-venv" >&2; exit 1; }
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes $(LOCKS:%=-r %)
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(PY) -m compileall -q generator  # as pip does for what it installs
	@touch $@

fonts: $(READY) ## the fonts the PDFs embed, into the user's cache, without root
	$(PY) -m generator.render.fontfetch
	@touch $(FONTS)

$(FONTS): $(READY) $(wildcard data/fonts.yaml generator/render/fontfetch.py)
	$(PY) -m generator.render.fontfetch
	@touch $@

demo: $(READY) $(FONTS) ## build the Yunnan agreements into output/
	$(PY) -m generator.cli build data/cases/yunnan-2022/agreements.yaml data/cases/yunnan-2022/joint-agreements.yaml

test: $(READY) $(FONTS) ## all tests but the benchmarks
	$(PY) -m pytest -n 2

bench: $(READY) $(FONTS) ## time bangfu against docxtpl + soffice + pypdf
	@for file in tests/benchmarks/*.py; do $(PY) $$file || exit 1; done

lint: $(READY) ## ruff and mypy
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

gallery: $(READY) $(FONTS) ## docs/gallery and docs/sample: pictures of every form and of a packet
	$(PY) -m tools.gallery

messages: $(READY) ## extract the messages, merge and compile the Chinese catalogue
	$(PY) tools/messages.py

# The lock holds names, versions and hashes only: where to fetch from is the business of whoever installs.
UV_COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-header --no-annotate --no-emit-index-url

lock: ## lock the libraries anew (needs uv); UPGRADE=--upgrade takes newer ones
	$(UV_COMPILE) $(UPGRADE) pyproject.toml --extra html -o requirements/lock.txt
	$(UV_COMPILE) $(UPGRADE) -c requirements/lock.txt --group dev -o requirements/dev.txt

wheel: $(READY) ## dist/bangfu-….whl, forms and data inside
	$(PY) -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation -w dist .

clean: ## remove .venv, dist and what the tools leave behind (output/ stays)
	rm -rf .venv dist build .mypy_cache .ruff_cache .hypothesis
	find generator tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
