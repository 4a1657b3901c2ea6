"""Serve a site while it is written: a page that is open reloads when a build has ended.

    python -m tools.live [OPTIONS OF sphinx-autobuild] SOURCE OUTPUT

sphinx-autobuild writes its script into each page that it serves, where our policy stops it.
Here the script is a file of the same host, which the policy allows: what is published stays.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from sphinx_autobuild import __main__ as autobuild  # type: ignore[import-untyped]  # it has no types
from sphinx_autobuild import middleware
from starlette.responses import Response
from starlette.routing import Route

if TYPE_CHECKING:
    from typing import Any

    from starlette.applications import Starlette
    from starlette.requests import Request

PATH = "/live-reload.js"
TAG = f'<script src="{PATH}"></script>'
SCRIPT = """\
const listen = (again) => {
  const socket = new WebSocket(`ws://${location.host}/websocket-reload`);
  socket.onopen = () => again && location.reload();
  socket.onmessage = () => location.reload();
  socket.onclose = () => setTimeout(listen, 1000, true);
};
listen(false);
"""


def _script(request: Request) -> Response:
    return Response(SCRIPT, media_type="text/javascript")


def with_script(app: Starlette) -> Starlette:
    """Return the server with a place for the script before all files."""
    app.router.routes.insert(0, Route(PATH, _script))
    return app


def main(arguments: list[str]) -> None:
    """Serve until the server is stopped."""
    create: Any = autobuild._create_app
    autobuild._create_app = lambda *given: with_script(create(*given))
    middleware.web_socket_script = lambda ws_url: TAG
    autobuild.main(arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
