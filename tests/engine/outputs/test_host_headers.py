"""The headers for hosts, and whom to tell of a hole."""

import re

import pytest

from sphinx_kb.outputs import host_headers
from sphinx_kb.pages.frame import POLICY_TEXT
from support import ROOT

CONTACT = "security_contact: mailto:security@example.org\n"
EXPIRES = "security_expires: 2027-12-31\n"


def test_the_headers_say_the_policy_of_the_pages_and_more(make_site):
    site = make_site()
    site.build()
    lines = (site.out / "_headers").read_text("utf-8").splitlines()
    found = dict(line.strip().split(": ", 1) for line in lines[1:])

    assert lines[0] == "/*"
    assert found["Content-Security-Policy"] == f"{POLICY_TEXT}; frame-ancestors 'none'"
    assert found["X-Content-Type-Options"] == "nosniff"
    assert {"Referrer-Policy", "Permissions-Policy"} <= found.keys()
    assert max(map(len, lines)) < 2000  # what Cloudflare Pages reads of a line


def test_what_the_pages_use_is_not_forbidden_by_the_headers():
    assert not re.search(r"fullscreen|clipboard", host_headers.HEADERS["Permissions-Policy"])


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_security_txt_names_the_contact_and_the_expiry(make_site, builder):
    site = make_site({"_data/site.yml": CONTACT + EXPIRES})
    site.build(builder=builder)
    file = site.root / f"_build/{builder}/.well-known/security.txt"

    assert (
        file.read_text("utf-8")
        == "Contact: mailto:security@example.org\nExpires: 2027-12-31T00:00:00Z\n"
    )


@pytest.mark.parametrize(("base", "line"), [
    ("https://example.org/", "Canonical: https://example.org/.well-known/security.txt\n"),
    ("https://example.org", "Canonical: https://example.org/.well-known/security.txt\n"),
    ("https://example.org/en/latest/", ""),
    ("http://example.org/", ""),
    ("", ""),
])  # fmt: skip
def test_the_canonical_address_is_given_where_it_is_true(base, line):
    assert (
        host_headers.security_txt("mailto:a@example.org", "2027-12-31", base).partition("Z\n")[2]
        == line
    )


@pytest.mark.parametrize(
    ("given", "missing"), [(CONTACT, "security_expires"), (EXPIRES, "security_contact"), ("", "")]
)
def test_without_one_of_them_there_is_no_file_and_the_owner_is_told(make_site, given, missing):
    site = make_site({"_data/site.yml": given})
    built = site.build()

    assert not (site.out / ".well-known").exists()
    assert [line for line in built.warnings if "security.txt" in line] == (
        [f"_data/site.yml:1: WARNING: add '{missing}': security.txt needs a contact and an expiry [kb.source]"]
        if missing else []
    )  # fmt: skip


def test_settings_that_are_taken_back_take_the_file_away(make_site):
    site = make_site({"_data/site.yml": CONTACT + EXPIRES})
    site.build()
    site.write({"_data/site.yml": ""}).build()

    assert not (site.out / ".well-known").exists()
    assert (site.out / "_headers").exists()


def test_the_page_on_hosting_has_the_same_headers():
    page = (ROOT / "docs/hosting.md").read_text("utf-8")
    blocks = re.findall(r"^```(\w+)\n(.*?)^```", page, re.M | re.S)

    assert {name for name, _ in blocks} >= {"nginx", "caddyfile", "apache"}
    for name, text in blocks:
        if name in {"nginx", "caddyfile", "apache"}:
            for header, value in host_headers.HEADERS.items():
                assert f'{header} "{value}"' in text, (name, header)
