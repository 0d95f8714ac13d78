"""The page of `takst report` in a real browser: read from a disk, without a network.

Variables: TAKST, the program; CHROMIUM, the browser; PICTURES, a folder that screenshots and printed pages are kept in.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

DATA = Path(__file__).resolve().parents[2] / "crates/takst-report/tests/common"
TAKST = os.environ.get("TAKST", "takst")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


def report(folder: Path, cases: Path, lang: str) -> Path:
    catalogue = folder / "catalogue"
    catalogue.mkdir(exist_ok=True)
    shutil.copy(DATA / "hjem.toml", catalogue)
    path = folder / f"report.{lang}.html"
    words = [TAKST, "--lang", lang, "report", cases, "--catalogue", catalogue, "-o", path]
    ended = subprocess.run(words, capture_output=True, text=True)
    assert ended.returncode in (0, 1), ended.stderr
    return path


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pictures(tmp_path_factory) -> Path:
    folder = Path(os.environ["PICTURES"]) if "PICTURES" in os.environ else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session", params=["da", "en"])
def path(request, tmp_path_factory) -> Path:
    return report(tmp_path_factory.mktemp(request.param), DATA / "cases.csv", request.param)


@pytest.fixture
def page(browser, path):
    page = browser.new_page(viewport={"width": 1100, "height": 900})
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(path.as_uri())
    yield page
    page.close()


def ore(text: str) -> int:
    return int(re.sub(r"[.,\u00a0 ]|kr\.|DKK", "", text.replace("\u2212", "-")))


def key_figures(page: Page) -> list[int]:
    return [ore(text) for text in page.locator(".key dd").all_inner_texts()]


def shown(page: Page, name: str) -> list[str]:
    return page.locator(f"table[data-list={name}] tbody tr:visible th").all_inner_texts()


def test_it_fetches_nothing_and_says_nothing(page):
    assert [url for url in page.asked if not url.startswith("file:")] == []
    assert len(page.asked) == 1
    assert page.said == []
    # The case whose reference is a script stands as text, and did not run.
    assert page.locator("summary", has_text="<script>alert(1)</script>").count() == 1


def test_a_script_that_is_not_its_own_does_not_run(page):
    page.evaluate("() => { const script = document.createElement('script'); script.textContent = 'window.ran = 1'; document.body.append(script); }")
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in text for text in page.said)


def test_filters_show_the_sums_of_what_is_chosen(page):
    whole = key_figures(page)
    # Copenhagen (101): a stay of 183 days at 1,185.25 kr. and a course of 20,222.47 kr.; Aarhus (751): 29 days and twelve weeks at 2,500 kr.
    assert whole[0] == 301_495_47
    by_payer = {}
    for payer in ("101", "751"):
        page.select_option("select[name=payer]", payer)
        by_payer[payer] = key_figures(page)
    assert (by_payer["101"][0], by_payer["751"][0]) == (237_123_22, 64_372_25)
    assert [one + other for one, other in zip(by_payer["101"], by_payer["751"])] == whole
    page.select_option("select[name=payer]", "101")
    page.select_option("select[name=year]", "2023")
    # 92 days at 1,185.25 kr., and 21 of 31 days of a month at 10,000 kr.
    assert key_figures(page)[0] == 92 * 118_525 + 677_419
    assert len(shown(page, "months")) == 3
    assert shown(page, "payers") == [name for name in shown(page, "payers") if "101" in name]
    # Aarhus alone has what is undetermined: nothing is left of the list, and it says so.
    assert shown(page, "at-stake") == []
    assert page.locator("#at-stake .nothing-left").is_visible()
    assert page.locator("#capped .nothing-left").is_visible()
    assert page.locator(".filtered-note").first.is_visible()
    assert page.locator("svg[data-chart=months] g.bar:visible").count() == 3
    page.click("button[type=reset]")
    page.wait_for_selector("html:not(.filtered)", state="attached")
    assert key_figures(page) == whole


def test_the_script_draws_and_sums_as_the_file_does(browser, path, page):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1100, "height": 900})
    plain = context.new_page()
    plain.goto(path.as_uri())
    page.select_option("select[name=service]", "hjem/kursus")
    page.click("button[type=reset]")
    page.wait_for_selector("html:not(.filtered)", state="attached")
    for selector in ("svg.chart", "table.list tbody", "table.list tfoot", ".key"):
        by_file = [re.sub(r"\s+", " ", text) for text in plain.locator(selector).evaluate_all("of => of.map(one => one.innerHTML)")]
        by_script = [re.sub(r"\s+", " ", text) for text in page.locator(selector).evaluate_all("of => of.map(one => one.innerHTML)")]
        assert by_file == by_script, selector
    # Without the script everything is shown.
    assert plain.locator(".cases details[open]").count() == plain.locator(".cases details").count() == 8
    assert not plain.locator("form").is_visible()
    context.close()


def test_a_figure_leads_to_its_case(page):
    assert page.locator(".cases details[open]").count() == 0
    page.click("table[data-list=at-stake] a >> nth=0")
    page.wait_for_selector("details[open]")
    opened = page.locator(".cases details[open]")
    assert opened.count() == 1
    assert "A-3" in opened.locator("summary").inner_text()
    assert opened.locator(".case .document").first.is_visible()
    box = opened.bounding_box()
    assert 0 <= box["y"] < 900, "it is in view"
    page.click("[data-open=all]")
    assert page.locator(".cases details[open]").count() == 8


def test_the_address_chooses_too(browser, path):
    page = browser.new_page()
    page.goto(path.as_uri() + "?payer=751&year=2024")
    # 29 days at 1,185.25 kr. and four weeks at 2,500 kr.
    assert key_figures(page)[0] == 29 * 118_525 + 1_000_000
    page.goto(path.as_uri() + "?service=hjem/kursus")
    # 21 of 31 days of December, January and 10 of 29 days of February at 10,000 kr. a month.
    assert key_figures(page)[0] == 2_022_247
    page.close()


@pytest.mark.parametrize("asked", ["payer=461", "payer=nonsense", "service=nonsense", "service=1", "year=1999", "payer=999"])
def test_what_the_file_lacks_shows_nothing(browser, path, asked):
    page = browser.new_page()
    page.goto(path.as_uri() + "?" + asked)
    assert page.locator(".key dd").all_inner_texts() == ["\u2013"] * 6
    assert shown(page, "months") == shown(page, "services") == []
    assert page.locator("svg.chart .bar:visible").count() == 0
    assert page.locator("#nothing").is_visible()
    assert asked.split("=")[1] in page.locator("#nothing").inner_text()
    page.close()


def test_a_municipality_with_refused_cases_only_says_so(browser, tmp_path):
    cases = tmp_path / "cases.csv"
    rows = ["A,hjem/ophold,2024-01-01,2024-01-07,101", "B,hjem/nej,2024-01-01,2024-01-07,751", "C,hjem/nej,2024-01-01,2024-01-07,101"]
    cases.write_text("case_id,service,first_day,last_day,payer\n" + "\n".join(rows) + "\n")
    page = browser.new_page()
    page.goto(report(tmp_path, cases, "da").as_uri() + "?payer=751")
    assert page.locator("#nothing").inner_text() == "Aarhus Kommune har ingen beregnede sager i filen (1 afvist)."
    assert page.locator(".key dd").all_inner_texts() == ["\u2013"] * 6
    assert not page.locator("#alert").is_visible()
    page.select_option("select[name=payer]", "101")
    assert page.locator("#alert").inner_text() == "OBS: 1 af 2 sager for Københavns Kommune er ikke med i tallene. Se Afviste sager."
    assert not page.locator("#nothing").is_visible()
    page.click("button[type=reset]")
    page.wait_for_selector("html:not(.filtered)", state="attached")
    assert page.locator("#alert").inner_text() == "OBS: 2 af 3 sager er ikke med i tallene. Se Afviste sager."
    page.close()


def test_months_keep_their_place_and_the_legend_names_what_occurs(browser, tmp_path):
    cases = tmp_path / "cases.csv"
    rows = [
        "A,hjem/ophold,2024-01-01,2024-01-07,101,0.00",
        "B,hjem/ophold,2024-04-01,2024-04-07,101,0.00",
        "C,hjem/kursus,2024-05-01,2024-05-31,751,",
    ]
    cases.write_text("case_id,service,first_day,last_day,payer,own_payment_per_day\n" + "\n".join(rows) + "\n")
    page = browser.new_page()
    page.goto(report(tmp_path, cases, "da").as_uri())
    months = lambda: page.locator("svg[data-chart=months] .bar:visible .name").all_text_contents()
    legend = lambda: [text.strip() for text in page.locator("#months .legend li:visible").all_inner_texts()]
    assert months() == ["jan", "feb", "mar", "apr", "maj"]
    assert legend() == ["Udgift, sikker del", "Statsrefusion"]
    page.select_option("select[name=payer]", "101")
    assert months() == ["jan", "feb", "mar", "apr"]
    page.select_option("select[name=payer]", "751")
    assert months() == ["maj"]
    assert legend() == ["Udgift, sikker del"]
    page.close()


def test_pictures_and_print(page, path, pictures):
    name = path.stem
    page.screenshot(path=pictures / f"{name}.png", full_page=True)
    page.select_option("select[name=payer]", "101")
    page.screenshot(path=pictures / f"{name}.filtered.png", full_page=True)
    page.click("button[type=reset]")
    page.click("table[data-list=at-stake] a >> nth=0")
    page.wait_for_selector("details[open]")
    printed = pictures / f"{name}.pdf"
    page.pdf(path=printed, prefer_css_page_size=True, print_background=True)
    assert printed.read_bytes().startswith(b"%PDF")
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", "-layout", printed, "-"], capture_output=True, text=True, check=True).stdout
        assert "301.495,47" in text or "301,495.47" in text
        for sheet in text.strip("\f\n").split("\f")[:-1]:
            lines = [line.strip() for line in sheet.splitlines() if line.strip()]
            # The last line is the foot; above it no heading of a section or table stands alone.
            headings = page.locator("h2, .refused-code h3, details[open] h3, h4, h5, .list thead").all_inner_texts()
            assert lines[-2] not in {heading.strip() for heading in headings}, lines[-3:]


def test_ten_thousand_cases_still_open(browser, tmp_path):
    cases = tmp_path / "cases.csv"
    rows = [
        f"C-{n},B-{n},hjem/{('ophold', 'efterforsorg', 'kursus')[n % 3]},2023-{1 + n % 12:02}-01,2024-{1 + n % 12:02}-28,{(101, 751, 851, 461)[n % 4]}"
        for n in range(10_000)
    ]
    cases.write_text("case_id,citizen_id,service,first_day,last_day,payer\n" + "\n".join(rows) + "\n")
    path = report(tmp_path, cases, "da")
    assert path.stat().st_size < 15_000_000
    page = browser.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector(".cases details >> nth=99", state="attached")
    assert page.locator(".cases details").count() == 100
    page.select_option("select[name=payer]", "851")
    assert page.locator("table[data-list=payers] tbody tr:visible").count() == 1
    assert page.locator("table[data-list=at-stake] tbody tr:visible").count() == 10
    page.close()
