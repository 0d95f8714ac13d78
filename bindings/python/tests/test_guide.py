"""Every block of code in the guide is run: examples as doctests, commands by a shell. What installs the package is left to whoever installs it."""

import doctest
import inspect
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import takst

pytest.importorskip("polars")

GUIDE = Path(__file__).resolve().parents[1] / "README.md"
BLOCKS = re.findall(r"^```([a-z ]*)\n(.*?)^```$", GUIDE.read_text(), re.MULTILINE | re.DOTALL)


def blocks(kind):
    return [text for of, text in BLOCKS if of == kind]


def test_nothing_else_is_in_the_guide():
    assert {kind for kind, _ in BLOCKS} == {"pycon", "sh", "sh install"}
    assert all(re.match(r"pip install|pip wheel|uv run|jupyter lab", line) for install in blocks("sh install") for line in install.splitlines())


@pytest.mark.parametrize("call", ["price", "stream", "totals", "compare"])
def test_every_option_of_frames_is_in_the_table_and_in_help(call):
    options = {name for name, of in inspect.signature(getattr(takst, call)).parameters.items() if of.default is None or of.default is False}
    table = re.findall(r"^\| `(\w+)` \| (.+) \|$", GUIDE.read_text(), re.MULTILINE)
    assert options <= {name for name, _ in table} and all(len(says) > 10 for _, says in table)
    told = "".join(getattr(takst, name).__doc__ for name in ("price", "totals"))
    assert all(f"`{name}" in told for name in options)


def test_examples(root, monkeypatch):
    monkeypatch.chdir(root)
    # One after the other in one namespace, as a reader runs them.
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    text = "\n".join(blocks("pycon"))
    runner.run(doctest.DocTestParser().get_doctest(text, {}, GUIDE.name, str(GUIDE), 0))
    assert runner.failures == 0
    assert runner.tries > 20


def test_commands(root):
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for text in blocks("sh"):
        for line in text.splitlines():
            ended = subprocess.run(["sh", "-ec", line], cwd=root, env=os.environ | {"PATH": path}, capture_output=True, text=True)
            assert ended.returncode == 0 and ended.stdout, (line, ended.stderr)


def test_links_lead_somewhere():
    links = re.findall(r"\]\(([^)#]+)\)", GUIDE.read_text())
    assert links and all((GUIDE.parent / link).exists() for link in links)
