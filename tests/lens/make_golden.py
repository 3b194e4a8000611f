"""Writes golden/command_tokens.json: how Python's shlex splits command lines, one {"line", "tokens", "open"} per line.

    python make_golden.py        (Python 3.11, nothing else)

An open quote, which is an error there, gives the rest of the line as one token.
"""

import json
import pathlib
import random
import shlex

LINES = [
    "",
    " \t\r\n ",
    "a",
    '""',
    '"',
    "'",
    '"" \'\'""',
    r'"C:\Windows\System32\cmd.exe" /c "echo it\'s # not a comment"',
    r'"c:\a b\x.exe"-y --path="c:\a b" \"quoted\" \\server\share\ end\\',
    r"it's don't 'it' ' s",
    '--a="b c" x"y z"w "p"q',
    'open "rest of  the line\t\' x',
    "open 'rest \"of\" it",
    "tabs\tand\r\nlines\n\nand\vvertical\fform",
    "no-break\u00a0space em\u2003space line\u2028separator",
    "\u202egnp.exe \u2066x\u2069 \u05d0\u05d1 \"\u05d0 \u05d1\"",
    "nul\0inside \0 \"a\0 b\"",
    "replacement \ufffd \U0001f600",
]


def split(line):
    lexer = shlex.shlex(line, posix=False)
    lexer.whitespace_split = True
    lexer.commenters = ""
    tokens = []
    try:
        for token in lexer:
            tokens.append(token)
    except ValueError:
        return {"line": line, "tokens": tokens + [lexer.token], "open": True}
    assert tokens == shlex.split(line, posix=False)
    return {"line": line, "tokens": tokens, "open": False}


def main():
    random.seed(20240505)
    lines = LINES + ["".join(random.choices("ab \t\n\"'\\#=", k=random.randrange(30))) for _ in range(300)]
    golden = pathlib.Path(__file__).parent / "golden"
    golden.mkdir(exist_ok=True)
    with open(golden / "command_tokens.json", "w") as out:
        for line in lines:
            out.write(json.dumps(split(line)) + "\n")


if __name__ == "__main__":
    main()
