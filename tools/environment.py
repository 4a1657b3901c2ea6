"""Make the virtual environment, with every package at its fixed version and hash.

    python3 tools/environment.py FOLDER REQUIREMENTS

It runs before anything is installed, so it uses nothing but Python's own library,
in words that an old Python understands.
"""

import os
import subprocess
import sys

OLDEST, NEWEST = (3, 11), (3, 14)


def refuse(remedy):  # noqa: ANN001, ANN201  # an old Python must be able to read this
    """Say in one line what to do, and stop."""
    sys.stderr.write(remedy + "\n")
    raise SystemExit(1)


def main(folder, requirements):  # noqa: ANN001, ANN201
    """Make the environment in a folder, unless it is there, and fill it."""
    found = sys.version_info[:2]
    if not OLDEST <= found <= NEWEST:
        refuse(
            "This needs Python {}.{} to {}.{}, and {} is {}.{}: name another one, "
            "as in 'make PYTHON=python3.12 ...'".format(
                OLDEST[0], OLDEST[1], NEWEST[0], NEWEST[1], sys.executable, found[0], found[1]
            )
        )
    python = os.path.join(folder, "bin", "python")
    if not os.path.exists(python):
        try:
            import ensurepip  # noqa: F401
            import venv
        except ImportError:
            refuse(
                "This Python cannot make a virtual environment: install its venv package "
                "(on Debian or Ubuntu: apt install python3-venv)"
            )
        print("Making the virtual environment in {}".format(folder))
        venv.create(folder, with_pip=True, clear=os.path.exists(folder))
    print("Installing the packages of {}".format(requirements))
    code = subprocess.call(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
         "--require-hashes", "--requirement", requirements]
    )  # fmt: skip
    if code:
        refuse("The packages could not be installed: see the lines above, then run make again")


if __name__ == "__main__":
    main(*sys.argv[1:])
