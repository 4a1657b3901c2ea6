"""`make live`: who has a page open sees what they save."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from sphinx_kb.pages.frame import POLICY_TAG
from sphinx_kb.testing import article, environ
from support import ROOT


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.slow
def test_a_page_that_is_open_shows_what_is_saved_under_the_policy_of_the_site(make_site, chromium):
    site = make_site({"posts/a.md": article(body="Before.\n")})
    port = free_port()
    command = [sys.executable, "-m", "tools.live", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(
        [*command, *site.arguments()], cwd=ROOT, env=environ(),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        with chromium.new_page() as page:
            address = f"http://127.0.0.1:{port}/posts/a.html"
            for _ in range(400):
                try:
                    page.goto(address)
                except Exception:  # noqa: BLE001  # it does not listen yet
                    page.wait_for_timeout(200)
                else:
                    break
            before = page.locator(".kb-article").inner_text()
            page.wait_for_timeout(500)  # it listens for the end of the next build
            site.write({"posts/a.md": article(body="After.\n")})
            page.get_by_text("After.").first.wait_for(timeout=60_000)
    finally:
        server.terminate()
        server.wait(20)

    assert "Before." in before
    published = (site.out / "posts" / "a.html").read_text("utf-8")
    assert POLICY_TAG in published
    assert "live-reload" not in published
