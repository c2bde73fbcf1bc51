# Each command sets up what it needs first, and costs nothing where that is done. `make help` lists them.
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON := .venv/bin/python
CDK := node_modules/.bin/cdk
STAGE := prod
ARGS :=

# Certificates are the machine's own, also where a company's proxy signs them.
export UV_SYSTEM_CERTS := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export CDK_DISABLE_CLI_TELEMETRY := true

SET_UP := .venv/.set-up .venv-emulator/.set-up node_modules/.set-up
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard shared/web/locale/*/LC_MESSAGES/*.po))

.PHONY: help setup browser demo up down mails test coverage check format lint types synth bench openapi lock

help: ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name text; do \
		printf '  make %-8s %s\n' "$$name" "$$text"; done

setup: $(SET_UP) $(CATALOGUES) ## set up everything but the browser: Python 3.13, Node packages, the AWS emulator, the texts

demo: setup ## play the main job on a local cloud and stay up for clicking until Ctrl-C; ARGS=--once ends after the table
	@$(PYTHON) -m sandbox.demo $(ARGS)

up: setup ## start the deployed local cloud; LOCAL_PORT moves it, DREAMROBOT_URL and BOSS_URL replace the simulators
	@$(PYTHON) -m sandbox.local_cloud up

down: ## stop the local cloud
	@if [ -x $(PYTHON) ]; then $(PYTHON) -m sandbox.local_cloud down; fi

mails: ## write the mails that the running local cloud sent into .local/mails, for a mail program to open
	@$(PYTHON) -m sandbox.mails

# Two processes, so that two stacks run at most: with three on two cores a function now and then takes too long.
test: setup browser ## run every test, end-to-end and browser included; ARGS="tests/unit -k money" runs some
	$(PYTHON) -m pytest --numprocesses=2 $(ARGS)

# Apart, because counting branches takes half as long again as the tests themselves.
coverage: setup ## run the tests that need no deployed stack, and show which lines and branches none of them reaches
	$(MAKE) test ARGS="tests/unit tests/component tests/contract tests/simulation --cov"

check: setup browser ## what CI runs: format, lint, strict types, synth with cdk-nag, every test
	$(PYTHON) -m ruff format --check .
	$(MAKE) lint types
	$(MAKE) synth ARGS=--quiet
	$(MAKE) test ARGS=--color=no

format: setup ## put the code into its one shape
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m scripts.format_catalogues

lint: setup
	$(PYTHON) -m ruff check .

types: setup
	$(PYTHON) -m mypy

synth: setup ## print the template of a stage, checked by cdk-nag; STAGE=prod unless named
	AWS_EC2_METADATA_DISABLED=true $(CDK) synth -c stage=$(STAGE) $(ARGS)

bench: setup ## print the figures: size of the package, start of the functions, pages of 100,000 cases
	@$(PYTHON) -m tests.bench

openapi: setup ## write the description of the API anew, from the routes' descriptions
	@$(PYTHON) -m scripts.generate_openapi

lock: setup ## resolve the dependencies anew within their bounds and lock them with hashes
	@scripts/lock.sh

browser:
	@scripts/setup_browser.sh

.venv/.set-up: requirements/bootstrap.txt requirements/dev.txt
	@scripts/setup_python.sh
	@touch $@

.venv-emulator/.set-up: requirements/emulator.txt .venv/.set-up
	@scripts/setup_emulator.sh
	@touch $@

node_modules/.set-up: package-lock.json
	@scripts/setup_node.sh
	@touch $@

%.mo: %.po | .venv/.set-up
	@$(PYTHON) -m babel.messages.frontend -q compile --input-file $< --output-file $@
