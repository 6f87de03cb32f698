# Everything a developer types. `make up` and `make test` need make and Python
# 3.11 or later, nothing else; they make .venv themselves and leave the system's
# Python alone. Written for GNU make 3.81, which is what macOS has.

.DEFAULT_GOAL := help
.PHONY: benchmark clean docs format fuzz help lint test test-all test-more up

python := .venv/bin/python
install := PIP_USER=0 $(python) -m pip --disable-pip-version-check --quiet --no-input \
	install --only-binary :all: --constraint constraints.txt

# Written last, so an environment without it is half made; it names its folder,
# so one that was copied here from elsewhere is not taken for ours.
stamp := .venv/.ready
dev_stamp := .venv/.ready-dev
editor_stamp := .tools/editor/.ready
SECONDS := 600
EXAMPLES := 3000
made := $(shell test "$$(cat $(stamp) 2>/dev/null)" = "$$(pwd)" \
	&& $(python) -c '' >/dev/null 2>&1 && echo yes)
ifneq ($(made),yes)
.PHONY: $(stamp) $(dev_stamp)
endif

benchmark: $(dev_stamp) ## measure what docs claim about speed
	@for script in benchmarks/*.py; do \
		echo "$$script"; $(python) "$$script" || exit 1; \
	done

clean: ## remove the environment and everything that tools left behind
	@if [ -x .venv/bin/tenantry ] && [ -f .tenantry/server.json ]; then \
		.venv/bin/tenantry down || exit 1; \
	fi
	rm -rf .venv .tools .mypy_cache .pytest_cache .ruff_cache .import_linter_cache \
		.hypothesis build dist
	find compiler tests -name __pycache__ -type d -prune -exec rm -rf {} +

docs: $(dev_stamp) ## write the references in docs/ anew
	@for script in docs/generate_*.py; do $(python) "$$script" || exit 1; done

format: $(dev_stamp) ## rewrite the code as ruff wants it
	$(python) -m ruff format
	$(python) -m ruff check --fix

fuzz: $(dev_stamp) ## feed load and build with mutated specs (for SECONDS=600)
	@$(python) -c 'import atheris' 2>/dev/null \
		|| $(install) --no-build-isolation --editable '.[dev,embedded,fuzz]'
	$(python) tests/fuzz/fuzz.py --seconds $(SECONDS)

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' Makefile | LC_ALL=C sort -t: -k1,1 \
		| awk -F ':.*## ' '{ printf "  make %-10s %s\n", $$1, $$2 }'

lint: $(dev_stamp) ## check style, types and the order of imports
	$(python) -m ruff format --check
	$(python) -m ruff check
	$(python) -m mypy
	.venv/bin/lint-imports

test: $(dev_stamp) $(editor_stamp) ## run the tests (more arguments for pytest: PYTEST='-k policy')
	$(python) -m pytest -n auto --maxprocesses 4 $(PYTEST)

test-all: $(dev_stamp) ## run the live tests on every PostgreSQL that is installed
	@$(python) -c 'from compiler.postgres.build import find_builds; \
	print(*(build.bin_dir for build in find_builds()), sep="\n")' \
		| while IFS= read -r bin; do \
			echo "PostgreSQL in $$bin"; \
			TENANTRY_PG_BIN="$$bin" $(python) -m pytest -m live \
				-n auto --maxprocesses 4 $(PYTEST) </dev/null || exit 1; \
		done

test-more: $(dev_stamp) ## try many more generated specs and plans than test does (EXAMPLES=3000)
	GENERATED_EXAMPLES=$(EXAMPLES) GENERATED_PAIRS=$(EXAMPLES) GENERATED_APPLIED=$(EXAMPLES) \
		$(python) -m pytest tests/language/generated $(PYTEST)
	TRANSITIONS_EVERY=1 $(python) -m pytest tests/language/test_transitions.py $(PYTEST)
	UNDISTURBED_ROWS=5000000 $(python) -m pytest tests/apply/test_undisturbed.py $(PYTEST)

up: $(stamp) ## compile the specs, and install them in a PostgreSQL of our own
	.venv/bin/tenantry compile
	.venv/bin/tenantry up

# A candidate is run, not only found: pyenv leaves commands behind that fail, and
# Debian's python3 has no ensurepip until python3-venv is installed. pip compiles to
# bytecode what it installs, but nothing that is editable.
$(stamp): pyproject.toml constraints.txt
	@if [ "$(made)" = yes ]; then \
		rm -f $(stamp) $(dev_stamp); \
	else \
		rm -rf .venv; \
		for candidate in "$$PYTHON" python3.14 python3.13 python3.12 python3.11 python3; do \
			[ -n "$$candidate" ] || continue; \
			"$$candidate" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' \
				</dev/null >/dev/null 2>&1 || continue; \
			echo "making .venv with $$candidate"; \
			"$$candidate" -m venv .venv && break; \
			rm -rf .venv; \
		done; \
		if [ ! -d .venv ] && uv --version >/dev/null 2>&1; then \
			echo "making .venv with uv"; \
			uv venv --quiet --seed --python '>=3.11' .venv || rm -rf .venv; \
		fi; \
		if [ ! -d .venv ]; then \
			sudo=; [ "$$(id -u)" = 0 ] || sudo='sudo '; \
			echo "Python 3.11 or later with its venv module is missing; type:" >&2; \
			if command -v brew >/dev/null 2>&1; then \
				echo "  brew install python@3.13" >&2; \
			elif command -v dnf >/dev/null 2>&1; then \
				echo "  $${sudo}dnf install python3.12" >&2; \
			elif python3 -c 'import sys; sys.exit(sys.version_info >= (3, 11))' 2>/dev/null; then \
				echo "  $${sudo}apt-get install python3.11-venv" >&2; \
			else \
				echo "  $${sudo}apt-get install python3-venv" >&2; \
			fi; \
			exit 1; \
		fi; \
	fi
	@echo "installing tenantry into .venv"
	@$(install) editables hatchling
	@$(install) --no-build-isolation --editable '.[embedded]'
	@$(python) -m compileall -q compiler
	@pwd >$(stamp)

$(dev_stamp): $(stamp)
	@echo "installing the development tools into .venv"
	@rm -f $(stamp)
	@$(install) --no-build-isolation --editable '.[dev,embedded]'
	@pwd >$(stamp)
	@pwd >$(dev_stamp)

# Only one test needs it, which is skipped where this failed; CI is to run it.
$(editor_stamp): tests/editor/package.json tests/editor/package-lock.json
	@mkdir -p $(@D)
	@cp $^ $(@D)
	@if npm --version >/dev/null 2>&1 && node --version >/dev/null 2>&1; then \
		echo "installing yaml-language-server into $(@D)"; \
		if npm ci --prefix $(@D) --ignore-scripts --no-audit --no-fund --loglevel=error \
			--fetch-retries=1; then \
			touch $@; \
		elif [ -n "$$CI" ]; then \
			exit 1; \
		fi; \
	else \
		echo "node and npm are missing, so the test of the editor is skipped"; \
	fi
