# Two commands for a newcomer: `make run` and `make test`. The rest is for those who work on it.

PYTHON ?= python3
LOWEST_PYTHON ?= python3.11
BIN := .venv/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test test-lowest lint coverage bench build projections clean

# Build the data package from the record, validate it, and print the catalogue.
run: .venv/run
	$(BIN)/anhui-indicators build --output datapackage
	$(BIN)/anhui-indicators validate datapackage
	$(BIN)/anhui-indicators list --format table

# Everything that has to hold: style, types, and the tests.
test: lint
	$(BIN)/python -m pytest

# The same tests with the lowest versions of Python and libraries that pyproject.toml allows.
test-lowest: .venv-lowest/test
	.venv-lowest/bin/python -m pytest

# actionlint runs where it is: no package of an index ships its binary, the one on PyPI downloads it
# from GitHub when it is installed. Continuous integration installs it.
lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/typos
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-actions action.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms \
		$(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(BIN)/zizmor --offline --quiet --strict-collection .
	@if command -v actionlint >/dev/null; then actionlint; else echo "actionlint: not on this machine"; fi

# Which lines and branches the tests run, child processes included.
coverage: .venv/dev
	$(BIN)/python -m pytest --cov --cov-report=
	$(BIN)/coverage report --skip-covered --show-missing
	$(BIN)/coverage xml

# Time the library against the alternatives, in the same run.
bench: .venv/dev
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.texts
	$(BIN)/python -m benchmarks.validation
	$(BIN)/python -m benchmarks.small
	$(BIN)/python -m benchmarks.types
	$(BIN)/python -m benchmarks.loading
	$(BIN)/python -m benchmarks.scale
	$(BIN)/python -m benchmarks.releases
	$(BIN)/python -m benchmarks.weight

# Write again what is derived and committed: the data package, the Table Schemas, pages of docs.
projections: .venv/dev
	$(BIN)/anhui-indicators build --output datapackage
	$(BIN)/python scripts/write_projections.py

build: .venv/dev
	$(BIN)/python -m build

clean:
	rm -rf .venv .venv-lowest dist .coverage .coverage.* coverage.xml

# The pip of Python 3.11 to 3.13 may be too old for dependency groups.
.venv/run: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(PIP_INSTALL) --editable .
	touch $@

.venv/dev: .venv/run
	$(PIP_INSTALL) --editable '.[polars,duckdb,excel]' --group dev
	touch $@

.venv-lowest/test: pyproject.toml scripts/lowest_versions.py
	$(LOWEST_PYTHON) -m venv --clear .venv-lowest
	.venv-lowest/bin/python scripts/lowest_versions.py > .venv-lowest/lowest.txt
	.venv-lowest/bin/python -m pip install --quiet --disable-pip-version-check 'pip>=25.1'
	.venv-lowest/bin/python -m pip install --quiet --disable-pip-version-check \
		--constraint .venv-lowest/lowest.txt --editable '.[polars,duckdb,excel]' --group test
	touch $@
