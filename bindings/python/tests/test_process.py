"""The package as a process: a fault of the native code, signals, pipes, and the command that comes with it."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

import takst
from takst import _native

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "docs" / "examples" / "cases.csv"
COMMANDS = [[sys.executable, "-m", "takst"], [str(Path(sys.executable).with_name("takst"))]]


def copies(rows, times):
    """The rows so many times, each time of other cases and other citizens: days that two cases of a citizen charge are findings, one for each pair."""
    return (f"{n}-{case},{n}-{citizen},{rest}" for n in range(times) for case, citizen, rest in (row.split(",", 2) for row in rows))


def test_a_panic_is_an_exception_and_the_interpreter_goes_on(capfd):
    case = takst.Case.single("S-1", service="mandecentret/efterforsorg-basis", first_day="2023-03-20", last_day="2023-04-10", payer="101")
    for _ in range(3):
        # No Exception: nothing that a caller can put right may hide it.
        with pytest.raises(BaseException, match="asked for by a test") as caught:
            _native._panic()
        assert type(caught.value).__name__ == "PanicException" and not isinstance(caught.value, Exception)
        assert str(takst.totals(case).net) == "10890.00"
    assert capfd.readouterr().err.count("panicked at") == 3


@pytest.mark.parametrize("command", COMMANDS, ids=["module", "script"])
def test_the_command_says_its_version_and_prices_a_file(command):
    version = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
    assert version.stdout == f"takst {takst.__version__}\n"
    priced = subprocess.run([*command, "price", EXAMPLE], capture_output=True, text=True)
    rows = len(EXAMPLE.read_text().splitlines()) - 1
    assert f"{rows} rows" in priced.stdout + priced.stderr
    nothing = subprocess.run([*command, "price", "no-such-file.csv"], capture_output=True, text=True)
    assert nothing.returncode == 2 and "no-such-file.csv" in nothing.stderr


@pytest.mark.parametrize("command", COMMANDS, ids=["module", "script"])
def test_a_reader_that_leaves_ends_the_command_quietly(command, tmp_path):
    # Far more lines than a pipe holds.
    head, *rows = EXAMPLE.read_text().splitlines()
    many = tmp_path / "many.csv"
    many.write_text("\n".join([head, *copies(rows, 5000)]) + "\n")
    run = subprocess.Popen([*command, "price", many], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert run.stdout.readline()
    run.stdout.close()
    complained = run.stderr.read()
    assert run.wait(timeout=60) == 0
    assert complained == ""


@pytest.mark.parametrize("command", COMMANDS, ids=["module", "script"])
def test_ctrl_c_ends_the_command(command):
    run = subprocess.Popen([*command, "price", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    # More than a pipe holds: when all is written the command has read some of it, and waits for more.
    head, *rows = EXAMPLE.read_text().splitlines()
    run.stdin.write("\n".join([head, *copies(rows, 2000)]) + "\n")
    run.stdin.flush()
    run.send_signal(signal.SIGINT)
    assert run.wait(timeout=120) == -signal.SIGINT
    assert "Traceback" not in run.stderr.read()
