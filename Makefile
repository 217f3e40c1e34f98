# Thin over bootstrap.py, which also runs where make is absent: `python3 bootstrap.py run`.
PYTHON ?= python3
BOOTSTRAP = exec $(PYTHON) bootstrap.py

.PHONY: help run test check fmt bench openapi e2e gallery setup clean

help:
	@$(BOOTSTRAP) --help
run:
	@$(BOOTSTRAP) run --tied
test check fmt bench openapi e2e gallery setup clean:
	@$(BOOTSTRAP) $@
