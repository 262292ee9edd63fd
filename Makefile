# The commands of Palier. `make` alone lists them.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
RUN := $(VENV)/bin/python

.PHONY: help demo test check proof properties engines access lock fix pictures

help:
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

demo: $(VENV)/ready ## set up, load the demo sector, serve on 127.0.0.1:$(PORT)
	@$(VENV)/bin/palier migrate
	@$(VENV)/bin/palier demo
	@exec $(VENV)/bin/palier serve --port $(PORT) --with-worker

test: $(VENV)/ready-dev ## the whole suite, on its own PostgreSQL, in a real browser
	@sh config/setup/chromium.sh
	@$(RUN) -m config.setup.suite

check: $(VENV)/ready-dev ## format, lint, types, imports, templates, locales, migrations, openapi
	@$(RUN) -m config.setup.check

proof: $(VENV)/ready-dev ## the long proofs; result in docs/proofs.md
	@$(RUN) -m pytest tests -m proof -q --timeout=0

properties: $(VENV)/ready-dev ## the properties of the engines on examples newly drawn; the suite's are always the same
	@PALIER_PROPERTIES=drawn $(RUN) -m pytest tests/engines -q

engines: $(VENV)/ready ## every engine on all known answers beside this clone; agreement by collection
	@$(RUN) -m bench.engines agreement

access: $(VENV)/ready ## write docs/access.md from the matrix
	@$(VENV)/bin/palier access document

fix: $(VENV)/ready-dev ## format and mend what can be mended by itself
	@$(VENV)/bin/ruff check --fix -q . ; $(VENV)/bin/ruff format -q .

pictures: $(VENV)/ready-dev ## draw docs/pictures from a running demonstration
	@$(RUN) -m config.setup.pictures

lock: $(VENV)/ready-dev ## make the hashed requirement lists again
	@$(VENV)/bin/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --strip-extras --allow-unsafe -o requirements/runtime.txt requirements/runtime.in
	@$(VENV)/bin/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --strip-extras --allow-unsafe -o requirements/dev.txt requirements/dev.in

$(VENV)/ready: requirements/runtime.txt config/setup/venv.sh
	@PYTHON="$(PYTHON)" sh config/setup/venv.sh requirements/runtime.txt
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements/dev.txt
	@PYTHON="$(PYTHON)" sh config/setup/venv.sh requirements/runtime.txt requirements/dev.txt
	@touch $@
