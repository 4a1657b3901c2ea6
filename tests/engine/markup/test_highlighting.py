"""Code in colors: the languages that authors name, bounded whatever their code is."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from sphinx_kb.markup import highlighting, lexer_patches, lexers
from sphinx_kb.testing import article
from support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

TWO = {"posts/b.md": article(title="B"), "posts/c.md": article(title="C")}
SLASHES = "\\" * 60
HOSTILE = {  # language -> code on which its lexer in Pygments 2.21 does not end in a lifetime
    "rego": f'"{SLASHES}',
    "cddl": f'"{SLASHES}',
    "bash": f"$'{SLASHES}",
    "sh": f"$'{SLASHES}",
    "zsh": f"echo $'{SLASHES}",
    "console": f"$ echo $'{SLASHES}",
    "docker": f"FROM a\nRUN echo $'{SLASHES}",
    "fish": f'"{SLASHES}',
    "tcsh": f'"{SLASHES}',
    "php": f"<?php\n<<<_{'é' * 60}",
    "perl": f"s!{SLASHES}",
    "scala": f'"{SLASHES}',
    "registry": f'"{SLASHES}',
    "rst": f"a\n:{SLASHES}",
    "common-lisp": f"*\\ {'.' * 60}",
    "emacs-lisp": f"*\\ {'.' * 60}",
    "batch": f"for /f %a in ('{'%' * 60}",
    "markdown": f'```rego\n"{SLASHES}\n```',
    "http": f'HTTP/1.1 200 OK\nContent-Type: text/x-rego\n\n"{SLASHES}',
    "postgresql": f"CREATE FUNCTION a() AS $$\"{SLASHES}$$ LANGUAGE 'rego';",
    "org": f'#+BEGIN_SRC rego\n"{SLASHES}\n#+END_SRC',
    "pytb": '  File "a", line 1a',
    "pycon": '>>> a\nTraceback (most recent call last):\n  File "a", line 1a\n',
    "guess": f'"{SLASHES}',
}


@contextmanager
def in_time(seconds: float) -> Iterator[None]:
    """Fail where something takes longer: a lexer that does not end would stop all tests."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def code(site, number=0):
    """Return a block of code of the page posts/a."""
    return site.page("posts/a").select("article div[class*=highlight-]")[number]


def kinds(node):
    """Return the classes of the parts of a code that have colors."""
    return {name for part in node.select("pre span") for name in part.get("class", [])}


# -- Languages that are named -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("python", "python"), ("py", "python"), ("PYTHON3", "python"), ("sh", "bash"), ("shell", "bash"),
        ("env", "bash"), ("jsonc", "json"), ("jsonl", "json"), ("yml", "yaml"), ("ps1", "powershell"), ("hcl", "terraform"),
        ("kusto", "kql"), ("c#", "csharp"), ("kt", "kotlin"), ("dockerfile", "docker"), ("shell-session", "console"),
        ("conf", "ini"), ("patch", "diff"), ("sigma", "yaml"), ("postgres", "sql"), ("tfvars", "terraform"),
        ("txt", "text"), ("plaintext", "text"), ("text", "text"), ("none", "text"), ("default", "text"),
        ("mermaid", "text"), ("guess", "text"), ("nonsense", "text"), ("", "text"), ("cddl", "text"),
    ],
)  # fmt: skip
def test_the_names_of_a_language_are_those_of_pygments_its_files_and_the_usual_ones(
    written, listed
):
    assert lexers.language(written) == listed


@pytest.mark.parametrize("name", lexers.COLORED)
def test_every_listed_language_has_a_lexer_and_is_found_by_its_name(name):
    assert lexers.language(name) == name
    assert list(lexers.lexer(name).get_tokens("x = 1\n"))


def test_other_names_are_needed_and_lead_to_a_listed_language():
    own = lexers.names().keys() - lexers.ALSO.keys()

    assert set(lexers.ALSO.values()) <= set(lexers.COLORED)
    assert lexers.ALSO.keys() & own == set()


def test_the_listed_languages_are_those_of_the_documentation():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    listed = re.search(r"Code is colored in these languages:(.*?)\. ", text, re.DOTALL)

    assert listed
    assert re.findall(r"[^\s,`]+", listed[1]) == sorted(lexers.COLORED)


@pytest.mark.parametrize(
    "written",
    [
        "```python\ndef f(): return 1\n```",
        "```py\ndef f(): return 1\n```",
        "~~~Python\ndef f(): return 1\n~~~",
        "```{code-block} python\ndef f(): return 1\n```",
        "```{code} python\ndef f(): return 1\n```",
        ":::{sourcecode} python\ndef f(): return 1\n:::",
        "```python\n>>> def f(): return 1\n```",
    ],
)
def test_code_of_a_listed_language_is_colored(make_site, written):
    site = make_site({"posts/a.md": article(body=f"{written}\n")})

    assert site.build("-W", "--keep-going").warnings == []
    assert {"k", "nf"} <= kinds(code(site))


@pytest.mark.parametrize(
    "info",
    [
        "txt",
        "plaintext",
        "mermaid",
        "nonsense",
        "cddl",
        "guess",
        "rst",
        "",
        "c++++",
        "C:\\x",
        "\u65e5\u672c",
    ],
)
def test_code_of_another_language_or_of_none_is_plain_and_nobody_is_told(make_site, info):
    site = make_site({"posts/a.md": article(body=f"```{info}\nimport os  # def\n```\n")})

    assert site.build("-W", "--keep-going").warnings == []
    assert kinds(code(site)) == set()
    assert code(site).get_text().strip() == "import os  # def"


@pytest.mark.parametrize(
    "written",
    [
        "    import os\n",
        "```{code-block}\nimport os\n```\n",
        "```\n>>> import os\n```\n",
        "`import os`{l=cddl}\n",
    ],
)
def test_code_that_names_no_listed_language_is_never_taken_for_python(make_site, written):
    site = make_site({"posts/a.md": article(body=f"Text.\n\n{written}")})

    assert site.build("-W", "--keep-going").warnings == []
    assert site.page("posts/a").select("article .highlight .kn, article code .kn") == []


def test_code_in_a_line_may_be_colored(make_site):
    site = make_site({"posts/a.md": article(body="Text `import os`{l=python}.\n")})

    assert site.build("-W", "--keep-going").warnings == []
    assert site.page("posts/a").select_one("article code .kn").get_text() == "import"


@pytest.mark.parametrize(
    "written",
    [
        "```json\n{\"a\": ..., 'b': <value>, // so\n```\n",
        "```python\nif $x = ?? then\n```\n",
        "```yaml\na: [\n\t- %\n```\n",
        "```java\n\u00a7\u00a7 `` \\ #\n```\n",
    ],
)
def test_code_that_its_language_does_not_know_is_shown_and_nobody_is_told(make_site, written):
    site = make_site({"posts/a.md": article(body=written)})
    text = written.split("\n", 1)[1].removesuffix("```\n")

    assert site.build("-W", "--keep-going").warnings == []
    assert code(site).get_text().strip() == text.strip()
    assert "err" not in kinds(code(site))


def test_an_article_without_code_asks_for_no_lexer(make_site, monkeypatch):
    monkeypatch.setattr(lexers, "names", lambda: pytest.fail("asked"))
    site = make_site({"posts/a.md": article(body="Text with `code`.\n")})

    assert site.build("-W", "--keep-going").exit == 0


# -- Bounds -------------------------------------------------------------------------------------


def test_hostile_code_is_shown_in_time_in_any_language(make_site):
    ways = {
        "fence": "```LANG\nCODE\n```", "directive": "```{code-block} LANG\nCODE\n```",
        "sourcecode": "```{sourcecode} LANG\nCODE\n```", "code": "```{code} LANG\nCODE\n```",
        "forced": "```{code-block} LANG\n:force:\n\nCODE\n```", "named": "```{code-block} LANG\n:name: x\n\nCODE\n```",
        "liquid": "{% highlight LANG %}\nCODE\n{% endhighlight %}",
    }  # fmt: skip
    files = {
        f"posts/{way}.md": article(
            body="\n\n".join(
                form.replace("```", "`````").replace("LANG", language).replace("CODE", text)
                for language, text in HOSTILE.items()
            )
        )
        for way, form in ways.items()
    }
    inline = "".join(
        f"`` {text} ``{{l={name}}}\n\n" for name, text in HOSTILE.items() if "\n" not in text
    )
    raw = f'<pre lang="rego">"{SLASHES}</pre>\n\n<pre><code class="language-rego">"{SLASHES}</code></pre>\n'
    site = make_site(
        {**files, "posts/inline.md": article(body=inline), "posts/raw.md": article(body=raw)}
    )
    with in_time(120):
        built = site.build("-j", "2")

    assert "Traceback" not in built.output
    for way in ways:
        blocks = site.page(f"posts/{way}").select("article div[class*=highlight-]")
        shown = [block.get_text().strip() for block in blocks]
        assert shown == [text.strip() for text in HOSTILE.values()], way
    assert site.page("posts/inline").select_one("article code").get_text().strip() == f'"{SLASHES}'


def test_hostile_code_of_a_listed_language_that_was_patched_is_colored(make_site):
    site = make_site({"posts/a.md": article(body=f"```bash\nif true; then $'{SLASHES}\n```\n")})

    assert site.build("-W", "--keep-going").warnings == []
    assert "k" in kinds(code(site))


@pytest.mark.parametrize("processes", ["1", "2"])
def test_code_that_takes_too_long_is_plain_and_told_in_every_build(
    make_site, monkeypatch, processes
):
    monkeypatch.setattr(highlighting, "PATIENCE", 0.2)
    slow = "`" * 40_000  # of which the lexer of YAML makes errors, slowly
    body = f"~~~yaml\n{slow}\n~~~\n\n~~~yaml\na: 1\n~~~\n"
    site = make_site({"posts/a.md": article(body=body), **TWO})
    with in_time(60):
        built = [site.build("-W", "--keep-going", "-j", processes) for _ in range(2)]
    line = "posts/a.md:6: WARNING: shorten this code, or name no language: it takes too long to color [kb.code]"

    assert [(each.exit, each.warnings) for each in built] == [(1, [line])] * 2
    assert code(site).get_text().strip() == slow


def test_the_code_of_a_page_shares_its_time(make_site, monkeypatch):
    monkeypatch.setattr(highlighting, "PATIENCE", 0.2)
    body = f"~~~yaml\n{'`' * 40_000}\n~~~\n\n" * 40
    site = make_site({"posts/a.md": article(body=body)})
    start = os.times().user
    with in_time(60):
        built = site.build()

    assert os.times().user - start < 40 * 0.2
    assert len(built.warnings) == 1


@pytest.mark.parametrize("processes", ["1", "2"])
def test_code_that_is_too_large_is_plain_and_told_in_every_build(make_site, monkeypatch, processes):
    monkeypatch.setattr(highlighting, "LARGEST", 5_000)
    large = "a: 1\n" * (highlighting.LARGEST // 5 + 1)
    body = f"```yaml\n{large}```\n\n```yaml\n{large[5:]}```\n\n```text\n{large}```\n"
    site = make_site({"posts/a.md": article(body=body), **TWO})
    built = [site.build("-W", "--keep-going", "-j", processes) for _ in range(2)]
    remedy = "shorten this code, or name no language: more than 5,000 characters are not colored"

    assert [(each.exit, each.warnings) for each in built] == [
        (1, [f"posts/a.md:6: WARNING: {remedy} [kb.code]"])
    ] * 2
    assert [bool(kinds(code(site, number))) for number in range(3)] == [False, True, False]


@pytest.mark.parametrize("error", [*highlighting.BROKEN], ids=lambda error: error.__name__)
def test_a_lexer_that_fails_leaves_its_code_plain(make_site, monkeypatch, error):
    from pygments.lexers import PythonLexer

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(PythonLexer, "get_tokens_unprocessed", fail)
    site = make_site({"posts/a.md": article(body="```python\nimport os\n```\n")})

    assert site.build("-W", "--keep-going").warnings == []
    assert code(site).get_text().strip() == "import os"


def test_the_limit_of_time_leaves_the_timer_and_its_handler_as_they_were():
    before = signal.getsignal(signal.SIGVTALRM)
    with pytest.raises(highlighting.OutOfTime), highlighting.at_most(0.05):
        re.match("(a|a)*b", "a" * 60)

    assert signal.getsignal(signal.SIGVTALRM) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


# -- What is changed in Pygments ------------------------------------------------------------------

PROPER = {
    "bash": ["$'a\\'b\\101\\\\'", "cat <<EOF\na $b\nEOF\n", "cat <<-'EOF'\n\ta\nEOF\n", "cat << \\EOF\na\nEOF\n", "echo $((1 << 2))"],
    "c": [
        "int main(void) {\n  return 0; /* a */\n}\n", "static const char *\nf(int a, char *b) /* c */ // d\n{\n}\n",
        "unsigned  long\tf(void);\n", "int  a = f(1);\n",
    ],
    "csharp": ["public static async Task<int> F(string a) { return 1; }\n", "void F ()\n{}\n", "return a;\n"],
    "docker": ['VOLUME ["/a", "/b"]\n', 'CMD  ["a"]\n', 'ENTRYPOINT \\\n  ["a"]\n', "CMD a b\n"],
    "java": ["public record A(int b) {}\n", "  static  int f(int a) {\n    return 1;\n  }\n"],
    "pytb": ['Traceback (most recent call last):\n  File "a", line 1, in <module>\n    b\nNameError: c\n',
             '  File "a", line 1\n    b c\n      ^\nSyntaxError: d\n'],
    "perl": ["s!a\\!b!c!g;\n", "s!\\\\!a!;\n"],
    "php": ["<?php\n$a = <<<EOT\na $b\nEOT;\n", "<?php function \u00e9t\u00e9($\u00e4) { return 1; }\n"],
    "registry": ['[HKEY_LOCAL_MACHINE\\A]\n"a\\"b"="c"\n"d\\\\"=dword:00000001\n@="x"\n'],
    "rego": ['a = "b\\"c\\\\"\nallow { input.x == "y" }\n'],
    "scala": ['val a = "b\\"c\\\\"\nval d = raw"e"\n'],
    "fish": ['echo "a $b\\\\"\n', "echo $'a\\'b'\n"],
    "systemd": ["[Unit]\nDescription=a = b\nAfter = c \\\n  d\n# e\n"],
    "terraform": ['resource "a" "b" {\n  c = 1\n  d {\n  }\n}\n', 'variable   "e" {\n}\n', "locals {\n}\n"],
    "zeek": ["const a = 1.5 min; local b = .5e3 + 12. + 3days;\n", "a[1..2]\n"],
}  # fmt: skip
PROPER["cpp"] = PROPER["c"]


@pytest.fixture(scope="module")
def original() -> dict[str, list[str]]:
    """Return what lexers that were not patched read: in another process, for a patch stays."""
    program = (
        "import json, sys; from pygments.lexers import find_lexer_class_by_name as find\n"
        "print(json.dumps({name: [repr(list(find(name)(stripnl=False).get_tokens(text))) for text in texts]"
        " for name, texts in json.load(sys.stdin).items()}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps(PROPER),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("language", lexer_patches.PATCHES)
def test_proper_code_is_read_as_before_by_a_lexer_that_was_patched(original, language):
    patched = lexers.lexer(language)

    assert [repr(list(patched.get_tokens(text))) for text in PROPER[language]] == original[language]


def test_a_patch_that_is_no_longer_needed_is_told(monkeypatch):
    monkeypatch.setitem(lexer_patches.PATCHES, "toml", {"nowhere": ""})

    with pytest.raises(LookupError, match="the lexer of toml has no nowhere"):
        lexer_patches.apply.__wrapped__("toml")


def test_lexers_that_use_a_patched_one_are_known():
    from pygments.lexers import find_lexer_class_by_name

    from tools.lexer_attacks import relatives

    owners = {find_lexer_class_by_name(name): name for name in lexer_patches.PATCHES}
    for name in lexers.COLORED:
        kin = relatives(type(lexers.lexer(name)))
        patched = {owners[kind] for kind in kin & owners.keys()} - {name}
        assert patched <= set(lexers.USED.get(name, ())), name
