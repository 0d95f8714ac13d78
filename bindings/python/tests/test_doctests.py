"""Every example of every docstring is run, those of native objects too."""

import doctest
import inspect

import takst
from takst import _native


def documented():
    for module in (takst, _native):
        yield module.__name__, module
        for name, member in vars(module).items():
            if name.startswith("__") or inspect.ismodule(member):
                continue
            if isinstance(member, type) and member.__module__.split(".")[0] != "takst":
                continue
            yield f"{module.__name__}.{name}", member
            if isinstance(member, type):
                for inner, of in vars(member).items():
                    yield f"{module.__name__}.{name}.{inner}", of


def test_examples():
    parser, runner, seen = doctest.DocTestParser(), doctest.DocTestRunner(optionflags=doctest.ELLIPSIS), set()
    for name, member in documented():
        text = getattr(member, "__doc__", None)
        if not isinstance(text, str) or ">>>" not in text or text in seen:
            continue
        seen.add(text)
        runner.run(parser.get_doctest(text, {"takst": takst}, name, None, 0))
    assert runner.failures == 0
    assert runner.tries > 40


def test_everything_public_is_described():
    for name in takst.__all__:
        assert name in ("CODES", "__version__") or getattr(takst, name).__doc__, name
