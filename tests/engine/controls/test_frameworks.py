"""Frameworks: articles name controls; each framework's page lists the articles and their words."""

# a row of a table is read best on one line

import json
import zlib

import pytest

from sphinx_kb.controls.by_control import group_by_control
from sphinx_kb.controls.context import MOST
from sphinx_kb.references.uses import Use
from sphinx_kb.site.data import read
from sphinx_kb.site.frameworks.model import nearest
from sphinx_kb.testing import article
from support.samples import CIS, CROSSWALK, CSF, FRAMEWORKS, ISO


def entries(site, key, anchor):
    """Return what a framework's page lists of a control: titles, parts and sentences."""
    section = site.page(f"frameworks/{key}").find(id=anchor)
    return [
        (
            item.a.get_text(),
            [part.get_text() for part in item.select(".kb-aside-label")],
            [link.get_text() for link in item.select(".kb-passage")],
        )
        for item in section.select(".kb-treatments > li")
    ]


def titles(site, key, anchor):
    return [title for title, _, _ in entries(site, key, anchor)]


def mentions(site, docname):
    return [
        (node.a.get_text(), node.a["href"], node.select_one(".kb-tooltip").get_text())
        for node in site.page(docname).select(".kb-mention")
    ]


# -- Shown, changed, removed, parallel ---------------------------------------------------------


@pytest.mark.slow
def test_a_control_lists_the_articles_that_declare_it_and_the_paragraphs_that_name_it(make_site):
    body = "One thing. The plan needs {csf}`GV.RM`, they say. Another.\n"
    site = make_site(
        {
            **FRAMEWORKS,
            "posts/a.md": article("controls: [GV.RM-06]\n", title="A", body=body),
            "posts/b.md": article(title="B", body="Only {csf}`a word <GV.RM>` of it.\n"),
        }
    )

    assert site.build("-W", "--keep-going").warnings == []
    assert entries(site, "csf", "gv-rm") == [
        ("A", ["GV.RM-06"], ["The plan needs GV.RM, they say."]),
        ("B", ["mentioned"], ["Only a word of it."]),
    ]


def test_a_passage_leads_to_its_place_in_the_article(make_site):
    site = make_site({**FRAMEWORKS, "posts/a.md": article(body="See {cis}`4` and {cis}`4`.\n")})
    site.build()
    link = site.page("frameworks/cis").select_one("#cis-4 .kb-passage")["href"]
    address, _, anchor = link.partition("#")

    assert address == "../posts/a.html"
    assert site.page("posts/a").find(id=anchor).a.get_text() == "CIS 4"


@pytest.mark.parametrize("change", ["edit", "remove", "hold back"])
def test_an_article_that_no_longer_treats_a_control_is_not_listed(make_site, change):
    site = make_site(
        {**FRAMEWORKS, "posts/a.md": article("controls: [GV.RM]\n", body="{csf}`ID.AM`\n")}
    )
    site.build()
    assert titles(site, "csf", "gv-rm") == titles(site, "csf", "id-am") == ["An article"]
    if change == "remove":
        site.remove("posts/a.md")
    else:
        site.write({"posts/a.md": article("draft: true\n" if change == "hold back" else "")})
    site.build()

    assert titles(site, "csf", "gv-rm") == titles(site, "csf", "id-am") == []


@pytest.mark.slow
def test_a_new_title_is_shown_on_the_page_of_the_framework(make_site):
    site = make_site({**FRAMEWORKS, "posts/a.md": article("controls: [GV.RM]\n")})
    site.build()
    site.write({"posts/a.md": article("controls: [GV.RM]\n", title="Changed")}).build()

    assert titles(site, "csf", "gv-rm") == ["Changed"]
    assert "Changed" in site.page("frameworks/coverage").get_text()


def test_a_changed_name_is_shown_by_every_article_without_reading_it_again(make_site):
    site = make_site(
        {**FRAMEWORKS, "posts/a.md": article("controls: [GV.RM]\n", body="{csf}`GV.RM`\n")}
    )
    site.build()
    site.write({"_data/controls/csf.yml": CSF.replace("Strategy", "Renamed")})
    said = site.build()

    assert "0 added, 0 changed" in said.output
    assert mentions(site, "posts/a")[0][2] == "TF: GV.RM Renamed"
    assert site.page("posts/a").select_one(".kb-controls span").get_text() == "Renamed"


@pytest.mark.parametrize(
    ("file", "before", "after", "text"),
    [
        ("cis", "mark: CIS", "mark: Safeguard", "Safeguard 4"),
        ("csf", "GV.RM", "Gv.Rm", "Gv.Rm"),
        ("csf", CSF, "", "gv.rm"),
    ],
)
def test_a_control_that_is_written_otherwise_is_so_in_texts_and_their_sentences(
    make_site, file, before, after, text
):
    roles = {"cis": "{cis}`4`", "csf": "{csf}`gv.rm`"}
    body = f"So {roles[file]} and {{iso}}`the plan <A.5.1>`.\n"
    site = make_site({**FRAMEWORKS, "posts/a.md": article(title="A", body=body)})
    site.build()
    name = f"_data/controls/{file}.yml"
    said = site.write({name: FRAMEWORKS[name].replace(before, after)}).build()

    assert "1 changed" in said.output
    assert (
        site.page("posts/a")
        .select_one("article p:not([class])")
        .get_text()
        .startswith(f"So {text}")
    )
    assert entries(site, "iso", "a-5-1")[0][2] == [f"So {text} and the plan."]


def test_a_removed_framework_takes_its_pages_and_links_with_it(make_site):
    site = make_site(
        {**FRAMEWORKS, "posts/a.md": article("controls: [CIS 4]\n", body="{cis}`4`\n")}
    )
    site.build()
    site.remove("_data/controls/cis.yml", "_data/controls/crosswalk.yml")
    said = site.build()

    assert not site.has("frameworks/cis")
    assert not site.has("frameworks/crosswalk")
    assert mentions(site, "posts/a") == []
    assert [line.rpartition("WARNING: ")[2] for line in said.warnings] == [
        "correct the control 'CIS 4': no framework has it [kb.control]",
        "correct the control '4' of {cis}: the framework does not have it [kb.control]",
    ]


@pytest.mark.slow
def test_parallel_reading_loses_no_use(make_site):
    files = {f"posts/n{n}.md": article(title=f"N {n}", body="{iso}`A.5.7`\n") for n in range(11)}
    site = make_site({**FRAMEWORKS, **files})
    site.build("-j", "2")

    assert sorted(titles(site, "iso", "a-5-7")) == sorted(f"N {n}" for n in range(11))


@pytest.mark.slow
def test_builds_in_steps_leave_what_a_clean_build_leaves(make_site):
    files = {**FRAMEWORKS, "posts/a.md": article("controls: [GV.RM]\n", body="{csf}`ID.AM`\n")}
    site = make_site(files)
    site.build()
    site.write({"posts/b.md": article("controls: [CIS 5]\n", title="B")}).build("-j", "2")
    site.remove("posts/a.md").build()
    other = make_site(
        {**FRAMEWORKS, "posts/b.md": article("controls: [CIS 5]\n", title="B")}, "clean"
    )
    other.build()
    pages = [name for name in other.files() if name.startswith("frameworks")]

    assert len(pages) == 8
    assert {name: site.files()[name] for name in pages} == {
        name: other.files()[name] for name in pages
    }


# -- What a role shows -------------------------------------------------------------------------


def test_a_role_links_to_the_control_and_has_its_official_name_beside_it(make_site):
    body = "{csf}`GV.RM-06`, {cis}`4`, {cis}`CIS 5`, {iso}`A.5.7` and {csf}`this <gv.oc>`.\n"
    site = make_site({**FRAMEWORKS, "posts/a.md": article(body=body)})
    site.build()

    assert mentions(site, "posts/a") == [
        ("GV.RM-06", "../frameworks/csf.html#gv-rm", "TF: GV.RM Strategy"),
        ("CIS 4", "../frameworks/cis.html#cis-4", "TC: CIS 4 Configuration"),
        ("CIS 5", "../frameworks/cis.html#cis-5", "TC: CIS 5 Accounts"),
        ("A.5.7", "../frameworks/iso.html#a-5-7", "TS: A.5.7 Threats"),
        ("this", "../frameworks/csf.html#gv-oc", "TF: GV.OC Context"),
    ]


def test_the_name_is_shown_on_hover_and_on_focus_without_a_script(make_site, chromium):
    from tools.browser import serve

    site = make_site({**FRAMEWORKS, "posts/a.md": article(body="{csf}`GV.RM`\n")})
    site.build()
    with serve(site.out) as base:
        context = chromium.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(base + "posts/a.html")
        tip, link = page.locator(".kb-tooltip"), page.locator(".kb-mention a")
        seen = [tip.is_visible()]
        link.hover()
        seen.append(tip.is_visible())
        page.mouse.move(0, 0)
        link.focus()
        seen.append(tip.is_visible())
        named = link.get_attribute("aria-describedby") == tip.get_attribute("id")
        context.close()

    assert (seen, named) == ([False, True, True], True)


def test_the_text_for_machines_says_which_control_it_is(make_site):
    site = make_site({**FRAMEWORKS, "posts/a.md": article(body="See {cis}`4` and {csf}`GV.RM`.\n")})
    site.build()

    text = (site.out / "posts/a.md").read_text("utf-8")
    assert (
        "See [CIS 4](../frameworks/cis.html#cis-4) and [GV.RM](../frameworks/csf.html#gv-rm)."
        in text
    )


# -- Faults ------------------------------------------------------------------------------------


def test_an_unknown_control_is_one_located_warning_and_the_article_is_published(make_site):
    body = "Text.\n\nMore {csf}`GV.RN`.\n"
    site = make_site({**FRAMEWORKS, "posts/a.md": article("controls: [CIS 6]\n", body=body)})
    expected = [
        "posts/a.md:4: WARNING: correct the control 'CIS 6': did you mean 'CIS 5'? [kb.control]",
        "posts/a.md:9: WARNING: correct the control 'GV.RN' of {csf}: did you mean 'GV.RM'? [kb.control]",
    ]

    assert site.build().warnings == expected
    assert site.build().warnings == expected  # until it is mended
    assert "GV.RN" in site.page("posts/a").get_text()


@pytest.mark.parametrize(
    ("asked", "found"),
    [("CIS 19", "CIS 18"), ("A.5.38", "A.5.37"), ("GV.RM-09", "GV.RM-07"), ("IDRA", "ID.RA"), ("?", None)],
)  # fmt: skip
def test_the_nearest_identifier_is_the_one_with_the_nearest_number(asked, found):
    known = [f"CIS {n}" for n in range(1, 19)] + [f"A.5.{n}" for n in range(1, 38)]
    known += ["GV.RM", "ID.RA", *(f"GV.RM-0{n}" for n in range(1, 8))]

    assert nearest(asked, known) == found


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("crosswalk", "GV.RM: {cis: [9]}\n", "crosswalk.yml:1: WARNING: correct 'GV.RM': '9' is no"),
        ("crosswalk", "\nGV.XX: {cis: [4]}\n", "crosswalk.yml:2: WARNING: correct 'GV.XX': 'GV.XX' is"),
        ("crosswalk", "GV.OC-GV.RM: {cis: [4]}\n", "crosswalk.yml:1: WARNING: correct 'GV.OC-GV.RM': write"),
        ("crosswalk", "GV.RM-01: {cis: [4]}\n", "crosswalk.yml:1: WARNING: correct 'GV.RM-01'"),
        ("cis", CIS + "extra: 1\n", "cis.yml:12: WARNING: correct 'extra'"),
        ("iso", ISO.replace("count: 8", "count: many"), "iso.yml:7: WARNING: correct 'groups.0.count'"),
    ],
)  # fmt: skip
def test_a_fault_of_the_data_is_told_with_its_line(make_site, file, text, line):
    site = make_site({**FRAMEWORKS, f"_data/controls/{file}.yml": text})

    assert any(said.startswith(f"_data/controls/{line}") for said in site.build().warnings)


def test_without_frameworks_nothing_is_checked_and_no_page_is_made(make_site):
    site = make_site({"posts/a.md": article("controls: [whatever]\n")})

    assert site.build("-W").exit == 0
    assert not site.has("frameworks")


# -- The pages ---------------------------------------------------------------------------------


@pytest.mark.parametrize("own", ["GV.RM", "gv.rm", "GV.rm"])
def test_the_crosswalk_reads_in_both_directions_however_it_is_capitalized(make_site, own):
    site = make_site(
        {**FRAMEWORKS, "_data/controls/crosswalk.yml": CROSSWALK.replace("GV.RM", own)}
    )
    site.build()

    def beside(key, anchor):
        return (
            site.page(f"frameworks/{key}").select_one(f"#{anchor} .kb-crosswalk-links").get_text()
        )

    assert beside("csf", "gv-rm") == "Beside it in the crosswalk: CIS 4, A.5.1 to A.5.3"
    assert beside("cis", "cis-4") == "Beside it in the crosswalk: GV.RM, ID.AM"


@pytest.mark.slow
def test_the_coverage_page_says_what_no_article_treats(make_site):
    site = make_site(
        {**FRAMEWORKS, "posts/a.md": article("controls: [GV.RM]\n", body="{csf}`ID.AM`\n")}
    )
    site.build()
    page = site.page("frameworks/coverage")

    assert (
        page.select_one(".kb-standfirst").get_text()
        == "1 of the 3 controls of TF have an article here."
    )
    assert [row.td.a.get_text() for row in page.select("tr.kb-gap")] == ["GV.OC", "ID.AM"]


def test_every_link_of_the_pages_leads_somewhere(make_site):
    from sphinx_kb.checks import links

    site = make_site(
        {**FRAMEWORKS, "posts/a.md": article("controls: [A.5.2, CIS 4]\n", body="{iso}`A.5.8`\n")}
    )
    site.build()

    assert list(links.faults(site.out)) == []


@pytest.mark.slow
def test_a_control_with_many_articles_gets_pages_of_its_own(make_site):
    files = {
        f"posts/n{n}.md": article("controls: [GV.RM]\n", title=f"N {n}") for n in range(MOST + 1)
    }
    site = make_site({**FRAMEWORKS, **files})
    site.build()
    assert len(titles(site, "csf", "gv-rm")) == MOST
    assert site.page("frameworks/csf").select_one("#gv-rm .kb-more a")["href"] == "csf/gv-rm.html"
    assert site.has("frameworks/csf/gv-rm/page/2")
    site.remove("posts/n0.md").build()

    assert not site.has("frameworks/csf/gv-rm")


def test_the_pages_are_described_listed_and_found_by_name(make_site):
    site = make_site({**FRAMEWORKS, "posts/a.md": article()})
    site.build(environ={"KB_ADDRESS": "https://kb.example.org/"})
    page = site.page("frameworks/csf")
    vocabulary = (site.out / "_static/kb-search-words.js").read_text("utf-8")
    names = json.loads(vocabulary.partition("=")[2].rstrip(";\n"))["names"]

    assert page.title.get_text().startswith("The Framework")
    assert "frameworks/coverage.html" in (site.out / "sitemap.xml").read_text("utf-8")
    assert ["Control", "CIS 4 Configuration", "frameworks/cis.html#cis-4"] in [n[:3] for n in names]


def test_other_sphinx_sites_can_link_to_a_control(make_site):
    site = make_site(FRAMEWORKS)
    site.build()
    packed = (site.out / "objects.inv").read_bytes().split(b"zlib.\n", 1)[1]
    listed = zlib.decompress(packed).decode().splitlines()

    assert "GV.RM control:csf 1 frameworks/csf.html#gv-rm GV.RM Strategy" in listed
    assert "GV.RM-06 control:csf 1 frameworks/csf.html#gv-rm GV.RM-06 Strategy" in listed
    assert "CIS 4 control:cis 1 frameworks/cis.html#cis-4 CIS 4 Configuration" in listed


@pytest.mark.slow
def test_the_cost_is_linear_in_the_articles(make_site):
    known = read(make_site(FRAMEWORKS).root / "_data")[0].frameworks

    def looks(count):
        seen = []

        class Counted(dict):
            def get(self, name, default=None):
                seen.append(name)
                return [Use("csf", "GV.RM", "x", f"Sentence of {name}.", 1)]

        said = {f"posts/n{n}": ("GV.RM", "CIS 4") for n in range(count)}
        found = group_by_control(known, said, Counted())
        assert len(found["GV.RM"]) == len(found["CIS 4"]) == count
        return len(seen)

    assert [looks(count) for count in (10, 20, 200)] == [10, 20, 200]
