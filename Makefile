# Each target is one command of the launcher (mediation/embedded), which needs only Python >= 3.11 with venv.
# Variables: PORT=8000  HOST=127.0.0.1  DEMO=1  ARGS="..."  CASES="..."  DATABASE_URL=...  DATABASE_OWNER_URL=...  REDIS_URL=...
PYTHON ?= python3
LAUNCHER = @$(PYTHON) mediation/embedded

.DEFAULT_GOAL := help
.PHONY: help run test test-all bench lint format screenshots manage shell reset clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: ## the whole site with its demo on http://127.0.0.1:8000; PORT=8001, DEMO=0 for an empty one
	$(LAUNCHER) run

test: ## the quick tests; ARGS="tests/cases/test_x.py -k word" for some of them
	$(LAUNCHER) test

test-all: ## all tests, the slow ones too
	$(LAUNCHER) test-all

bench: ## what pages and jobs cost as ratios to a limit of the same run; CASES="10000 1000000", ROUNDS=1 for a glance
	$(LAUNCHER) bench

lint: ## every check of style, types and import direction
	$(LAUNCHER) lint

format: ## put the style right where that can be done by program
	$(LAUNCHER) format

screenshots: ## take the pictures of the README anew; needs a Chromium
	@ARGS="-s -q tools/screenshots.py" E2E_REQUIRED=1 $(PYTHON) mediation/embedded test

manage: ## a management command on this checkout's data: ARGS="check"
	$(LAUNCHER) manage

shell: ## a Python shell on this checkout's data
	$(LAUNCHER) shell

reset: ## remove the data; the next run starts afresh
	$(LAUNCHER) reset

clean: ## remove the data and the installed packages
	$(LAUNCHER) clean
