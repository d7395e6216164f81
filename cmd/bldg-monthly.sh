#!/bin/sh
# bldg-monthly: a workspace, a month, a version (bldg-monthly(1)).
#
# Everything is made in out/.new.PERIOD, from copies of all that it rests on
# (canon/, plans/, rules/, codes/), and becomes out/PERIOD.vN by one rename.
# What is cut off at any step is swept away by the next run.  Nothing that is
# published tells the clock, the user, the host or the folder.
set -u
umask 027

version='@VERSION@'
self=bldg-monthly
us=$(printf '\037') # parts the fields of our own lists: no blank, no comma
state=.monthly      # of the workspace: the lock, what was imported, the log

# ---- languages and messages -------------------------------------------------

environment_lang() { # as in the other programs: C and POSIX say nothing
	for value in "${LC_ALL:-}" "${LC_MESSAGES:-}" "${LANG:-}"; do
		case ${value%%.*} in
		'' | C | POSIX) continue ;;
		zh*) echo zh ;;
		*) echo en ;;
		esac
		return
	done
	echo en
}
lang=$(environment_lang)
quiet=0

text() { # text EN ZH
	if [ "$lang" = zh ]; then printf '%s' "$2"; else printf '%s' "$1"; fi
}

complain() { # complain CODE EN ZH
	echo "$self: $(text 'error: ' '错误: ')$(text "$2" "$3") [$1]" >&2
}

warn() { # warn CODE EN ZH
	[ $quiet = 1 ] || echo "$self: $(text 'warning: ' '警告: ')$(text "$2" "$3") [$1]" >&2
}

note() { # note EN ZH
	[ $quiet = 1 ] || echo "$self: $(text "$1" "$2")" >&2
}

die() { # die CODE EN ZH
	complain "$@"
	exit 2
}

no_space() {
	die write "could not write ($1)" "无法写入（$1）"
}

# ---- the command line -------------------------------------------------------

usage() {
	text 'Usage: bldg-monthly -C DIR [-p PERIOD]
' '用法: bldg-monthly -C DIR [-p PERIOD]
'
}

help() {
	usage
	text '
A workspace, a month, a version: imports raw/, runs the chain, publishes.

  -C, --workspace DIR      the workspace (or BLDG_WORKSPACE)
  -p, --period PERIOD      the period, 2023-06, 2023; by default the newest
                           month in the taxes
      --dry-run            say what would be done, and do nothing
  -q, --quiet              errors only, and the summary
      --lang zh|en         language of messages and of the summary
  -h, --help               print this help
      --version            print the version

Examples:
  bldg-monthly -C /srv/bldg/suzhou
  bldg-monthly -C /srv/bldg/suzhou -p 2023-06 --lang zh

Exit status: 0 done; 1 done, and files or rows were left out, or a check found
something, or, without -p, the newest month was there already; 2 not done.
Manual: man bldg-monthly
' '
一个工作区、一个月、一个版本：导入 raw/，逐步计算，发布。

  -C, --workspace DIR      工作区（或 BLDG_WORKSPACE）
  -p, --period PERIOD      统计期，2023-06、2023；默认为税收中最新的月份
      --dry-run            只说明将做什么，不做
  -q, --quiet              只输出错误和摘要
      --lang zh|en         提示和摘要的语言
  -h, --help               打印本帮助
      --version            打印版本

示例:
  bldg-monthly -C /srv/bldg/suzhou
  bldg-monthly -C /srv/bldg/suzhou -p 2023-06 --lang zh

退出状态: 0 完成；1 完成，但有文件或行未读入、检查发现问题，或未给 -p 而最新
月份已有；2 未完成。
手册：man bldg-monthly
'
}

say_and_exit() { # say_and_exit COMMAND…: its output, checked
	"$@" || no_space "$(text 'standard output' '标准输出')"
	exit 0
}

long_option() { # long_option NAME: the one it begins; $name is empty if none
	name=
	for known in workspace period dry-run quiet lang help version; do
		case $known in
		"$1")
			name=$1
			return
			;;
		"$1"*)
			[ -z "$name" ] || { name=; return; }
			name=$known
			;;
		esac
	done
}

workspace=${BLDG_WORKSPACE:-} period='' dry_run=0
wants_help=0 wants_version=0

unknown_option() {
	die unknown-option "unknown option ($1); see $self --help" "没有这个选项（$1）；见 $self --help"
}

take() { # take NAME [VALUE]
	case $1 in
	workspace) workspace=$2 ;;
	period) period=$2 given_period=$2 ;;
	lang)
		case $2 in
		zh | en) lang=$2 ;;
		*) die option-choice "option --lang takes one of zh|en ($2)" "选项 --lang 只能是 zh|en 之一（$2）" ;;
		esac
		;;
	dry-run) dry_run=1 ;;
	quiet) quiet=1 ;;
	help) wants_help=1 ;;
	version) wants_version=1 ;;
	esac
}

no_value() {
	die option-value "option $1 needs a value" "选项 $1 需要一个值"
}

parse() {
	while [ $# -gt 0 ]; do
		case $1 in
		--)
			shift
			break
			;;
		--*=*)
			long_option "$(printf '%s' "${1%%=*}" | sed 's/^--//')"
			case $name in
			workspace | period | lang) take "$name" "${1#*=}" ;;
			*) unknown_option "$1" ;;
			esac
			;;
		--*)
			long_option "${1#--}"
			case $name in
			workspace | period | lang)
				[ $# -gt 1 ] || no_value "--$name"
				take "$name" "$2"
				shift
				;;
			'') unknown_option "$1" ;;
			*) take "$name" ;;
			esac
			;;
		-?*)
			letters=${1#-}
			while [ -n "$letters" ]; do
				rest=${letters#?}
				case ${letters%"$rest"} in
				q) take quiet ;;
				h) take help ;;
				C | p)
					if [ "${letters%"$rest"}" = C ]; then name=workspace; else name=period; fi
					if [ -n "$rest" ]; then
						take $name "$rest"
					else
						[ $# -gt 1 ] || no_value "-${letters%"$rest"}"
						take "$name" "$2"
						shift
					fi
					rest=
					;;
				*) unknown_option "-${letters%"$rest"}" ;;
				esac
				letters=$rest
			done
			;;
		*) break ;;
		esac
		shift
	done
	[ $# = 0 ] || die operand "no file is taken ($1); see $self --help" "不接受文件参数（$1）；见 $self --help"
}

check_period() { # 2023 is 2023-12
	case $period in
	[0-9][0-9][0-9][0-9]) period=$period-12 ;;
	[0-9][0-9][0-9][0-9]-0[1-9] | [0-9][0-9][0-9][0-9]-1[0-2]) ;;
	*) die option-period "option --period takes a period such as 2023-06 or 2023 ($period)" "选项 --period 应为统计期，如 2023-06 或 2023（$period）" ;;
	esac
}

# ---- small things -----------------------------------------------------------

month_before() { # month_before YYYY-MM
	no=${1#*-}
	no=${no#0} # 08 is no number in base 8
	case $no in
	1) printf '%04d-12' $((${1%-*} - 1)) ;;
	*) printf '%s-%02d' "${1%-*}" $((no - 1)) ;;
	esac
}

year_before() { # year_before YYYY-MM
	printf '%04d-%s' $((${1%-*} - 1)) "${1#*-}"
}

# Fields of canonical CSV; a field with a line break is no list's of ours.
# shellcheck disable=SC2016 # an awk program
awk_csv='
function csv(line, f,    n, c, field, i, quoted) {
	n = 0; field = ""; quoted = 0
	if (index(line, "\"") == 0) return split(line, f, ",")
	for (i = 1; i <= length(line); i++) {
		c = substr(line, i, 1)
		if (quoted) {
			if (c != "\"") field = field c
			else if (substr(line, i + 1, 1) == "\"") { field = field c; i++ }
			else quoted = 0
		} else if (c == "\"") quoted = 1
		else if (c == ",") { f[++n] = field; field = "" }
		else field = field c
	}
	f[++n] = field
	return n
}
'

# The rows of canonical files below their headers, line breaks in cells or
# not: "ROWS FILE".
# shellcheck disable=SC2016 # an awk program
awk_rows='
function tell() { if (name != "") print rows - 1, name }
FNR == 1 { tell(); name = FILENAME; rows = n = 0 }
{ n += gsub(/"/, "\""); if (n % 2 == 0) rows++ }
END { tell() }
'

count_rows() { # count_rows FILE
	awk "$awk_rows" "$1" | cut -d ' ' -f 1
}

link_file() { # link_file FROM TO: a hard link, or a copy on another device
	if [ $dry_run = 1 ]; then
		case $1 in
		/*) ln -s -- "$1" "$2" ;;
		*) ln -s -- "$PWD/$1" "$2" ;;
		esac
		return
	fi
	ln -- "$1" "$2" 2>/dev/null || cp -p -- "$1" "$2" || no_space "$2"
}

# The values of diagnostics can be a taxpayer's: what goes to a mail or a
# journal shows the place and the code, files of out/ show the rest.
masked() {
	awk '
	/\[taken\]$/ { next }
	/^(workspace\.ini|maps\/|plans\/|rules\/)/ || !match($0, /: (error|warning|note|错误|警告|提示): /) { print; next }
	{
		head = substr($0, 1, RSTART + RLENGTH - 1)
		rest = substr($0, RSTART + RLENGTH)
		if (match(rest, /(\(|（).*(\)|）)/))
			rest = substr(rest, 1, RSTART - 1) "(…)" substr(rest, RSTART + RLENGTH)
		print head rest
	}' | head -n 20
}

# ---- one run at a time ------------------------------------------------------

lock() {
	mkdir -p $state || no_space "$state"
	exec 9>>$state/lock || no_space "$state/lock"
	if ! flock -n 9; then
		holder=$(head -n 1 $state/lock)
		# it has the lock, and is about to write who it is
		[ -n "$holder" ] || { sleep 1; holder=$(head -n 1 $state/lock); }
		die locked "the workspace is locked by ${holder:-another run}" "工作区已被锁定：${holder:-另一次运行}"
	fi
	echo "$self, process $$" >$state/lock || no_space "$state/lock"
	trap sweep EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 143' TERM
}

# What a run that was cut off may have left, and ours when it ends.
sweep() {
	rm -rf $state/work $state/import/.new out/.new.* out/.link.*
}

start() {
	sweep
	rm -rf $state/failed
	mend
	mkdir -p "$work" || no_space "$work"
}

# A version that was whole and not yet linked when the run was cut off.
mend() {
	[ -f $state/publishing ] || return 0
	IFS= read -r whole <$state/publishing || whole=
	case $whole in
	????-??.v*[!0-9]* | '') ;;
	????-??.v*)
		if [ -d "out/$whole" ]; then
			note "out/$whole was whole but not linked: linked now" "out/$whole 已完整但未链接：现已链接"
			publish_link "${whole%%.*}" "$whole"
		fi
		;;
	esac
	rm -f $state/publishing
}

# ---- what was delivered -----------------------------------------------------

# files.list: dataset, folder, period, part, file, status, by, map
list_files() {
	set -- bldg-import -C . --files ${period:+-p "$period"} -o "$work/files.csv"
	"$@" --lang "$lang" 2>"$work/said"
	files_status=$?
	if [ $files_status -gt 1 ]; then
		grep -v '\[stands\]' "$work/said" >&2
		die import "what lies in raw/ is not fit to be read" "raw/ 中的文件不能读入"
	fi
	[ $quiet = 1 ] || grep -E ': (warning|警告): ' "$work/said" >&2
	grep -F '[left-out]' "$work/said" >"$work/left"
	[ "$lang" = zh ] || "$@" --lang zh 2>"$work/said"
	# what stands for what is in the manifest; what else lies there may change
	grep -v '\[stands\]' "$work/said" >"$work/delivery.said"
	awk "$awk_csv"'
	NR > 1 {
		if (csv($0, f) != 8 || /\037|\t|\\/) { print; exit 1 }
		print f[1] us f[2] us f[3] us f[4] us f[5] us f[6] us f[7] us f[8]
	}' us="$us" "$work/files.csv" >"$work/files.list" ||
		die file-name "a file of raw/ has a name with control characters or a backslash: $(tail -n 1 "$work/files.list" | tr -d '[:cntrl:]')" "raw/ 中有文件名含控制字符或反斜杠：$(tail -n 1 "$work/files.list" | tr -d '[:cntrl:]')"
	# the bytes of what is read, once
	awk -F "$us" '$6 == "read" || $6 == "carried" { print "raw/" $5; if ($8 != "") print $8 }' \
		"$work/files.list" >"$work/unsorted" || no_space "$work"
	sort -u "$work/unsorted" >"$work/names" || no_space "$work"
	: >"$work/sums"
	[ ! -s "$work/names" ] || tr '\n' '\0' <"$work/names" | xargs -0 sha256sum >"$work/sums" ||
		die read "could not read what lies in raw/" "无法读取 raw/ 中的文件"
}

# "key value" of [workspace] that an import rests on
settings() {
	awk '
	/^[ \t]*\[/ { inside = /^[ \t]*\[[ \t]*workspace[ \t]*\]/; next }
	inside && match($0, /^[ \t]*(city|max_rejects|cumulative|duplicates)[ \t]*=/) {
		k = substr($0, RSTART, RLENGTH - 1)
		v = substr($0, RSTART + RLENGTH)
		gsub(/[ \t]/, "", k)
		gsub(/^[ \t]+|[ \t\r]+$/, "", v)
		print k, v
	}' workspace.ini
}

# What an import of any dataset rests on besides its files: the program, its
# tables, the settings.
import_base() {
	{
		sha256sum <"$(command -v bldg-import)"
		cat "$data"/headings/* "$data"/codes/* | sha256sum
		settings
	} >"$work/base" || no_space "$work"
}

# The units in which datasets are imported: taxes by month where the names
# tell it (by year where figures since January are compared), else whole.
# What an awk wrote is sorted from a file: a pipe would not tell that it died.
units() { # to $work/units.all
	awk -F "$us" -v last="$period" -v first="$first" '
	FNR == NR { if (/^cumulative (check|use)$/) years = 1; next }
	$6 != "read" && $6 != "carried" { next }
	$1 == "taxes" {
		if ($3 == "") whole = 1
		else if ((last == "" || $3 <= last) && (first == "" || $3 >= first))
			seen[years ? substr($3, 1, 4) : $3] = 1
		next
	}
	{ other[$1] = 1 }
	END {
		if (whole) print "taxes"
		else for (m in seen) print "taxes/" m
		for (d in other) print d
	}' "$work/base" "$work/files.list" >"$work/unsorted" || no_space "$work"
	sort "$work/unsorted" >"$work/units.all" || no_space "$work"
}

# ---- import: what was imported once is not imported again -------------------

# Where the results of units are kept, by all that each rests on: "KEY UNIT N"
# to $work/keyed; the sums of the files of each to $work/keys.sums/N.
unit_keys() { # unit_keys [REGISTER…] <UNITS
	cat >"$work/units" || no_space "$work"
	rm -rf "$work/keys" "$work/keys.sums"
	mkdir "$work/keys" "$work/keys.sums" || no_space "$work"
	for register in "$@"; do
		[ ! -f "$work/canon/$register.csv" ] || sha256sum <"$work/canon/$register.csv"
	done >"$work/registers" || no_space "$work"
	awk -F "$us" -v keys="$work/keys" '
	FILENAME ~ /\/(base|registers)$/ { base = base $0 "\n"; next }
	FILENAME ~ /\/units$/ { unit[++n] = $0; text[n] = base $0 "\n"; next }
	FILENAME ~ /\/sums$/ { sum[substr($0, 67)] = substr($0, 1, 64); next }
	$6 != "read" && $6 != "carried" { next }
	{
		for (i = 1; i <= n; i++)
			if (unit[i] == $1 || (index(unit[i], "/") && index($1 "/" $3, unit[i]) == 1)) {
				text[i] = text[i] $1 " " $2 " " $3 " " $4 " " $5 " " sum["raw/" $5] " " $8 " " sum[$8] "\n"
				files[i] = files[i] sum["raw/" $5] "  raw/" $5 "\n"
			}
	}
	END {
		for (i = 1; i <= n; i++) {
			printf "%s", text[i] >(keys "/" i)
			close(keys "/" i)
			printf "%s", files[i] >(keys ".sums/" i)
			close(keys ".sums/" i)
		}
	}' "$work/base" "$work/registers" "$work/units" "$work/sums" "$work/files.list" ||
		no_space "$work"
	(cd "$work/keys" && find . -type f -exec sha256sum {} +) | sed 's|  \./| |' | sort -n -k 2 |
		cut -d ' ' -f 1 | paste -d ' ' - "$work/units" | awk '{ print $0, NR }' >"$work/keyed" ||
		no_space "$work"
	[ "$(grep -c . "$work/keyed")" = "$(grep -c . "$work/units")" ] || no_space "$work"
}

# What a run that failed leaves for a person to read.
leave() { # leave FILE…
	mkdir -p $state/failed
	cp "$@" $state/failed/ 2>/dev/null
	note "more in $state/failed" "详见 $state/failed"
}

# Kept messages are in Chinese; who runs us reads their own language.
import_fails() { # import_fails UNIT STATUS
	if [ "$lang" != zh ]; then
		bldg-import -C . --lang "$lang" ${period:+-p "$period"} --only "$1" \
			-r "$fresh/rejects.csv" -o "$fresh/canon/" 2>"$fresh/said"
	fi
	masked <"$fresh/said" >&2
	leave "$fresh/said" "$fresh/rejects.csv"
	die import "import of $1 failed (status $2)" "导入 $1 失败（状态 $2）"
}

# Imports a unit into the store.
import_new() { # import_new UNIT N
	fresh=$state/import/.new
	note "importing $1" "导入 $1"
	rm -rf "$fresh"
	mkdir -p "$fresh/canon" || no_space "$fresh"
	for register in ids buildings; do
		[ $register = "$1" ] || [ ! -f "$work/canon/$register.csv" ] ||
			link_file "$work/canon/$register.csv" "$fresh/canon/$register.csv"
	done
	bldg-import -C . --lang zh ${period:+-p "$period"} --only "$1" \
		-r "$fresh/rejects.csv" -o "$fresh/canon/" 2>"$fresh/said"
	status=$?
	[ $status -le 1 ] || import_fails "$1" $status
	sha256sum -c --quiet "$work/keys.sums/$2" >"$work/changed" 2>/dev/null ||
		die changed "$(sed -n 's/: FAILED.*//p' "$work/changed" | head -n 1) changed while it was read: run again" "$(sed -n 's/: FAILED.*//p' "$work/changed" | head -n 1) 在读取时被改动：请重新运行"
	for register in ids buildings; do
		[ $register = "$1" ] || rm -f "$fresh/canon/$register.csv"
	done
	(cd "$fresh" && find canon -type f -exec awk "$awk_rows" {} +) >"$fresh/rows" ||
		no_space "$fresh"
	(cd "$fresh" && find canon -type f -exec sha256sum {} +) >"$fresh/sums" || no_space "$fresh"
	echo $status >"$fresh/status" || no_space "$fresh"
	echo "$1" >"$fresh/unit" || no_space "$fresh"
	sync "$fresh"/* || no_space "$fresh"
	mv -T "$fresh" "$state/import/$key" || no_space $state/import
}

link_files() { # link_files FOLDER <NAMES
	if [ $dry_run = 1 ]; then
		sed "s|^|$PWD/|" | tr '\n' '\0' | xargs -0 -r ln -s -t "$1" --
	else
		tr '\n' '\0' >"$work/links"
		xargs -0 -r ln -t "$1" -- <"$work/links" 2>/dev/null ||
			xargs -0 -r cp -p -f -t "$1" -- <"$work/links" || no_space "$1"
	fi
}

# What was imported before is what it was then; else it is imported again.
# canon/ holds links to it, where a hand may have changed it.
check_store() {
	while read -r key unit n; do
		[ ! -d "$state/import/$key" ] || sed "s|  |  $state/import/$key/|" "$state/import/$key/sums"
	done <"$work/keyed" >"$work/kept" || no_space "$work"
	if [ ! -s "$work/kept" ] || sha256sum -c --quiet "$work/kept" >"$work/changed" 2>/dev/null; then
		return 0
	fi
	damaged=1 # and so are the versions that hold it
	sed -n 's/: FAILED.*//p' "$work/changed" >"$work/names.changed"
	while IFS= read -r file; do
		warn changed "${file#"$state/import/"*/} was changed by hand: it is imported again" "${file#"$state/import/"*/} 被改动过：重新导入"
		[ $dry_run = 1 ] || rm -rf "${file%%/canon/*}"
	done <"$work/names.changed"
}

# Room for what is to be written: for results, and thrice the files of raw/
# that are to be imported.
check_space() {
	[ $dry_run = 0 ] || return 0
	while read -r key unit n; do
		[ -d "$state/import/$key" ] || cut -c 67- "$work/keys.sums/$n"
	done <"$work/keyed" >"$work/unread"
	need=0
	[ ! -s "$work/unread" ] ||
		need=$(sort -u "$work/unread" | tr '\n' '\0' | xargs -0 du -k -c -- | tail -n 1 | cut -f 1)
	need=$((need * 3 + 4096))
	mkdir -p out || no_space out
	there=$(df -Pk out | awk 'NR == 2 { print $4 }')
	[ "${there:-0}" -ge $need ] ||
		die no-space "too little room: $need KiB may be needed, $there are free" "空间不足：可能需要 $need KiB，只有 $there KiB"
}

# Puts the results of units into the new canon, imported now or before.
import_units() { # import_units [REGISTER…] <UNITS
	unit_keys "$@"
	check_store
	: >"$work/tables"
	: >"$work/months"
	check_space
	while read -r key unit n; do
		from=$state/import/$key
		if [ ! -d "$from" ]; then
			if [ $dry_run = 1 ]; then
				note "would import $unit" "将导入 $unit"
				unknown=1
				continue
			fi
			import_new "$unit" "$n"
		fi
		echo "$key" >>"$work/used" || no_space "$work"
		IFS= read -r status <"$from/status" || die read "$from is damaged" "$from 已损坏"
		[ "$status" = 0 ] || findings=1
		for file in "$from"/canon/*.csv; do
			[ ! -f "$file" ] || echo "$file" >>"$work/tables" || no_space "$work"
		done
		for file in "$from"/canon/taxes/*.csv; do
			[ ! -f "$file" ] || echo "$file" >>"$work/months" || no_space "$work"
		done
	done <"$work/keyed"
	twice=$(sed 's|.*/||' "$work/months" | sort | uniq -d | head -n 1)
	[ -z "$twice" ] || die month-in-two "taxes of ${twice%.csv} come from two deliveries" "${twice%.csv} 的税收来自两次报送"
	link_files "$work/canon" <"$work/tables"
	link_files "$work/canon/taxes" <"$work/months"
}

# What is kept with the results of the units used, all together.
of_used() { # of_used NAME
	sed "s|.*|$state/import/&/$1|" "$work/used" | xargs cat
}

# Months the period needs: its own year's and last year's.
drop_other_months() {
	for file in "$work"/canon/taxes/*.csv; do
		[ -f "$file" ] || continue # a dry run has none yet
		month=${file##*/}
		month=${month%.csv}
		if [ "${month%-*}${month#*-}" -gt "${period%-*}${period#*-}" ] ||
			[ "${month%-*}${month#*-}" -lt "${first%-*}${first#*-}" ]; then
			rm -f "$file"
		fi
	done
}

# The newest month that the names of taxes bear, if all of them bear one.
named_newest() {
	awk -F "$us" '
	$1 == "taxes" && ($6 == "read" || $6 == "carried") {
		if ($3 == "") none = 1
		if ($3 > newest) newest = $3
	}
	END { if (!none) print newest }' "$work/files.list"
}

settle_period() { # once it is known
	first=$(printf '%04d-01' $((${period%-*} - 1)))
}

# Without -p and without months in the names only the rows tell: all taxes
# are imported first.
import_taxes() {
	[ -n "$period" ] || period=$(named_newest)
	[ -z "$period" ] || settle_period
	units
	grep '^taxes' "$work/units.all" >"$work/wanted"
	import_units <"$work/wanted"
	if [ -z "$period" ]; then
		for file in "$work"/canon/taxes/*.csv; do
			[ ! -f "$file" ] || period=$(basename "$file" .csv)
		done
		[ -n "$period" ] || die no-taxes 'there are no taxes' '没有税收数据'
		list_files
		settle_period
	fi
	[ -f "$work/canon/taxes/$period.csv" ] || [ "$unknown" = 1 ] ||
		die no-taxes "there are no taxes of $period" "没有 $period 的税收数据"
	drop_other_months
}

import_all() {
	mkdir -p "$work/canon/taxes" || no_space "$work"
	: >"$work/used"
	import_base
	import_taxes
	units
	grep -v '^taxes' "$work/units.all" >"$work/all"
	grep -x -e ids -e teams "$work/all" >"$work/wanted"
	import_units <"$work/wanted"
	grep -x buildings "$work/all" >"$work/wanted"
	import_units ids <"$work/wanted"
	grep -vx -e ids -e teams -e buildings "$work/all" >"$work/wanted"
	import_units ids buildings <"$work/wanted"
	for need in buildings tenancies; do
		[ -f "$work/canon/$need.csv" ] || [ "$unknown" = 1 ] ||
			die no-$need "there are no $need" "没有 $need 数据"
	done
}

# ---- what the figures rest on ----------------------------------------------

# Rows of --show-rules as INI: a file each, but those that are there already.
# shellcheck disable=SC2016 # an awk program
awk_settings='
NR > 1 {
	if (csv($0, f) != 6) exit 1
	name = f[5]
	sub(/.*\//, "", name)
	if (!(name in is_new)) is_new[name] = (getline line < (folder "/" name)) < 0
	if (!is_new[name]) next
	if (!((name, f[1]) in text)) order[++n] = name SUBSEP f[1]
	text[name, f[1]] = text[name, f[1]] (f[4] == "workspace" ? "# workspace\n" : "") f[2] " = " f[3] "\n"
}
END {
	for (i = 1; i <= n; i++) {
		split(order[i], at, SUBSEP)
		printf "[%s]\n%s\n", at[2], text[order[i]] >(folder "/" at[1])
	}
}
'

# Settings in force, whole, as files of the form people write.
rules_in_force() { # into $new/rules
	mkdir -p "$new/rules" "$new/codes" || no_space "$new"
	cp "$data"/codes/*.csv "$new/codes/" || no_space "$new"
	for file in "$data"/rules/*; do
		name=${file##*/}
		case $name in *.ini) continue ;; esac
		[ ! -f "rules/$name" ] || file=rules/$name
		cp "$file" "$new/rules/$name" || no_space "$new"
	done
	for program in bldg-rollup bldg-classify plan-check bldg-watch bldg-report; do
		$program -C . --lang "$lang" -q --show-rules -o "$work/rules.$program" 2>"$work/said" || {
			cat "$work/said" >&2
			die rules "$program refuses the rules" "$program 不接受这些规则"
		}
		awk "$awk_csv$awk_settings" folder="$new/rules" "$work/rules.$program" || no_space "$new/rules"
	done
	for file in "$data"/rules/*.ini; do # no rule of the workspace is passed over
		[ -f "$new/rules/${file##*/}" ] || die rules "nobody shows the rules of ${file##*/}" "没有程序列出 ${file##*/} 的规则"
	done
	for program in bldg-rollup bldg-classify plan-check bldg-watch bldg-report; do
		BLDG_DATA=$new $program -q --show-rules -o "$work/rules.csv" 2>/dev/null
		awk "$awk_csv"'
		{ csv($0, f); line = f[1] "]" f[2] "=" f[3] }
		FNR == NR { want[FNR] = line; n = FNR; next }
		line != want[FNR] { exit 1 }
		END { if (FNR != n) exit 1 }' "$work/rules.$program" "$work/rules.csv" ||
			die rules "the rules of $program cannot be kept" "$program 的规则未能保存"
	done
}

# The plans as of the period: a later revision changes nothing that was said.
plans_in_force() { # into $new/plans
	mkdir -p "$new/plans" || no_space "$new"
	for file in plans/*.yaml; do
		[ -f "$file" ] || return 0
	done
	plan-check --lang "$lang" -q -p "$period" --plans plans/*.yaml \
		-o "$work/plans.csv" 2>"$work/said" || {
		cat "$work/said" >&2
		die plans 'a plan has findings' '行动计划有问题'
	}
	awk "$awk_csv"'NR > 1 { csv($0, f); print f[1] ".r" f[3] ".yaml " f[6] }' \
		"$work/plans.csv" >"$work/plans.list"
	while read -r name file; do
		cp "$file" "$new/plans/$name" || no_space "$new"
	done <"$work/plans.list"
}

# The part of workspace.ini that figures and reports rest on.
settings_in_force() { # into $new/workspace.ini
	awk '
	/^[ \t]*[#;]/ || /^[ \t\r]*$/ { next }
	/^[ \t]*\[/ { inside = /^[ \t]*\[[ \t]*(workspace|report)[ \t]*\]/ }
	inside && !/^[ \t]*(late|max_rejects|cumulative|duplicates)[ \t]*=/ { sub(/[ \t\r]+$/, ""); print }' \
		workspace.ini >"$new/workspace.ini" || no_space "$new"
}

# Results of other periods that this one is held against: of the month
# before, of the same months of last year.
take_previous() { # into $new/previous, $new/last-year
	before=$(month_before "$period")
	last=$(year_before "$period")
	for of in "$before previous" "$last last-year"; do
		for name in classified districts industries; do
			from=out/${of% *}/$name.csv to=$new/${of#* }
			[ -f "$from" ] || continue
			mkdir -p "$to" || no_space "$new"
			link_file "$from" "$to/$name.csv"
		done
	done
}

assemble() {
	new="$work/new"
	[ $dry_run = 1 ] || new=out/.new.$period
	rm -rf "$new"
	mkdir -p "$new" || no_space "$new"
	mv "$work/canon" "$new/canon" 2>/dev/null || cp -pR "$work/canon" "$new/canon" || no_space "$new"
	rules_in_force
	plans_in_force
	settings_in_force
	take_previous
}

# ---- what a version says of itself ------------------------------------------

# shellcheck disable=SC2048,SC2086 # expanded there, not here
in_new() { # in_new 'PATTERN'…: names in the new version; they hold no blank
	(
		cd "$new" || exit 2
		for file in $*; do
			[ ! -f "$file" ] || echo "$file"
		done
	)
}

# Lines of manifest.csv for files of the new version ($work/named); names of
# ours hold no comma.  What was imported was counted and summed then.
describe() { # describe ROLE [VERSION]
	[ -s "$work/named" ] || return 0
	if [ "$1" = canon ]; then
		of_used sums >"$work/sum" || no_space "$work"
		of_used rows >"$work/counted" || no_space "$work"
	else
		(cd "$new" && tr '\n' '\0' | xargs -0 sha256sum) <"$work/named" >"$work/sum" ||
			no_space "$work"
		grep '\.csv$' "$work/named" >"$work/tables"
		(cd "$new" && tr '\n' '\0' | xargs -0 -r awk "$awk_rows") <"$work/tables" >"$work/counted" ||
			no_space "$work"
	fi
	(cd "$new" && tr '\n' '\0' | xargs -0 wc -c) <"$work/named" >"$work/bytes" || no_space "$work"
	awk -v role="$1" -v of="${2:-}" '
	FILENAME ~ /\/counted$/ { rows[$2] = $1; next }
	FILENAME ~ /\/bytes$/ { bytes[$2] = $1; next }
	$2 in bytes { print $2 "," $1 "," bytes[$2] "," rows[$2] "," role "," of }' \
		"$work/counted" "$work/bytes" "$work/sum" || no_space "$work"
}

version_of() { # version_of PERIOD: that in force
	[ ! -L "out/$1" ] || readlink "out/$1"
}

describe_inputs() { # to $work/inputs
	{
		in_new 'canon/*.csv canon/taxes/*.csv' >"$work/named" && describe canon
		in_new 'plans/*.yaml' >"$work/named" && describe plan
		in_new 'rules/*' >"$work/named" && describe rule
		in_new 'codes/*' >"$work/named" && describe code
		in_new workspace.ini >"$work/named" && describe setting
		in_new 'previous/*.csv' >"$work/named" && describe previous "$(version_of "$before")"
		in_new 'last-year/*.csv' >"$work/named" && describe previous "$(version_of "$last")"
	} >"$work/inputs"
}

# path sha256 of the rows of some roles, in the order of paths
of_roles() { # of_roles FILE ROLE|ROLE…
	awk -F, -v roles="|$2|" 'index(roles, "|" $5 "|") { print $1, $2 }' "$1" | sort
}

inputs='canon|plan|rule|code|setting|previous'
outputs='output|report'

newest_version() { # newest_version PERIOD: its number, or 0
	most=0
	for file in out/"$1".v*; do
		[ -d "$file" ] || continue
		file=${file##*.v}
		case $file in *[!0-9]*) continue ;; esac
		[ "$file" -le "$most" ] || most=$file
	done
	echo "$most"
}

same_inputs() { # as those of the newest version
	[ "$old" -gt 0 ] || return 1
	of_roles "out/$period.v$old/manifest.csv" "$inputs" >"$work/were"
	of_roles "$work/inputs" "$inputs" >"$work/are"
	cmp -s "$work/were" "$work/are"
}

tools() { # as manifest.csv has them
	for program in bldg-classify bldg-import bldg-monthly bldg-report bldg-rollup bldg-score bldg-watch plan-check plan-merge; do
		said=$($program --version) || die read "$program does not run" "$program 不能运行"
		echo "$program,,,,program,${said##* }" || no_space "$work"
	done
}

same_tools() {
	awk -F, '$5 == "program"' "out/$period.v$old/manifest.csv" | cmp -s - "$work/tools"
}

# ---- the chain --------------------------------------------------------------

# step OUTPUT COMMAND…: a row of the table below.  It runs in the folder of
# the new version and finds rules and codes there, so that the same command
# makes the same bytes again.
step() {
	output=$1
	shift
	if [ $dry_run = 1 ]; then
		note "would run $* -o $output" "将运行 $* -o $output"
		mkdir -p "$new/$(dirname "$output")"
		: >"$new/$output"
		return
	fi
	note "$output" "$output"
	(cd "$new" && BLDG_DATA=. "$@" --lang zh -o "$output") 2>"$work/said"
	status=$?
	if [ $status -gt 1 ]; then
		[ "$lang" = zh ] ||
			(cd "$new" && BLDG_DATA=. "$@" --lang "$lang" -o "$output") 2>"$work/said"
		masked <"$work/said" >&2
		leave "$work/said"
		die step "$1 failed (status $status): $output" "$1 失败（状态 $status）：$output"
	fi
	[ $status = 0 ] || found="$found $output"
	[ -s "$new/$output" ] || die step "$1 left no $output" "$1 没有写出 $output"
	{
		echo "== $output" || no_space "$new"
		grep -v '\[taken\]$' "$work/said"
		[ $? -le 1 ] || no_space "$new"
	} >>"$new/messages.txt"
}

has() { # has FILE: in the new version
	[ -f "$new/$1" ]
}

given() { # given OPTION FILE, given OPTION NAME=FILE: where it is there
	if has "${2#*=}"; then printf '%s %s' "$1" "$2"; fi
}

# shellcheck disable=SC2046,SC2086 # names of ours have no blanks
chain() {
	base='-b canon/buildings.csv -t canon/tenancies.csv'
	taxes=$(in_new 'canon/taxes/*.csv' | tr '\n' ' ')
	lists="$(given -R canon/recognitions.csv) $(given -B canon/base.csv)"
	events=$(given --events canon/events.csv)
	services=$(given --services canon/services.csv)
	matters=$(given --matters canon/matters.csv)
	facts="$lists $events $services $matters
		$(given --retrofits canon/retrofits.csv)
		$(given --projects canon/projects.csv)
		$(given --teams canon/teams.csv)
		$(given --last-year last-year/classified.csv)"
	plans=$(in_new 'plans/*.yaml' | tr '\n' ' ')

	step indicators.csv bldg-rollup -p "$period" $base --unattributed unattributed.csv --months months.csv $taxes
	step districts.csv bldg-rollup -p "$period" $base --by district $taxes
	step industries.csv bldg-rollup -p "$period" $base --by industry $taxes
	step specialties.csv bldg-rollup -p "$period" $base --by specialty $taxes
	! has canon/teams.csv || step teams.csv bldg-rollup -p "$period" $base --by team $taxes
	step classified.csv bldg-classify $lists indicators.csv
	# a month before that was not published is computed from the same data
	if ! has previous/classified.csv; then
		mkdir -p "$new/previous" || no_space "$new"
		step previous/indicators.csv bldg-rollup -p "$before" $base $taxes
		step previous/classified.csv bldg-classify $lists previous/indicators.csv
	fi
	step watch.csv bldg-watch --reasons -t canon/tenancies.csv previous/classified.csv classified.csv
	# the year, where last year's end is published
	case $period in
	*-12) ! has last-year/classified.csv || step watch-year.csv bldg-watch --reasons -t canon/tenancies.csv last-year/classified.csv classified.csv ;;
	esac
	[ -n "$plans" ] || return 0
	step completion.csv plan-check -p "$period" --classified classified.csv --districts districts.csv -b canon/buildings.csv $facts $plans
	step tasks.csv plan-check -p "$period" --tasks $plans
	[ -z "$events" ] || step cadence.csv plan-check -p "$period" --cadence $events $plans
	if [ -n "$matters" ]; then
		step agenda.csv plan-check -p "$period" --ledger agenda -b canon/buildings.csv $matters $plans
		step departments.csv plan-check -p "$period" --ledger departments -b canon/buildings.csv $matters $plans
	fi
	[ -z "$services" ] || step services.csv plan-check -p "$period" --ledger services -b canon/buildings.csv $services $plans
	step targets.csv plan-merge -y "${period%-*}" $plans
	scored="-s rules/evaluation.yaml -p $period --classified classified.csv --districts districts.csv
		--completion completion.csv --tasks tasks.csv $(given --cadence cadence.csv)"
	step scores.csv bldg-score $scored
	step supervision.csv bldg-score --supervision $scored
}

# What people read: report, what it is made from, what else it takes.
# shellcheck disable=SC2046,SC2086 # names of ours have no blanks
reports() {
	mkdir -p "$new/report" || no_space "$new"
	before_classified=$(given --previous previous/classified.csv)
	while read -r report file options; do
		! has "$file" || step "report/$report.txt" bldg-report "$report" $options -f text "$file"
	done <<-END
		completion completion.csv
		targets targets.csv
		key classified.csv
		crossings classified.csv
		high-output classified.csv $before_classified
		nurture classified.csv
		specialty classified.csv $(given --with recognitions=canon/recognitions.csv)
		movers classified.csv
		distribution classified.csv
		watch watch.csv -b canon/buildings.csv --with classified=classified.csv $before_classified
		sensitivity classified.csv --with unattributed=unattributed.csv
		quality classified.csv -b canon/buildings.csv --with tenancies=canon/tenancies.csv --with unattributed=unattributed.csv --with rejects=rejects.csv
		districts districts.csv --with classified=classified.csv $(given --with completion=completion.csv) $(given --previous last-year/districts.csv)
		industries industries.csv $(given --previous last-year/industries.csv)
		projects canon/projects.csv
		retrofits canon/retrofits.csv -b canon/buildings.csv
		events canon/events.csv -p $period
		matters agenda.csv
		services services.csv
		cadence cadence.csv
		tasks tasks.csv
		scores scores.csv
	END
	if has teams.csv && has last-year/classified.csv; then
		step report/teams.txt bldg-report teams -f text --previous last-year/classified.csv --with teams=canon/teams.csv classified.csv
	fi
}

# Which published figures changed, and through which rows.
revisions() {
	[ "$old" -gt 0 ] || return 0
	was=$found
	step revisions.csv bldg-watch --revisions "../$period.v$old" .
	step report/revisions.txt bldg-report revisions -f text --with classified=classified.csv revisions.csv
	found=$was # that something changed is why there is a version
}

# A workspace in which the new version is in force already.
desk() {
	desk=$PWD/$work/desk
	rm -rf "$desk"
	mkdir -p "$desk/out" || no_space "$desk"
	cp "$new/workspace.ini" "$desk/" || no_space "$desk"
	for file in out/????-?? out/"$period".v*; do
		if [ -d "$file" ] && [ "$file" != "out/$period" ]; then
			ln -s "$PWD/$file" "$desk/$file" || no_space "$desk"
		fi
	done
	ln -s "$PWD/$new" "$desk/out/$period.v$number" || no_space "$desk"
	ln -s "$period.v$number" "$desk/out/$period" || no_space "$desk"
}

document() { # document REPORT FILE: what goes out, to read and as a workbook
	for form in html xlsx; do
		note "$2.$form" "$2.$form"
		(cd "$new" && BLDG_DATA=. bldg-report "$1" -q -C "$desk" -p "$period" --lang zh -o "$2.$form") 2>"$work/said" && continue
		masked <"$work/said" >&2
		leave "$work/said"
		die step "bldg-report failed: $2.$form" "bldg-report 失败：$2.$form"
	done
}

# Made of all of the above, as bldg-report makes them of a workspace.
documents() {
	desk
	list_files_of_version
	document monthly report
	case $period in *-12) document bluebook bluebook ;; esac
	in_new 'report.html report.xlsx bluebook.html bluebook.xlsx' >"$work/named"
	describe document >>"$work/outputs"
}

# ---- publishing -------------------------------------------------------------

describe_outputs() { # to $work/outputs
	{
		in_new '*.csv previous/*.csv' | grep -vx -e manifest.csv -e rejects.csv |
			grep -vxFf "$work/input.names" >"$work/named" && describe output
		in_new 'report/*' >"$work/named" && describe report
		in_new 'rejects.csv messages.txt' >"$work/named" && describe diagnostics
	} >"$work/outputs"
}

describe_raw() { # what the canon was made from; not kept with the version
	tr '\n' '\0' <"$work/names" | xargs -0 wc -c >"$work/bytes" || no_space "$work"
	awk -F "$us" '
	FILENAME ~ /\/sums$/ { sum[substr($0, 67)] = substr($0, 1, 64); next }
	FILENAME ~ /\/bytes$/ {
		sub(/^ */, "")
		at = index($0, " ")
		bytes[substr($0, at + 1)] = substr($0, 1, at - 1)
		next
	}
	function put(file, role) {
		name = file
		if (name ~ /[",]/) { gsub(/"/, "\"\"", name); name = "\"" name "\"" }
		print name "," sum[file] "," bytes[file] ",," role ","
	}
	$6 == "read" { put("raw/" $5, "raw") }
	$6 == "carried" { put("raw/" $5, "carried") }
	($6 == "read" || $6 == "carried") && $8 != "" { put($8, "map") }' \
		"$work/sums" "$work/bytes" "$work/files.list" >"$work/unsorted" &&
		sort -u "$work/unsorted"
}

# What was rejected, and what was said, unit by unit.
collect_rejects() {
	cp "$work/delivery.said" "$new/messages.txt" || no_space "$new"
	awk -v store="$state/import/" -v rejects="$new/rejects.csv" '
	{
		folder = store $0 "/"
		getline unit <(folder "unit")
		print "== " unit
		while ((getline line <(folder "said")) > 0)
			if (line !~ /\[taken\]$/) print line
		for (n = 0; (getline line <(folder "rejects.csv")) > 0; n++)
			if (n > 0 || NR == 1) print line >rejects
		close(folder "unit"); close(folder "said"); close(folder "rejects.csv")
	}' "$work/used" >>"$new/messages.txt" || no_space "$new"
}

list_files_of_version() { # to manifest.csv
	{
		echo path,sha256,bytes,rows,role,version || no_space "$new"
		sort -u "$work/inputs" "$work/outputs" "$work/tools" "$work/raw" || no_space "$new"
	} >"$new/manifest.csv"
}

# manifest.csv says of every file what it is, SHA256SUMS holds the same sums:
# each file was read once, and none is missing.
seal() {
	list_files_of_version
	sum=$(sha256sum <"$new/manifest.csv") || no_space "$new"
	{
		awk -F, '$5 != "program" { print $2 "  " $1 }' "$work/inputs" "$work/outputs"
		echo "${sum%% *}  manifest.csv"
	} | sort -k 2 >"$new/SHA256SUMS" || no_space "$new"
	(cd "$new" && find . -type f ! -name SHA256SUMS | sed 's|^\./||' | sort) >"$work/there"
	cut -c 67- "$new/SHA256SUMS" | cmp -s - "$work/there" ||
		die read 'what was written is not what was to be written' '写出的文件与应有的不符'
	find "$new" -type f -exec chmod 0440 {} + || no_space "$new"
	find "$new" -exec sync {} + || no_space "$new"
}

publish_link() { # publish_link PERIOD VERSION
	rm -f "out/.link.$1"
	ln -s "$2" "out/.link.$1" || no_space "out/$1"
	mv -T "out/.link.$1" "out/$1" || no_space "out/$1"
	sync out
	# when what was published: a log of the job, not a part of what it says
	sum=$(sha256sum <"out/$2/SHA256SUMS") || no_space "out/$2"
	grep -q "^$2 " $state/published 2>/dev/null ||
		echo "$2 $(date -u +%Y-%m-%dT%H:%M:%SZ) ${sum%% *}" >>$state/published ||
		no_space $state/published
}

publish() {
	echo "$period.v$number" >$state/publishing || no_space $state
	sync $state/publishing $state
	mv -T "$new" "out/$period.v$number" || no_space out
	sync out
	publish_link "$period" "$period.v$number"
	rm -f $state/publishing
}

# canon/ is that of the newest period: what -C takes.
refresh_canon() {
	for file in out/????-??; do
		[ -L "$file" ] && newest=$(readlink "$file")
	done
	is=
	[ ! -f $state/canon ] || IFS= read -r is <$state/canon
	[ -n "$newest" ] && [ "$is" != "$newest" ] || return 0
	mkdir -p canon/taxes || no_space canon
	rm -f $state/canon
	for file in "out/$newest"/canon/*.csv "out/$newest"/canon/taxes/*.csv; do
		[ -f "$file" ] || continue
		to=canon/${file#"out/$newest/canon/"}
		[ ! -f "$to" ] || [ -z "$(find "$to" -samefile "$file")" ] || continue
		rm -f "${to%/*}/.new"
		link_file "$file" "${to%/*}/.new"
		mv -f "${to%/*}/.new" "$to" || no_space canon
	done
	for file in canon/*.csv; do
		[ -f "out/$newest/$file" ] ||
			note "$file is not from raw/: left as it is" "$file 不是由 raw/ 得来：未动"
	done
	echo "$newest" >$state/canon || no_space $state
}

# What no version holds and this run did not use.
clear_store() {
	for file in "$state"/import/*; do
		[ -d "$file" ] || continue
		grep -qx "${file##*/}" "$work/used" && continue
		[ -n "$(find "$file/canon" -type f -links +1 | head -n 1)" ] || rm -rf "$file"
	done
}

# ---- the summary ------------------------------------------------------------

column() { # column FILE NAME: its values below the header
	awk "$awk_csv"'
	NR == 1 { n = csv($0, f); for (i = 1; i <= n; i++) if (f[i] == name) at = i; next }
	at { csv($0, f); print f[at] }' name="$2" "$1"
}

# "high 4, low 2": in the order of weight; in Chinese as the tables have it
tally() { # tally <VALUES
	awk -v zh="$(text '' 1)" '
	{ n[$1]++ }
	END {
		split("high 高 medium 中 low 低 done 已完成 ahead 超序时 behind 慢于序时 lagging 滞后 missed 未完成 open 年底考核 unknown 缺数据 none 无目标", w, " ")
		for (i = 1; i in w; i += 2)
			if (w[i] in n)
				printf "%s%s %d", k++ ? (zh ? "、" : ", ") : "", zh ? w[i + 1] : w[i], n[w[i]]
		print k ? "" : zh ? "无" : "none"
	}'
}

city_targets() { # the city's own stand first
	awk "$awk_csv"'
	NR == 1 { n = csv($0, f); for (i = 1; i <= n; i++) at[f[i]] = i; next }
	{ csv($0, f); if (NR == 2) city = f[at["scope"]] }
	f[at["scope"]] == city { print f[at["status"]] }' "$new/completion.csv"
}

city_value() { # city_value NAME: of the last row of districts.csv
	column "$new/districts.csv" "$1" | tail -n 1
}

summary() {
	text "$period, version $number" "$period 第 $number 版"
	[ "$old" = 0 ] || text ", replaces version $old" "，替代第 $old 版"
	echo
	yoy=$(city_value tax_yoy_pct)
	text "Tax: $(city_value tax_yuan) yuan${yoy:+ ($yoy % on the year)} of $(city_value buildings) buildings, months of data: $(city_value tax_months)
" "全口径税收 $(city_value tax_yuan) 元${yoy:+（同比 $yoy%）}，楼宇 $(city_value buildings) 幢，数据月数 $(city_value tax_months)
"
	text 'Buildings above 1 yi: ' '亿元楼宇：'
	column "$new/classified.csv" tier | grep -cE '^(1|5|10)yi$'
	if has completion.csv; then
		text "The city's targets: " '市级目标：'
		city_targets | tally
	fi
	if has watch.csv; then
		text 'To be watched: ' '监测提示：'
		column "$new/watch.csv" severity | tally
	fi
	awk -F "$us" -v late="$(text 'Late: ' '未报：')" -v carried="$(text 'Carried: ' '沿用：')" \
		-v left="$(text 'Left out: ' '未读：')" -v more="$(text 'Left out besides: ' '此外未读：')" '
	$6 == "late" { print late "raw/" $2 " " $1 " " $3 ($4 == "" ? "" : " " $4) }
	$6 == "carried" { print carried "raw/" $5 }
	$6 == "left-out" && ++n <= 10 { print left "raw/" $5 }
	END { if (n > 10) print more n - 10 }' "$work/files.list"
	rejected=$(($(count_rows "$new/rejects.csv")))
	[ $rejected = 0 ] || text "Rejected: $rejected (out/$period/rejects.csv)
" "退回：$rejected 处（out/$period/rejects.csv）
"
	[ -z "$found" ] || text "Findings:$found (out/$period/messages.txt)
" "检查发现问题：${found# }（out/$period/messages.txt）
"
	if has revisions.csv; then
		changed=$(column "$new/revisions.csv" kind | grep -cx figure)
		text "Changed figures: $changed (out/$period/revisions.csv)
" "变化的数：$changed 个（out/$period/revisions.csv）
"
	fi
	text "Files: out/$period (out/$period.v$number), messages in out/$period/messages.txt
" "文件：out/$period（out/$period.v$number），提示见 out/$period/messages.txt
"
	! has report/completion.txt || { echo; sed '/^$/,$d' "$new/report/completion.txt"; }
}

# ---- the run ----------------------------------------------------------------

# A file that came after the version, and that nothing names, is told even
# where only errors are: whoever sent it takes it for read.
tell_left() {
	[ $quiet = 0 ] || ! grep -F '[left-out]' "$work/delivery.said" |
		grep -vxFq -f "out/$period/messages.txt" || cat "$work/left" >&2
}

unchanged() {
	tell_left
	note "$period: nothing has changed since version $old" "$period：自第 $old 版以来没有变化"
	if [ $dry_run = 0 ]; then
		refresh_canon
		clear_store
	fi
	[ -n "$given_period" ] || exit 1
	exit $files_status
}

make_version() {
	old=$(newest_version "$period")
	assemble
	describe_inputs
	cut -d , -f 1 "$work/inputs" >"$work/input.names" || no_space "$work"
	tools >"$work/tools"
	if [ $unknown = 0 ] && [ $damaged = 0 ] && same_inputs && same_tools; then
		unchanged
	fi
	number=$((old + 1))
	[ $dry_run = 1 ] && note "would make out/$period.v$number" "将生成 out/$period.v$number"
	[ $dry_run = 1 ] || collect_rejects
	chain
	reports
	[ $dry_run = 0 ] || exit 0
	describe_outputs
	if [ $damaged = 0 ] && same_inputs; then # other tools: a version only where they say other
		of_roles "out/$period.v$old/manifest.csv" "$outputs" | grep -v -e '^revisions.csv ' -e '^report/revisions.txt ' >"$work/were"
		of_roles "$work/outputs" "$outputs" >"$work/are"
		! cmp -s "$work/were" "$work/are" || unchanged
	fi
	revisions
	describe_outputs
	describe_raw >"$work/raw" || no_space "$work"
	documents
	seal
	said=$(summary) || die read 'the summary failed' '摘要未能生成'
	publish
	printf '%s\n' "$said" || no_space "$(text 'standard output' '标准输出')"
	refresh_canon
	clear_store
	[ $findings = 0 ] && [ -z "$found" ] && [ $files_status = 0 ] || exit 1
}

main() {
	given_period='' findings=0 found='' damaged=0 unknown=0 files_status=0 first=''
	parse "$@"
	[ $wants_help = 0 ] || say_and_exit help
	[ $wants_version = 0 ] || say_and_exit echo "$self (bldg) $version"
	[ -z "$period" ] || check_period
	[ -n "$workspace" ] || die usage 'name the workspace with -C DIR, or in BLDG_WORKSPACE; see bldg-monthly --help' '请用 -C DIR 或 BLDG_WORKSPACE 指定工作区；见 bldg-monthly --help'
	here=$(cd "$(dirname "$0")" && pwd) && PATH=$here:${PATH:-/usr/bin:/bin}
	data=${BLDG_DATA:-}
	[ -n "$data" ] || data=${here%/*}/share/bldg # as the programs find it
	[ -n "${BLDG_DATA:-}" ] || [ -d "$data" ] || data=@DATADIR@
	[ -d "$data" ] || die no-data-folder "there is no data folder $data, with codes, headings and rules: install the programs (make install), or set BLDG_DATA to the folder data of the sources" \
		"没有数据文件夹 $data（代码表、表头、规则）：请安装（make install），或将 BLDG_DATA 设为源码中的 data 文件夹"
	data=$(cd "$data" && pwd)
	unset BLDG_WORKSPACE CDPATH
	export PATH BLDG_DATA="$data" LC_ALL=C TZ=UTC
	cd -- "$workspace" 2>/dev/null || die no-workspace "the workspace $workspace is no folder" "工作区 $workspace 不是文件夹"
	[ -f workspace.ini ] || die no-workspace "$workspace has no workspace.ini" "$workspace 没有 workspace.ini"
	if [ $dry_run = 1 ]; then
		work=$(mktemp -d) || no_space "${TMPDIR:-/tmp}"
		trap 'rm -rf "$work"' EXIT
	else
		work=$state/work
		lock
		start
	fi
	list_files
	import_all
	make_version
}

main "$@"
