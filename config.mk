# What a packager changes.
VERSION = 0.1.0
PREFIX = /usr/local
BINDIR = $(PREFIX)/bin
MANDIR = $(PREFIX)/share/man
DATADIR = $(PREFIX)/share/bldg

CC = cc
CFLAGS = -O2 -g
CPPFLAGS =
LDFLAGS =
PKG_CONFIG = pkg-config
# CI sets WERROR=-Werror
WERROR =
BUILD = build
