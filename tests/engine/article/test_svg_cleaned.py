"""Drawings as programs save them: a cleaned copy is what is published, or all faults are told."""

from __future__ import annotations

import contextlib
import time
from xml.etree import ElementTree as ET

import pytest

from sphinx_kb.article import svg
from sphinx_kb.article.svg_cleaned import cleaned
from sphinx_kb.article.svg_tree import Unsafe
from support.hostile import CLEANED, DRAWINGS, SVG

INKSCAPE = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="60mm" height="20mm" viewBox="0 0 60 20" version="1.1" id="svg5"
   inkscape:version="1.2" sodipodi:docname="a.svg"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="http://www.w3.org/2000/svg"
   xmlns:svg="http://www.w3.org/2000/svg" xmlns:dc="http://purl.org/dc/elements/1.1/"
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <sodipodi:namedview id="namedview7" inkscape:zoom="1"/>
  <metadata><rdf:RDF><dc:format>image/svg+xml</dc:format></rdf:RDF></metadata>
  <defs id="defs2"><linearGradient id="g1"><stop style="stop-color:#f00;stop-opacity:1" offset="0"/></linearGradient>
    <linearGradient xlink:href="#g1" id="g2" x1="0" x2="1"/></defs>
  <g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1">
    <rect style="fill:url(#g2);stroke-width:0.5;-inkscape-stroke:none" id="r" width="9" height="9" x="1" y="1"/>
    <text style="font-size:4px;font-family:'DejaVu Sans';line-height:1.25"><tspan sodipodi:role="line">A &lt; B</tspan></text>
  </g>
</svg>"""
DRAWIO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" style="background: transparent; color-scheme: light dark;"
 xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" width="121px" height="61px"
 viewBox="-0.5 -0.5 121 61" content="&lt;mxfile host=&quot;app&quot;&gt;"><defs/><g><g data-cell-id="0">
 <rect x="0" y="0" width="120" height="60" fill="#ffffff" stroke="#000000" pointer-events="all"
  style="fill: light-dark(rgb(240, 240, 240), var(--dark, #121212)); stroke: var(--line);"/>
 <switch><foreignObject pointer-events="none" width="100%" height="100%"
  requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility" style="overflow: visible;">
  <div xmlns="http://www.w3.org/1999/xhtml"><b>Firewall</b></div></foreignObject>
  <text x="60" y="34" fill="#000000" font-family="Helvetica" font-size="12px" text-anchor="middle">Firewall</text></switch>
 </g></g><switch><g requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility"/>
 <a transform="translate(0,-5)" xlink:href="https://www.drawio.com/doc/faq/" target="_blank">
 <text x="50%" y="100%">Text is not SVG - cannot display</text></a></switch></svg>"""
MATPLOTLIB = """<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="460.8pt" height="345.6pt" viewBox="0 0 460.8 345.6"
 xmlns="http://www.w3.org/2000/svg" version="1.1">
 <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>
 <defs><style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style></defs>
 <g id="figure_1"><path d="M 0 345.6 L 460.8 345.6 z" style="fill: #ffffff"/>
 <g clip-path="url(#p1a.b)"><use xlink:href="#m1" x="57" y="307" style="stroke: #000000; stroke-width: 0.8"/></g>
 <image xlink:href="data:image/png;base64,iVBORw0KGgo=" width="9" height="9"/>
 <text style="font: 10px 'DejaVu Sans', sans-serif; text-anchor: middle" x="3" y="4">0</text></g>
 <defs><path id="m1" d="M 0 0 L 0 3.5"/><clipPath id="p1a.b"><rect x="0" y="0" width="9" height="9"/></clipPath></defs>
</svg>"""
PROGRAMS = {"inkscape": INKSCAPE, "drawio": DRAWIO, "matplotlib": MATPLOTLIB}


def tree(source):
    """Return a cleaned drawing as a tree without spaces of names, and its text."""
    text = cleaned(source.encode()).decode()
    return ET.fromstring(text.replace(' xmlns="http://www.w3.org/2000/svg"', "")), text


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_a_program_saves_is_published_as_a_drawing_and_nothing_else(name):
    root, text = tree(PROGRAMS[name])

    assert list(svg.faults(text.encode(), is_cleaned=True)) == []
    assert root.tag == "svg"
    for word in ("DOCTYPE", "<!--", "style", "metadata", "xlink", "inkscape", "foreign", "mxfile"):
        assert word not in text
    assert cleaned(text.encode()) == text.encode()


def test_styles_become_attributes():
    inkscape, drawio, matplotlib = (tree(source)[0] for source in PROGRAMS.values())

    assert inkscape.find(".//rect").attrib["fill"] == "url(#g2)"
    assert inkscape.find(".//stop").attrib["stop-color"] == "#f00"
    assert inkscape.find(".//text").attrib["font-size"] == "4px"
    assert inkscape.find(".//linearGradient[@id='g2']").attrib["href"] == "#g1"
    assert drawio.find(".//rect").attrib["fill"] == "rgb(240, 240, 240)"
    assert drawio.find(".//rect").attrib["stroke"] == "#000000"
    assert matplotlib.find(".//path").attrib["stroke-linejoin"] == "round"
    assert matplotlib.find(".//text").attrib["font-family"] == "'DejaVu Sans', sans-serif"
    assert matplotlib.find(".//text").attrib["font-size"] == "10px"
    assert matplotlib.find(".//use").attrib["href"] == "#m1"


def test_words_stay_and_the_notice_of_a_program_goes():
    texts = {
        name: " ".join("".join(tree(source)[0].itertext()).split())
        for name, source in PROGRAMS.items()
    }

    assert texts == {"inkscape": "A < B", "drawio": "Firewall", "matplotlib": "0"}


def test_rules_for_classes_elements_and_ids_become_attributes():
    rules = ".a,.b{fill:#123456}\n/* x */ path{stroke:red} #c{opacity:.5} .a:hover{fill:blue}"
    root, _ = tree(
        f'<svg {SVG}><style>{rules}</style><path class="a" id="c" d="M0 0h9"/><g class="b"/></svg>'
    )

    assert root.find("path").attrib == {
        "id": "c", "d": "M0 0h9", "stroke": "red", "fill": "#123456", "opacity": ".5",
    }  # fmt: skip
    assert root.find("g").attrib == {"fill": "#123456"}


def test_a_drawing_that_needs_no_cleaning_stays_byte_for_byte():
    source = f'<svg {SVG}><!-- mine --><path d="M0 0h9"\n fill="url(#x)"/></svg>'.encode()

    assert cleaned(source) is source


@pytest.mark.parametrize("name", DRAWINGS)
def test_what_could_act_is_refused(name):
    with pytest.raises(Unsafe, match=r"line \d+: "):
        cleaned(DRAWINGS[name].encode())


@pytest.mark.parametrize("name", CLEANED)
def test_what_is_only_beside_a_drawing_is_gone(name):
    data = cleaned(CLEANED[name].encode())

    assert list(svg.faults(data, is_cleaned=True)) == []
    for word in (b"script", b"canary", b"example.org", b"foreign", b" on", b"data-", b"<!"):
        assert word not in data


def test_all_faults_are_told_at_once():
    with pytest.raises(Unsafe) as told:
        cleaned(f'<svg {SVG} onload="x">\n<script/>\n<a href="javascript:x"/>\n</svg>'.encode())

    assert str(told.value) == (
        "line 1: remove onload= of <svg>; line 2: remove <script>; "
        "line 3: let href= of <a> refer to nothing outside"
    )


REPEATED = {
    "itself": '<g id="a"><use href="#a"/></g>',
    "in turns": '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
    "doubled": "".join(
        f'<g id="a{n}"><use href="#a{n + 1}"/><use href="#a{n + 1}"/></g>' for n in range(19)
    ) + '<path id="a19" d="M0 0h9"/><use href="#a0"/>',
}  # fmt: skip


@pytest.mark.parametrize("name", REPEATED)
def test_a_drawing_that_repeats_itself_without_end_is_refused(name):
    with pytest.raises(Unsafe, match="repeat"):
        cleaned(f"<svg {SVG}>{REPEATED[name]}</svg>".encode())


LONG = {
    "rules": lambda n: f"<svg {SVG}><style>{'.a{fill:red}' * n}</style></svg>",
    "open comments": lambda n: f"<svg {SVG}><style>{'/*' * n}</style></svg>",
    "no rule": lambda n: f"<svg {SVG}><style>{'a ' * n}</style></svg>",
    "declarations": lambda n: f'<svg {SVG}><path style="{"fill:red;" * n}" d="M0 0"/></svg>',
    "spaces": lambda n: f'<svg {SVG}><path style="fill:light-dark({" " * n}" d="M0 0"/></svg>',
    "parts": lambda n: f"<svg {SVG} id='a'>{'<use href={!r}/>'.format('#b') * n}</svg>",
}


@pytest.mark.parametrize("name", LONG)
def test_cleaning_takes_as_long_as_the_file_is(name):
    def seconds(size):
        source = LONG[name](size).encode()
        start = time.process_time()
        with contextlib.suppress(Unsafe):
            cleaned(source)
        return time.process_time() - start

    seconds(10)

    assert seconds(80_000) < 8 * seconds(20_000) + 0.2
