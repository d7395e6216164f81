"""Mutants of a C source: one operator changed at a time.

A mutant is named by its file, its function, the text of its line and what is
changed there, so that its name survives lines that come and go elsewhere.
"""
import re

SWAPS = {">": ">=", ">=": ">", "<": "<=", "<=": "<", "==": "!=", "!=": "==",
         "&&": "||", "||": "&&", "+": "-", "-": "+", "+=": "-=", "-=": "+=",
         "rule_and": "rule_or", "rule_or": "rule_and"}
COMPARISONS = (">", ">=", "<", "<=", "==", "!=")
TOKEN = re.compile(r"""
    (?P<skip> /\*.*?\*/ | //[^\n]* | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' )
  | (?P<word> [A-Za-z_]\w* )
  | (?P<number> \d[\w.]* )
  | (?P<sign> -> | \+\+ | -- | <<=? | >>=? | <= | >= | == | != | && | \|\|
            | \+= | -= | \*= | /= | %= | &= | \|= | \^= | [-+*/%<>=!&|^~?:;,.(){}\[\]] )
  | (?P<line> \n ) | (?P<blank> \s ) | (?P<other> . )
""", re.X | re.S)
FUNCTION = re.compile(r"^(?!static|struct|enum|union|typedef|const|extern)"
                      r"([a-z_]\w*)\(")


def blanked(text):
    """Directives without their text, for nothing in them is changed."""
    out, inside = [], False
    for line in text.split("\n"):
        inside = inside or line.startswith("#")
        out.append(" " * len(line) if inside else line)
        inside = inside and line.endswith("\\")
    return "\n".join(out)


def tokens(text):
    for m in TOKEN.finditer(blanked(text)):
        if m.lastgroup not in ("skip", "blank", "line"):
            yield m.lastgroup, m.group(), m.start()


def is_binary(before):
    """Does + or - after this token join two operands?"""
    if before is None:
        return False
    kind, text, _ = before
    return (kind == "number" or text in (")", "]")
            or (kind == "word" and text not in ("return", "case")))


def loop_headers(list_of):
    """Numbers of the tokens between the brackets of `for`."""
    found, i = set(), 0
    while i < len(list_of):
        if list_of[i][1] == "for":
            depth, i = 1, i + 2
            while depth > 0:
                depth += {"(": 1, ")": -1}.get(list_of[i][1], 0)
                found.add(i)
                i += 1
        i += 1
    return found


def changes(text):
    """(offset, length, replacement, what) of each mutant."""
    list_of = list(tokens(text))
    headers = loop_headers(list_of)
    for i, (kind, word, at) in enumerate(list_of):
        before = list_of[i - 1] if i else None
        after = list_of[i + 1] if i + 1 < len(list_of) else None
        if kind == "number" and re.fullmatch(r"\d+", word) and (
                before[1] in COMPARISONS or after[1] in COMPARISONS) and not (
                    word == "0" and list_of[i - 2][1] == "n"):
            yield at, len(word), str(int(word) + 1), "+1"
        if word == "!" and kind == "sign":
            yield at, 1, "", "drop"
        elif word == "rule_not":
            yield at, len(word), "", "drop"
        elif i in headers and word in ("<", "<="):
            # one past the end would be the sanitizers' to see
            yield at, len(word), "+ 1 " + word, "last"
        elif word in SWAPS and (kind == "word" or word not in "+-"
                                or is_binary(before)):
            yield at, len(word), SWAPS[word], SWAPS[word]


def functions(text):
    """(line number, name): names stand in column 1 of definitions."""
    found = [(0, "-")]
    for number, line in enumerate(text.split("\n")):
        m = FUNCTION.match(line)
        if m:
            found.append((number, m[1]))
    return found


class Mutant:
    def __init__(self, path, text, function, change, count):
        self.path, self.function = path, function
        at, length, new, what = change
        self.operator = text[at:at + length]
        self.line = text.count("\n", 0, at) + 1
        shown = text.split("\n")[self.line - 1].strip()
        self.name = "%s %s: %s [%s %s%s]" % (
            path, function, shown, text[at:at + length] or "!", what,
            " #%d" % count if count > 1 else "")
        self.text = text[:at] + new + text[at + length:]


def mutants(path, text):
    starts, seen = functions(text), {}
    for change in changes(text):
        line = text.count("\n", 0, change[0])
        function = [name for number, name in starts if number <= line][-1]
        key = (function, text.split("\n")[line].strip(),
               text[change[0]:change[0] + change[1]], change[3])
        seen[key] = seen.get(key, 0) + 1
        yield Mutant(path, text, function, change, seen[key])
