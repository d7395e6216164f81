include config.mk

# Libraries behind one file each; libcsv has no .pc file.
PKGS = inih yaml-0.1 libutf8proc zlib
PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PKGS) 2>/dev/null)
PKG_LIBS := $(shell $(PKG_CONFIG) --libs $(PKGS) 2>/dev/null)
LIBS = -lcsv $(PKG_LIBS)

WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wvla -Wwrite-strings $(WERROR)
ALL_CFLAGS = -std=c17 -D_POSIX_C_SOURCE=200809L -Ilib $(PKG_CFLAGS) \
	$(CPPFLAGS) $(WARN) $(CFLAGS) -MMD -MP \
	-DBLDG_VERSION='"$(VERSION)"' -DBLDG_DATADIR='"$(DATADIR)"'

LAYERS := $(shell cat lib/LAYERS)
LIB_SRC := $(foreach l,$(LAYERS),$(sort $(wildcard lib/$(l)/*.c)))
LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/%.o)
LIB = $(BUILD)/libbldg.a
PROGRAMS := $(patsubst cmd/%.c,$(BUILD)/bin/%,$(sort $(wildcard cmd/*.c)))
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

$(BUILD)/unit/%: $(BUILD)/tests/unit/%.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< $(LIB) -lcmocka $(LIBS)

unit: $(UNIT)
clean:
	rm -rf $(BUILD)

.PHONY: all unit clean
.SECONDARY:

-include $(LIB_OBJ:.o=.d) $(PROGRAMS:$(BUILD)/bin/%=$(BUILD)/cmd/%.d)
