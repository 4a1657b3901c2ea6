"""Whatever is written, nothing falls over: random heads, bytes and marks, the same in every run."""

import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_kb.article import dates, names, old_urls
from sphinx_kb.article.front_matter import ALIASES, IGNORED, NAMES, REFUSED
from sphinx_kb.article.model import read
from sphinx_kb.markup import liquid
from sphinx_kb.testing import article
from support import SOAK

pytestmark = pytest.mark.soak

EXAMPLES = 2_000 if SOAK else 500
calm = {"derandomize": True, "database": None, "deadline": None}
thorough = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), **calm)
brief = settings(max_examples=EXAMPLES // 5, suppress_health_check=list(HealthCheck), **calm)

MARKS = [
    "---", "...", "\n", "\r\n", "\t", ": ", "- ", "[", "]", "{", "}", "&a", "*a", "!!str", "|", ">",
    "'", '"', "#", "%", "@", "`", "?", "<<", "~", "\\0", "\\ud800", "2026-01-05", "25:00", "+9999",
    "true", "null", "\ufeff", "\u2028", "\x00", "\x1b", "../", "%2e", "://", ":title", "é", "日本",
]  # fmt: skip
LIQUID = [
    "{%", "%}", "{{", "}}", "{:", "}", "{::", "raw", "endraw", "comment", "endcomment",
    "highlight c", "endhighlight", "site.baseurl", "post_url a", "link b", "|", "relative_url",
    "`", "```", "~~~", "\n", "    ", "> ", "- ", "# ", "|a|", "{note}", ":::", "'", '"', " ",
]  # fmt: skip
MARKDOWN = [
    "# H\n", "\n\n", "## H {#a}\n", "[a](good.md)", "[](odd-3.md)", "[a](#b)", "[a][b]",
    "[b]: /c\n", "![a](b.png)", "<a href=x>", "</a>", "<script>", "<!--", "-->", "<svg>", "[^1]",
    "\n[^1]: a\n", "\n(a)=\n", "% c\n", "+++\n", "{ref}`a`", "{doc}`good`", "{abbr}`a (b)`",
    "{term}`a`", "{source}`1,x`", "{raw}`a`", "```{figure} a.png\n", "```{image}\n:width: x\n",
    "```{list-table}\n", "```{code-block} zz\n:linenos:\n", "```{tab-set}\n", "```\n", ":::\n",
    "````{card} a\n:link: javascript:a\n", ":::{note}\n", "::::{grid} 1\n", "\nT\n: d\n",
    "```{include} /etc/passwd\n```\n", "- [ ] a\n", "| a |\n|---|\n| b |\n", "**", "*", "~~",
    "$a$", "&#0;", "&amp;", "\\", "  \n", "1. a\n", "```{math}\n\\frac{\n```\n",
    "```{eval-rst}\n.. raw:: html\n```\n", "{.a #b c=d}", "\n{.a}\n", "a", " b",
]  # fmt: skip
MILD = [mark for mark in MARKDOWN if not re.search("```|:::|raw", mark)] + [
    "\n```{note}\na[^1] {#i}\n```\n", "\n```{figure} a.png\n:name: a\nC[^1]\n```\n",
    "\n::::{grid} 1\n:::{card}\n:::\n::::\n", "\n```{list-table}\n* - a\n  - [^1]\n```\n",
    "\n```{dropdown} *T*\n# H\n```\n", "\n```c\n{{ a }}\n```\n", "\n```{epigraph}\n```\n",
    "\n```{rubric} R\n:class: a\n```\n", "\n:::{tip}\n:::\n", "\n> q\n{: .a}\n",
    "\n::::{tab-set}\n:::{tab-item} A\n[^1]: b\n:::\n::::\n",
    "\n```{code-block} c\n:caption: x\n:name: a\n```\n",
]  # fmt: skip

keys = st.sampled_from([*NAMES, *ALIASES, *sorted(REFUSED), *sorted(IGNORED)]) | st.text(max_size=9)
scalars = (
    st.text(max_size=20) | st.sampled_from(MARKS) | st.dates().map(str) | st.integers().map(str)
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda each: f"[{', '.join(each)}]")
        | st.dictionaries(st.text(max_size=5), inner, max_size=2).map(
            lambda each: "{" + ", ".join(f"{key}: {value}" for key, value in each.items()) + "}"
        )
    ),
    max_leaves=6,
)
fields = st.tuples(keys, values).map(lambda pair: f"{pair[0]}: {pair[1]}\n")
heads = st.lists(fields, max_size=6).map("".join)
soups = st.lists(st.sampled_from(MARKS) | st.text(max_size=6), max_size=30).map("".join)
bodies = st.text(max_size=60) | soups
files = st.one_of(
    st.builds("---\n{}---\n{}".format, heads, bodies).map(
        lambda text: text.encode("utf-8", "replace")
    ),
    st.builds("---\ntitle: T\ndate: 2026-01-05\n{}---\n".format, soups).map(
        lambda text: text.encode("utf-8", "replace")
    ),
    soups.map(lambda text: text.encode("utf-8", "replace")),
    st.binary(max_size=80),
    st.binary(max_size=40).map(lambda data: b"---\ntitle: " + data + b"\n---\n"),
)
paths = st.sampled_from(
    ["posts/x.md", "posts/2026-02-30-x.md", "posts/2026-01-05-x y.md", "posts/_drafts/x.md"]
)


@pytest.mark.slow
@thorough
@given(files, paths)
def test_any_file_is_an_article_or_has_faults_with_a_line_and_a_remedy(data, path):
    found = read(path, data, frozenset({"risk"}), "/:year/:title/")
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    wrong = [
        fault
        for fault in found.faults
        if not (1 <= fault.line <= lines and fault.remedy.strip() and fault.remedy.isprintable())
    ]

    assert (wrong, found.article is None) == ([], any(fault.fatal for fault in found.faults))


@pytest.mark.slow
@thorough
@given(st.lists(st.sampled_from(LIQUID) | st.text(max_size=4), max_size=40).map("".join))
def test_any_body_is_translated_line_by_line(body):
    text, faults = liquid.translate(body)
    lines = body.count("\n") + 1
    wrong = [fault for fault in faults if not (1 <= fault[0] <= lines and fault[1])]

    assert (text.count("\n") + 1, wrong) == (lines, [])


@pytest.mark.slow
@thorough
@given(st.text(min_size=1, max_size=300))
def test_any_name_has_an_address_that_is_a_file_name_and_stays_one(name):
    part = names.slug(name)
    strange = re.findall(r"[\s/\\%?#:*\"<>|\x00-\x1f]", part)

    assert (0 < len(part.encode()) <= names.LONGEST, strange, names.slug(part)) == (True, [], part)


@brief
@given(st.lists(st.text(min_size=1, max_size=3), unique=True, max_size=12))
def test_no_two_names_share_an_address(given_names):
    parts = names.slugs(given_names, taken=["taken"])

    assert len({*parts.values(), "taken"}) == len(given_names) + 1


def answer(function, *arguments, **named):
    """Return what a function returns, or the remedy with which it refuses."""
    try:
        return function(*arguments, **named), ""
    except ValueError as error:
        return None, str(error)


@pytest.mark.slow
@thorough
@given(soups | st.text(max_size=40))
def test_any_old_address_is_inside_the_site_or_refused_with_a_remedy(written):
    path, remedy = answer(old_urls.normalize, written)
    parts = old_urls.output_file(path).split("/") if path is not None else []
    refused = remedy.startswith(("write ", "shorten "))

    assert (refused, {"", ".", ".."} & set(parts)) == (path is None, set())


@brief
@given(
    st.lists(st.sampled_from([":title", ":year", ":x", "/", "pretty", ":", "é"]), max_size=8).map(
        "".join
    ),
    st.datetimes(timezones=st.just(dates.UTC)),
    st.text(max_size=9),
)
def test_any_permalink_is_expanded_or_refused_with_a_remedy(pattern, due, slug):
    text, remedy = answer(
        old_urls.expand, pattern, day=due.date(), due=due, slug=slug, categories=["a", "b"]
    )

    is_refused = "has no meaning here" in remedy or remedy == old_urls.FROM_ROOT
    assert ("//" in (text or ""), text is None) == (False, is_refused)


@pytest.mark.slow
@brief
@given(soups | st.from_regex(dates._WRITTEN, fullmatch=True))
def test_any_date_is_read_or_refused_with_a_remedy(written):
    found, remedy = answer(dates.parse, written)
    apart = abs((found[1].date() - found[0]).days) if found else 0

    assert (apart <= 1, found is None) == (True, remedy.startswith("write "))


def odd_files(seed):
    """Return a hundred files of random bytes and marks, and their names."""
    chance = random.Random(seed)
    result = {}
    for number in range(100):
        kind = number % 4
        marks = ([*MARKS, *LIQUID, "x: y\n"], [*MARKDOWN, *LIQUID], MILD)[max(0, kind - 1)]
        soup = "".join(chance.choices(marks, k=60))
        if kind == 0:
            data = chance.randbytes(200)
        elif kind == 1:
            data = f"---\ntitle: T{number}\n{soup}\n---\nText.\n".encode("utf-8", "replace")
        else:
            data = article(title=f"T{number}", body=soup).encode()
        result[f"posts/odd-{number}.md"] = data
    return result


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 6) if SOAK else [1])
def test_a_site_of_odd_files_is_built_and_the_good_article_is_in_it(make_site, seed):
    site = make_site({**odd_files(seed), "posts/good.md": article(title="A good one")})
    built = site.build("-W", "--keep-going")
    located = re.compile(r"posts/odd-\d+\.md(:\d+)?: (WARNING|ERROR|CRITICAL): [^\n\x1b]+")
    strange = [line for line in built.warnings if not located.fullmatch(line)]

    assert (
        built.exit in {0, 1},
        "Traceback" in built.output,
        strange,
        site.page("posts/good").select_one("h1").get_text().rstrip("#¶"),
    ) == (True, False, [], "A good one")
