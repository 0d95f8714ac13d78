"""Each notebook is run from scratch, and says what is stored in it.

The asserts in the cells compare every figure with a sum by hand, so a wrong figure fails the run. To store new outputs:

    python tests/test_notebooks.py
"""

import base64
import re
import struct
import sys
import zlib
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
for module in ("ipykernel", "polars", "altair", "vl_convert"):
    pytest.importorskip(module)

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
CELL_SECONDS = 600

# What changes with the version of takst or its data, without the notebook being out of date.
PASSING = [(re.compile(r"\b[0-9a-f]{64}\b"), "SHA-256"), (re.compile(r"takst \d+\.\d+\.\d+\S*"), "takst VERSION")]
ABSOLUTE_PATH = re.compile(r"(?<![\w.])/(?:home|root|tmp|usr|var|work|Users|private|mnt|opt)/\S+|\b[A-Za-z]:\\\w+")


def run(path):
    """The notebook with the outputs of a run from scratch, without what a run leaves behind of its time."""
    notebook = nbformat.read(path, as_version=4)
    for cell in code_cells(notebook):
        cell.outputs, cell.execution_count = [], None
    client = nbclient.NotebookClient(notebook, timeout=CELL_SECONDS, kernel_name="python3", coalesce_streams=True, resources={"metadata": {"path": str(FOLDER)}})
    client.execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}}
    return notebook


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def texts(output):
    """What an output says. Pictures are left out: their bytes depend on the fonts of the machine."""
    if output.output_type == "stream":
        return [output.name, output.text]
    return [output.output_type, *(text for kind, text in sorted(output.get("data", {}).items()) if kind.startswith("text/") and "image/png" not in output.data)]


def comparable(cell):
    said = ["".join(text) for output in cell.outputs for text in texts(output)]
    for pattern, replacement in PASSING:
        said = [pattern.sub(replacement, text) for text in said]
    return said


def pictures(notebook):
    return [output for cell in code_cells(notebook) for output in cell.outputs if "image/png" in output.get("data", {})]


def test_there_are_notebooks():
    assert [path.name for path in NOTEBOOKS] == ["1-first-steps.ipynb", "2-a-years-budget.ipynb", "3-invoice-check.ipynb", "4-a-year-of-billing.ipynb"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_and_says_what_is_stored(path):
    stored, fresh = nbformat.read(path, as_version=4), run(path)
    for old, new in zip(code_cells(stored), code_cells(fresh), strict=True):
        assert comparable(old) == comparable(new), f"{path.name}: the stored output of this cell is out of date; run python tests/test_notebooks.py\n\n{new.source}"
    assert len(pictures(stored)) == len(pictures(fresh))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_stored_outputs_are_whole_and_name_no_place_of_a_machine(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    cells = code_cells(notebook)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    outputs = [output for cell in cells for output in cell.outputs]
    assert len(outputs) > 5
    assert not [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"]
    said = [cell.source for cell in notebook.cells] + [text for output in outputs for text in texts(output)]
    assert [found.group() for text in said for found in ABSOLUTE_PATH.finditer(text)] == []
    assert not [cell.id for cell in notebook.cells if "execution" in cell.metadata]
    assert path.stat().st_size < 2_000_000


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_says_how_to_run_it_and_what_is_made_up(path):
    text = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
    assert "pip install 'takst[notebook]'" in text
    assert "synthetic" in text or "made up" in text


def test_register_is_the_same_for_the_same_seed(monkeypatch):
    monkeypatch.syspath_prepend(FOLDER)
    import municipality
    first = municipality.register()
    assert first.equals(municipality.register())
    assert not first.equals(municipality.register(seed=municipality.SEED + 1))
    assert first["citizen_id"].n_unique() > 3_000


def packed(png):
    """The same picture in fewer bytes: Vega's renderer hardly compresses."""
    chunks, pixels, at = [], b"", 8
    while at < len(png):
        end = at + 12 + struct.unpack_from(">I", png, at)[0]
        if png[at + 4 : at + 8] == b"IDAT":
            pixels += png[at + 8 : end - 4]
        else:
            chunks.append(png[at:end])
        at = end
    pixels = b"IDAT" + zlib.compress(zlib.decompress(pixels), 9)
    chunks.insert(-1, struct.pack(">I", len(pixels) - 4) + pixels + struct.pack(">I", zlib.crc32(pixels)))
    return png[:8] + b"".join(chunks)


def store(path):
    notebook = run(path)
    for picture in pictures(notebook):
        picture.data["image/png"] = base64.b64encode(packed(base64.b64decode(picture.data["image/png"]))).decode()
    nbformat.write(notebook, path)


if __name__ == "__main__":
    for name in sys.argv[1:] or [path.name for path in NOTEBOOKS]:
        store(FOLDER / name)
        print(name)
