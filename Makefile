include config.mk

# Libraries behind one file each; libcsv has no .pc file.
PKGS = inih yaml-0.1 libutf8proc zlib minizip expat xlsxwriter
PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PKGS) 2>/dev/null)
PKG_LIBS := $(shell $(PKG_CONFIG) --libs $(PKGS) 2>/dev/null)
LIBS = -lcsv $(PKG_LIBS) -pthread

WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wvla -Wwrite-strings $(WERROR)
ALL_CFLAGS = -std=c17 -D_POSIX_C_SOURCE=200809L -Ilib $(PKG_CFLAGS) \
	$(CPPFLAGS) $(WARN) $(CFLAGS) -MMD -MP \
	-DBLDG_VERSION='"$(VERSION)"' -DBLDG_DATADIR='"$(DATADIR)"'

LAYERS := $(shell cat lib/LAYERS)
LIB_SRC := $(foreach l,$(LAYERS),$(sort $(wildcard lib/$(l)/*.c)))
LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/%.o)
LIB = $(BUILD)/libbldg.a
SCRIPTS := $(patsubst cmd/%.sh,$(BUILD)/bin/%,$(sort $(wildcard cmd/*.sh)))
PROGRAMS := $(patsubst cmd/%.c,$(BUILD)/bin/%,$(sort $(wildcard cmd/*.c))) $(SCRIPTS)
UNIT := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(sort $(wildcard tests/unit/*.c)))

all: $(PROGRAMS)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(LIB): $(LIB_OBJ)
	@rm -f $@
	$(AR) rcs $@ $(LIB_OBJ)

$(BUILD)/bin/%: $(BUILD)/cmd/%.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< $(LIB) $(LIBS)

$(SCRIPTS): $(BUILD)/bin/%: cmd/%.sh config.mk
	@mkdir -p $(@D)
	sed -e 's|@VERSION@|$(VERSION)|' -e 's|@DATADIR@|$(DATADIR)|' $< >$@.new
	chmod 755 $@.new
	mv $@.new $@

$(BUILD)/unit/%: $(BUILD)/tests/unit/%.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< $(LIB) -lcmocka $(LIBS)

# A fuzz target replays its corpus as an ordinary test; with FUZZ=1 the same
# files make libFuzzer targets (CONTRIBUTING.md).
FUZZ_MAIN = $(if $(FUZZ),,$(BUILD)/tests/fuzz/replay.o)
FUZZ_SRC := $(sort $(wildcard tests/fuzz/fuzz_*.c))
FUZZ_BIN := $(FUZZ_SRC:tests/fuzz/%.c=$(BUILD)/fuzz/%)

$(BUILD)/fuzz/%: $(BUILD)/tests/fuzz/%.o $(FUZZ_MAIN) $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) $(if $(FUZZ),-fsanitize=fuzzer) -o $@ $< $(FUZZ_MAIN) $(LIB) $(LIBS)

DEMO_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard data/demo/*.c)))

$(BUILD)/demo/city: $(DEMO_OBJ) $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(DEMO_OBJ) $(LIB) $(LIBS)

# Makes calls of the C library fail: tests/fault/sweep.
$(BUILD)/fault/fault.so: tests/fault/fault.c
	@mkdir -p $(@D)
	$(CC) -std=c17 $(WARN) $(CFLAGS) -fPIC -shared -o $@ $< -ldl

unit: $(UNIT)
fuzz: $(FUZZ_BIN)

# The main job on the made-up city, end to end.
demo:
	@tests/deps build
	@$(MAKE) -s --no-print-directory all $(BUILD)/demo/city
	@data/demo/run $(BUILD)

# Everything in under three minutes; test-full adds sanitizers, valgrind,
# fault sweeps and larger random cities; test-mutants changes the sources.
test:
	@tests/deps test
	@tests/all quick
test-full:
	@tests/deps test
	@tests/all full
test-mutants:
	@tests/deps test
	@tests/mutants/run

# The ledger against DuckDB, Polars, Miller, mawk, sqlite3, as installed.
bench: all
	@mkdir -p $(BUILD)/bench
	@tests/bench/run
	@tests/bench/import
	@tests/bench/classify

check: test

install: all
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1 \
		$(DESTDIR)$(MANDIR)/man5 $(DESTDIR)$(MANDIR)/man7 \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions
	install -m 755 $(PROGRAMS) $(DESTDIR)$(BINDIR)
	install -m 644 man/*.1 $(DESTDIR)$(MANDIR)/man1
	install -m 644 man/*.5 $(DESTDIR)$(MANDIR)/man5
	install -m 644 man/*.7 $(DESTDIR)$(MANDIR)/man7
	for d in codes rules headings plans bluebook; do \
		install -d $(DESTDIR)$(DATADIR)/$$d && \
		install -m 644 data/$$d/* $(DESTDIR)$(DATADIR)/$$d || exit 1; \
	done
	(cd data/monthly && find . -type f) | while read -r f; do \
		install -D -m 644 "data/monthly/$$f" "$(DESTDIR)$(DATADIR)/monthly/$$f" || exit 1; \
	done
	install -d $(DESTDIR)$(DATADIR)/word
	install -m 644 data/word/*.docx data/word/*.lua $(DESTDIR)$(DATADIR)/word
	for p in $(notdir $(PROGRAMS)); do \
		install -m 644 data/completion/bldg \
			$(DESTDIR)$(PREFIX)/share/bash-completion/completions/$$p || exit 1; \
	done

uninstall:
	cd $(DESTDIR)$(BINDIR) && rm -f $(notdir $(PROGRAMS))
	cd $(DESTDIR)$(MANDIR) && rm -f $(patsubst man/%.1,man1/%.1,$(wildcard man/*.1)) \
		$(patsubst man/%.5,man5/%.5,$(wildcard man/*.5)) $(patsubst man/%.7,man7/%.7,$(wildcard man/*.7))
	rm -rf $(DESTDIR)$(DATADIR)
	cd $(DESTDIR)$(PREFIX)/share/bash-completion/completions && rm -f $(notdir $(PROGRAMS))

clean:
	rm -rf $(BUILD)

.PHONY: all unit fuzz demo bench test test-full test-mutants check install uninstall clean
.SECONDARY:

-include $(LIB_OBJ:.o=.d) $(PROGRAMS:$(BUILD)/bin/%=$(BUILD)/cmd/%.d) \
	$(UNIT:$(BUILD)/unit/%=$(BUILD)/tests/unit/%.d) \
	$(FUZZ_BIN:$(BUILD)/fuzz/%=$(BUILD)/tests/fuzz/%.d) $(DEMO_OBJ:.o=.d)
