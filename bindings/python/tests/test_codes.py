"""The registry of codes is the same as in docs/CODES.md, which is compared with the core."""

import re

import takst


def test_codes_are_those_of_the_documentation(root):
    severity, documented = None, {}
    for line in (root / "docs" / "CODES.md").read_text().splitlines():
        if line.startswith("## "):
            severity = line[3:]
        elif found := re.match(r"\| `([a-z0-9.-]+)` \| (.*) \|$", line):
            documented[found[1]] = (severity, found[2])
    assert len(documented) > 60
    assert {code: tuple(said) for code, said in takst.CODES.items()} == documented
