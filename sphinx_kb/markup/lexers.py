"""The languages in which code is colored, by the names that authors give them.

Each is read by a lexer of Pygments that `python -m tools.fuzz_lexers` has tried with hostile code.
A language that is not listed is no fault: its code is shown as it is.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from pygments.lexers import find_lexer_class_by_name, get_all_lexers
from pygments.lexers.textfmts import HttpLexer

from sphinx_kb.markup import lexer_patches

if TYPE_CHECKING:
    from pygments.lexer import Lexer

FUZZED = "2.21.0"  # the version of Pygments whose lexers were tried
PLAIN = "text"
COLORED = (  # by Pygments' names; of two with one ending of files, the first has it
    "bash", "console", "powershell", "pwsh-session", "fish", "awk", "sed",
    "json", "json5", "yaml", "toml", "ini", "properties", "xml", "xslt", "diff", "http", "markdown",
    "docker", "terraform", "puppet", "nixos", "jsonnet", "make", "cmake", "rego", "cel",
    "nginx", "apacheconf", "caddyfile", "squidconf", "systemd", "unixconfig", "registry", "zone", "sieve", "yang",
    "sql", "mysql", "tsql", "kql", "promql", "sparql", "cypher", "jmespath", "dax", "codeql", "graphql",
    "yara", "zeek", "pem", "asn1", "hexdump", "objdump", "nasm", "gas", "smali", "solidity", "kmsg",
    "html", "css", "scss", "less", "javascript", "typescript", "jsx", "tsx", "vue", "php",
    "jinja", "twig", "liquid", "handlebars", "protobuf", "thrift",
    "python", "pycon", "pytb", "c", "cpp", "csharp", "java", "kotlin", "scala", "groovy", "go", "rust", "swift",
    "ruby", "irb", "perl", "lua", "r", "julia", "matlab", "haskell", "elixir", "erlang", "clojure",
    "scheme", "ocaml", "fsharp", "vb.net", "vbscript", "dart", "zig", "nim", "d", "fortran", "cobol", "delphi",
    "ada", "prolog", "tcl", "verilog", "vhdl", "wat", "applescript", "tex", "graphviz",
)  # fmt: skip
ALSO = {  # names that Pygments does not know
    "jsonc": "json", "geojson": "json", "har": "json",
    "sigma": "yaml", "ansible": "yaml", "kubernetes": "yaml", "k8s": "yaml", "helm": "yaml", "openapi": "yaml",
    "compose": "yaml", "docker-compose": "yaml", "cloudformation": "yaml", "github-actions": "yaml",
    "env": "bash", "dotenv": "bash", "shellscript": "bash", "shell-script": "bash", "curl": "bash", "azurecli": "bash",
    "terminal": "console", "shellsession": "console", "sh-session": "console", "bash-session": "console",
    "ps": "powershell", "azurepowershell": "powershell", "conf": "ini", "config": "ini", "gitconfig": "ini",
    "editorconfig": "ini", "htaccess": "apacheconf", "httpd": "apacheconf",
    "containerfile": "docker", "opentofu": "terraform", "tfvars": "terraform",
    "plist": "xml", "atom": "xml", "gitdiff": "diff", "node": "javascript", "nodejs": "javascript",
    "jenkinsfile": "groovy", "assembly": "nasm", "vba": "vb.net", "j2": "jinja", "hbs": "handlebars",
    "postgresql": "sql", "postgres": "sql", "plpgsql": "sql", "plsql": "sql", "oracle": "sql", "sqlite": "sql",
    "mariadb": "mysql", "mssql": "tsql", "sqlserver": "tsql",
}  # fmt: skip
OPTIONS = {"markdown": {"handlecodeblocks": False}}  # or it would use any lexer for what is in them
USED = {  # lexers that others use, and that are patched
    "console": ("bash",),
    "docker": ("bash",),
    "pycon": ("pytb",),
}


class Http(HttpLexer):  # type: ignore[misc]
    """Reads messages of HTTP; of their bodies, those of the listed types."""

    TYPES = frozenset({
        "application/json", "application/xml", "text/xml", "text/html"
    })  # fmt: skip
    _type: str | None = None

    @property
    def content_type(self) -> str | None:
        """Return the type of a body that is colored."""
        return self._type

    @content_type.setter
    def content_type(self, written: str | None) -> None:
        self._type = written if written in self.TYPES else None


@cache
def names() -> dict[str, str]:
    """Return every name of a colored language, and the one by which it is listed here.

    Besides Pygments' names these are the endings of files, where they name one language.
    """
    known = {
        name: (aliases, patterns)
        for _, aliases, patterns, _ in get_all_lexers(plugins=False)
        for name in aliases
    }
    found: dict[str, str] = {}
    for name in COLORED:
        for pattern in known[name][1]:
            if pattern.startswith("*.") and pattern[2:].isalnum():
                found.setdefault(pattern[2:].lower(), name)
    for name in COLORED:
        found |= dict.fromkeys(known[name][0], name)
    return found | ALSO


def language(written: str) -> str:
    """Return the listed name of a language, or PLAIN."""
    return names().get(written.lower(), PLAIN)


@cache
def _class(name: str) -> type[Lexer]:
    """Return the class of the lexer of a language, patched."""
    for each in (name, *USED.get(name, ())):
        lexer_patches.apply(each)
    return Http if name == "http" else find_lexer_class_by_name(name)


def lexer(name: str, options: dict[str, Any] | None = None) -> Lexer:
    """Return a new lexer, for the listed name of a language."""
    return _class(name)(stripnl=False, **OPTIONS.get(name, {}) | (options or {}))
