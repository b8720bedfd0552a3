# Khabar's chores. `make` alone lists them.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
.PHONY: help setup build run test test-terminals bench justification fuzz eval format lint check tables install clean
MAKEFLAGS += --no-print-directory

PREFIX ?= /usr/local
DESTDIR ?=
# What `make run` and `make bench` hand on to the program.
ARGS ?=

# The Swift compiler keeps its module cache under HOME.
ifneq ($(shell test -w "$${HOME:-/nowhere}" && echo yes),yes)
export HOME := $(CURDIR)/.build/home
endif

# Prose in Arabic needs UTF-8, whatever the caller's locale; `make run` leaves that to the person.
UTF8 := LC_ALL=C.UTF-8
SWIFT := $(UTF8) swift
# Colours would be compiler flags, and a build seen on a terminal not that of a pipe.
PLAIN := --no-color-diagnostics
# A target may import only what Package.swift says it does.
DEBUG := $(PLAIN) --explicit-target-dependency-import-check error
RELEASE := $(PLAIN) -c release --static-swift-stdlib
SOURCES := Package.swift Sources Tests

# What must be there | the Debian packages that bring it, the first that exists is taken | what for.
define NEEDS
/usr/include/ncurses.h|libncurses-dev libncursesw5-dev|ncursesw, which paints the terminal
/usr/include/sqlite3.h|libsqlite3-dev|SQLite, which keeps the articles
/usr/include/libxml2/libxml/parser.h|libxml2-dev|libxml2, which reads XML and HTML
curl-config|libcurl4-openssl-dev|libcurl, which fetches feeds
/usr/include/qrencode.h|libqrencode-dev|the QR encoder, for sharing
tmux|tmux|the terminal of the end-to-end tests
openssl|openssl|certificates of servers, for the tests
/usr/share/unicode/BidiTest.txt|unicode-data|Unicode's conformance files, for the tests
endef
export NEEDS

# Whom `make bench` measures beside; measuring goes on without them.
define PEERS
fribidi|libfribidi-bin|FriBidi, to measure beside
uconv|icu-devtools|ICU, to measure beside
newsboat|newsboat|newsboat, to measure beside
endef
export PEERS

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## install what is missing (Debian packages, with sudo when needed)
	@exec >&2
	version=$$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -n 1 || true)
	read -r major minor <<< "$${version:-0 0}"
	if ((major < 6 || (major == 6 && minor < 2))); then
	  echo "Khabar needs Swift 6.2 or newer, and here is $$( ((major)) && echo "Swift $$major.$$minor" || echo none ): https://www.swift.org/install"
	  exit 1
	fi
	present() { case $$1 in /*) [ -e "$$1" ] || [ -e "/usr/local$${1#/usr}" ] ;; *) command -v "$$1" ;; esac > /dev/null; }
	missing=()
	while IFS='|' read -r thing packages reason; do
	  present "$$thing" || missing+=("$$thing|$$packages|$$reason")
	done <<< "$$NEEDS"
	(($${#missing[@]})) || exit 0

	root=()
	[ "$$(id -u)" = 0 ] || root=(sudo)
	apt() { "$${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "$$@" > /dev/null; }
	known() { LC_ALL=C apt-cache policy "$$1" 2>/dev/null | grep -q 'Candidate: [^(]'; }
	choose() { for name in "$$@"; do if known "$$name"; then echo "$$name"; return; fi; done; echo "$$1"; }
	install() { apt install -y --no-install-recommends "$$@"; }
	if command -v apt-get > /dev/null && { [ "$$(id -u)" = 0 ] || command -v sudo > /dev/null; }; then
	  known libncurses-dev || apt update || true
	  chosen=()
	  for need in "$${missing[@]}"; do
	    IFS='|' read -r thing packages reason <<< "$$need"
	    name=$$(choose $$packages)
	    chosen+=("$$name")
	    echo "Installing $$name: $$reason"
	  done
	  install "$${chosen[@]}" 2> /dev/null || { apt update && install "$${chosen[@]}"; } || true
	fi

	failed=0
	for need in "$${missing[@]}"; do
	  IFS='|' read -r thing packages reason <<< "$$need"
	  present "$$thing" && continue
	  echo "Missing: $$thing, $$reason (on Debian: $$packages)"
	  case $$thing in /usr/include/*) failed=1 ;; esac
	done
	if ((failed)); then
	  echo "Khabar cannot be built without these headers; please install them and try again."
	  exit 1
	fi

build: setup ## build the release program, .build/release/khabar
	@exec >&2
	[ -x .build/release/khabar ] || echo "Building Khabar. The first time this takes some minutes."
	quiet=$$([ -t 2 ] || echo --quiet)
	$(SWIFT) build $$quiet $(RELEASE) --product khabar

run: build ## open the reader on the shipped edition (make run ARGS="…" for a command)
	@exec .build/release/khabar $(or $(ARGS),--edition data/edition)

test: setup lint check ## check everything: style, rules between modules, tables, all tests
	@$(SWIFT) build --build-tests $(DEBUG)
	fresh=$$(mktemp -d)
	trap 'rm -rf "$$fresh"' EXIT
	.build/debug/generate-tables data/unicode/17.0.0 "$$fresh"
	diff -rq "$$fresh" Sources/Typesetting/Unicode/Tables >&2 || { echo "error: the tables are not what data/unicode gives: make tables" >&2; exit 1; }
	$(SWIFT) test --disable-xctest $(DEBUG)

# Real terminals, and what runs and photographs them.
TERMINALS := xvfb x11-utils x11-xserver-utils xdotool imagemagick dbus dbus-x11 fonts-dejavu-core \
  fonts-liberation xterm mlterm xfce4-terminal konsole kitty alacritty rxvt-unicode stterm pterm foot weston \
  tmux screen libgl1-mesa-dri libegl1

test-terminals: build ## compare the reader in real terminals with what they should show (make test-terminals ARGS="vte kitty")
	@missing=()
	for package in $(TERMINALS); do
	  [ "$$(dpkg-query -W -f '$${db:Status-Status}' $$package 2> /dev/null)" = installed ] || missing+=($$package)
	done
	if (($${#missing[@]})); then
	  echo "Installing $${missing[*]}" >&2
	  root=$$([ "$$(id -u)" = 0 ] || echo sudo)
	  $$root apt-get -qq update || true
	  # One by one: what this system does not have is left out, and said so.
	  for package in "$${missing[@]}"; do
	    $$root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $$package \
	      > /dev/null || echo "$$package cannot be installed" >&2
	  done
	fi
	failed=0
	Tests/Terminals/suite.sh .build/release/khabar .build/terminals $(ARGS) || failed=1
	alone=($(filter-out %+tmux %+screen kitty-arabic,$(ARGS)))
	if (($${#alone[@]})) || [ -z "$(ARGS)" ]; then
	  Tests/Terminals/manners.sh .build/release/khabar .build/terminals "$${alone[@]}" || failed=1
	fi
	exit $$failed

bench: build ## measure, in a release build
	@$(MAKE) setup NEEDS="$$PEERS"
	$(SWIFT) build $(RELEASE) --product benchmarks >&2
	exec .build/release/benchmarks $(ARGS)

justification: ## how rows of articles are filled: ARGS="FOLDER [COLUMNS…]", JSON Lines
	@$(SWIFT) build $(RELEASE) --product benchmarks >&2
	exec .build/release/benchmarks --justification $(ARGS)

SAMPLES ?= ../shared/samples
eval: build ## judge search and related articles by samples with known answers (SAMPLES=FOLDER)
	@$(SWIFT) build $(RELEASE) --product benchmarks >&2
	exec .build/release/benchmarks --evaluate "$(SAMPLES)"

fuzz: setup ## look for texts that break a promise of typesetting (SECONDS=60)
	@mkdir -p .build/fuzz/corpus
	swiftc -O -swift-version 6 -package-name khabar -module-name Typesetting -D FUZZ -parse-as-library \
	  -sanitize=fuzzer,address -o .build/fuzz/typesetting \
	  $$(find Sources/Typesetting -name '*.swift') Tests/TypesettingTests/RowPromises.swift \
	  Tests/Fuzz/TypesettingFuzz.swift
	cp Tests/TypesettingTests/Fixtures/*.tests .build/fuzz/corpus/
	exec .build/fuzz/typesetting -max_total_time=$(or $(SECONDS),60) -max_len=600 -timeout=10 \
	  -artifact_prefix=.build/fuzz/ .build/fuzz/corpus

format: ## format every Swift file in place
	@$(SWIFT) format --in-place --parallel --recursive $(SOURCES)

lint: ## say what the formatter would change or the style forbids
	@$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)

# Rules the compiler does not know.
check: ## search for what may not stand in some modules
	@export $(UTF8)
	failed=0
	forbid() {
	  local reason=$$1
	  shift
	  if grep -rn --include='*.swift' "$$@" >&2; then
	    echo "error: $$reason" >&2
	    failed=1
	  fi
	}
	forbid 'Typesetting and Reader do without Foundation' \
	  -E 'import +Foundation' Sources/Typesetting Sources/Reader
	forbid 'raw bidi controls hide what the source says; write \u{…}' \
	  -P '[\x{61C}\x{200E}\x{200F}\x{202A}-\x{202E}\x{2066}-\x{2069}]' $(SOURCES)
	forbid 'only Terminal talks to ncurses' \
	  -E 'import +CNcurses|shim_' --exclude-dir=Terminal --exclude-dir=TerminalTests $(SOURCES)
	exit $$failed

tables: ## write the Unicode tables anew from data/unicode
	@$(SWIFT) run $(PLAIN) generate-tables data/unicode/17.0.0 Sources/Typesetting/Unicode/Tables

install: build ## install below PREFIX (/usr/local), with DESTDIR before it
	@to="$(DESTDIR)$(PREFIX)"
	install -d "$$to/bin" "$$to/share/khabar/edition"
	install -m 755 .build/release/khabar "$$to/bin/khabar"
	strip "$$to/bin/khabar" 2> /dev/null || true
	(cd data/edition && find . -type f -print0) | while IFS= read -r -d '' file; do
	  install -D -m 644 "data/edition/$$file" "$$to/share/khabar/edition/$$file"
	done
	completion() {
	  install -d "$$to/share/$$2"
	  .build/release/khabar --generate-completion-script "$$1" > "$$to/share/$$2/$$3"
	}
	completion bash bash-completion/completions khabar
	completion zsh zsh/site-functions _khabar
	completion fish fish/vendor_completions.d khabar.fish

clean: ## remove what was built
	@rm -rf .build
