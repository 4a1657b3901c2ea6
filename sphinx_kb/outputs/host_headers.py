"""What a host is asked to send with every page, and whom to tell of a hole in the site.

``_headers`` is read by Netlify and Cloudflare Pages; docs/hosting.md has the same for others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from sphinx_kb.article import dates
from sphinx_kb.catalog.domain import CatalogDomain
from sphinx_kb.handlers import WEB, after_success
from sphinx_kb.incremental.manifest import OutputManifest
from sphinx_kb.pages.frame import POLICY_TEXT
from sphinx_kb.warn import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_kb.site.settings import Settings

HEADERS = {
    "Content-Security-Policy": f"{POLICY_TEXT}; frame-ancestors 'none'",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), "
    "payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
SECURITY = ".well-known/security.txt"


def headers_file() -> str:
    """Return the file of headers."""
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())


def security_txt(contact: str, expires: str, base: str) -> str:
    """Return the file by which a hole is reported (RFC 9116)."""
    lines = [f"Contact: {contact}", f"Expires: {dates.parse(expires)[1]:%Y-%m-%dT%H:%M:%SZ}"]
    if urlsplit(base).scheme == "https" and urlsplit(base).path in {"", "/"}:
        lines.append(f"Canonical: {urljoin(base, '/' + SECURITY)}")
    return "\n".join(lines) + "\n"


def missing(settings: Settings) -> str:
    """Return the setting that is missing for the file, or ""."""
    if settings.security_contact and not settings.security_expires:
        return "security_expires"
    if settings.security_expires and not settings.security_contact:
        return "security_contact"
    return ""


@after_success(*WEB)
def write_host_files(app: Sphinx) -> None:
    """Write both files; without a contact and an expiry, the first alone."""
    tidy = OutputManifest.of(app.env)
    tidy.write(app, "_headers", headers_file().encode())
    tidy.write(app, ".nojekyll", b"")  # GitHub publishes folders with an underscore, too
    settings = CatalogDomain.of(app.env).site.settings
    if name := missing(settings):
        warn(
            "source",
            f"add '{name}': security.txt needs a contact and an expiry",
            ("_data/site.yml", 1),
        )
    elif settings.security_contact and settings.security_expires:
        text = security_txt(
            settings.security_contact, settings.security_expires, app.config.html_baseurl
        )
        tidy.write(app, SECURITY, text.encode())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the writing."""
    app.setup_extension("sphinx_kb.incremental.manifest")
    app.connect("build-finished", write_host_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
