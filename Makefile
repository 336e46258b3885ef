# Each target is one command of the launcher (mediation/embedded), which needs only Python >= 3.11 with venv.
# Variables: PORT=8000  HOST=127.0.0.1  DEMO=1  ARGS="..."  DATABASE_URL=...  REDIS_URL=...
PYTHON ?= python3
LAUNCHER = @$(PYTHON) mediation/embedded

export ARGS PORT HOST DEMO E2E_REQUIRED DATABASE_URL DATABASE_OWNER_URL REDIS_URL

.DEFAULT_GOAL := help
.PHONY: help test test-all

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

test: ## the quick tests; ARGS="tests/cases/test_x.py -k word" for some of them
	$(LAUNCHER) test

test-all: ## all tests, the slow ones too
	$(LAUNCHER) test-all
