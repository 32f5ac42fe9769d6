# A few short commands are the whole developer interface; the work is in .ci/.
MAKEFLAGS += --no-print-directory
BIN := .venv/bin
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench mutate clean

help: ## 显示本帮助 · this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

setup: ## 准备环境 · system libraries, fonts, .venv, the package
	@.ci/setup

demo: setup ## 生成全部样例 · build every sample of inputs/ into outputs/
	@.ci/demo

check: setup ## 静态检查 · lint, format, types, layering
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pip --disable-pip-version-check check

test: check ## 全部检查和测试 · every check and every test
	BUDGET_DISCLOSURE_TEST_INSTALLED=1 PYTHONSAFEPATH=1 $(BIN)/pytest -n auto

bench: setup ## 性能测量 · benchmarks
	$(BIN)/python tests/benchmarks/bench.py

clean: ## 清除生成物和环境 · remove outputs, caches and .venv
	rm -rf outputs dist build .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

mutate: setup ## 查错率测量 · measured recall of the checks, every figure changed in every way
	$(BIN)/python tests/mutation/mutate.py
	$(BIN)/python tests/mutation/sentences.py
	$(BIN)/python tests/mutation/sentences.py --heldout
