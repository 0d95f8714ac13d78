"""What `progress=True` shows: a bar of tqdm where that is installed, else a line on stderr."""

import sys


class _Bar:
    def __init__(self, bar):
        self._bar = bar

    def __call__(self, progress):
        self._bar.update(progress.rows - self._bar.n)
        self._bar.set_postfix(lines=progress.lines, refused=progress.refused)

    def close(self):
        self._bar.close()


class _Line:
    def __init__(self, stderr):
        self._stderr = stderr
        self._written = 0

    def __call__(self, progress):
        of = f" of {progress.total:,}" if progress.total else ""
        text = f"takst: {progress.rows:,}{of} rows, {progress.lines:,} lines, {progress.refused:,} cases refused"
        # A terminal writes over the line; elsewhere only the last is wanted.
        if progress.done or self._stderr.isatty():
            print(f"\r{text:<{self._written}}", end="", file=self._stderr, flush=True)
            self._written = len(text)

    def close(self):
        if self._written:
            print(file=self._stderr, flush=True)


def bar(total):
    """What is called with a `takst.Progress`, and closed at the end; `total` is None where the number of rows is not known."""
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return _Line(sys.stderr)
    return _Bar(tqdm(total=total, unit="row", unit_scale=True, desc="takst", file=sys.stderr))
