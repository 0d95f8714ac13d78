"""The command `takst`, as `python -m takst` and as the script that pip installs."""

import signal
import sys

from takst._native import main as run


def main() -> int:
    """Run the command with the words of the process and give its exit code."""
    # The command is one call without Python: Ctrl-C ends it at once.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return run(["takst", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
