"""Any sequence of changes, builds and kills ends in what a clean build makes, byte for byte.

25 builds and 4 kills in `make test`; 300 and 50 in `make soak`. Each walk leaves some kinds of
steps out (hypothesis does so), so there are several walks.
"""

# a file of data is read best on one line

import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from sphinx_kb.testing import FRAME, Site, article, environ
from support import SOAK
from support.registers import RISKS

pytestmark = [pytest.mark.slow, pytest.mark.soak]

WALKS, STEPS, BUILDS = (24, 30, 300) if SOAK else (4, 10, 25)
KILL_EVERY = 6  # builds
COPY = {"KB_CRISIS": "1"}  # the copy in one file, too
NAMES = st.sampled_from("abcdef")
WORDS = st.sampled_from(
    [
        "MFA here.",
        "Risk appetite.",
        "By {csf}`GV.RM` and {csf}`GV.OC`.",
        "[f](../assets/downloads/form.csv)",
        "[one](a.md)",
        "[](b.md) MFA",
        "Nothing.",
        "{risk}`R1` and {option}`doors`.",
        "```{risk-table}\n```",
        ":::{checklist} first\n- [ ] One\n- [ ] Two\n:::",
        "```{calculator} clocks\n:aware: 2026-03-27 09:00\n```",
        "```{calculator} ale\n```",
    ]
)
HEADS = st.sampled_from(
    [
        "categories: [risk]\n",
        "categories: [risk, business]\ntags: [x]\ncontrols: [GV.RM-01]\n",
        "controls: [GV.OC, GV.RM]\n",
        "category: technical\ntags: [x, y]\nauthor: mishaal\n",
        "category: New topic\nfeatured: true\n",
        "draft: true\n",
        "hidden: true\nredirect_from: /old/\n",
        "toc: true\nrelated: [a]\nauthor: editors\n",
        "pinned: true\ncategories: [risk]\nno_terms: true\n",
        "changes:\n  - {date: 2026-02-04, what: A table.}\nreviewed: 2026-02-03\nreview_by: 2026-09-01\n",
        "redirect_from: [/older/, /posts/f.html]\nlang: de\n",
    ]
)
TITLES = st.sampled_from(["One", "Two", "A & B", "Three"])
GLOSSARIES = st.sampled_from(
    ["MFA\n  Two proofs.", "MFA\n2FA\n  More.\n\nRisk appetite\n  How much."]
)


CSF = """\
name: CSF
short: CSF
publisher: P
version: "2"
date: 2024
source: https://example.org/
groups:
  - names: {{GV.RM: {0}, GV.OC: Context}}
    parts: {{GV.RM: [01]}}
"""

CLOCKS = """\
notice:
  name: {0}
  article: Art. 1
  jurisdiction: Nowhere
  who: All
  starts: aware
  when: When it is known
  calendar: eu
  steps:
    - {{id: first, what: A call, after: {1}h, from: aware, to: The office}}
  checked: 2026-01-01
  review_by: 2027-06-30
  source: https://example.org/law
"""
INCIDENT = "name: {0}\norder: 1\nsigns: it is hacked.\nfirst: [Call {0}]\narticles: [a]\nreview_by: 2027-01-01\n"
SETTINGS = "description: {0}.\ncolor: '{1}'\noffline: {2}\nshared: [csf, synonyms]\n"


KILLED = """
import sys
from sphinx_kb import parallel
parallel.MIN_ITEMS = 1
from sphinx.cmd.build import main
sys.exit(main(sys.argv[1:]))
"""


class Building(RuleBasedStateMachine):
    """A small site that is changed and built again and again."""

    builds = kills = 0  # over all walks

    @initialize(seed=st.integers(0, 2**32))
    def start(self, seed):
        self.chance = random.Random(seed)
        self.folder = Path(tempfile.mkdtemp())
        self.site = Site(self.folder / "site").write({**FRAME, "assets/downloads/form.csv": "a\n"})
        self.check()

    @rule(name=NAMES, title=TITLES, head=HEADS, words=WORDS)
    def write(self, name, title, head, words):
        self.site.write({f"posts/{name}.md": article(head, title=title, body=f"## H\n\n{words}\n")})
        self.check()

    @rule(name=NAMES, other=NAMES)
    def move(self, name, other):
        path = self.site.root / f"posts/{name}.md"
        if path.exists():
            path.rename(self.site.root / f"posts/{other}.md")
            self.check()

    @rule(name=NAMES)
    def remove(self, name):
        (self.site.root / f"posts/{name}.md").unlink(missing_ok=True)
        self.check()

    @rule(entries=GLOSSARIES)
    def define(self, entries):
        self.site.write({"pages/glossary.md": f"# Glossary\n\n```{{glossary}}\n{entries}\n```\n"})
        self.check()

    @rule(name=TITLES)
    def rename_author_and_topic(self, name):
        self.site.write(
            {
                "_data/authors.yml": f"mishaal:\n  name: {name}\neditors:\n  name: The editors\n",
                "_data/topics.yml": f"risk:\n  name: Risk {name}\n",
                "_data/controls/csf.yml": CSF.format(name),
                "_data/templates.yml": f"now:\n  name: {name}\n  files: [{{file: form.csv, name: F, use: For it.}}]\n",
                "_data/paths.yml": f"p:\n  name: {name}\n  articles: [{{slug: a, reason: Because.}}]\n",
            }
        )
        self.check()

    @rule(name=TITLES, hours=st.sampled_from([4, 24]), is_there=st.booleans())
    def change_register_and_incidents(self, name, hours, is_there):
        files = {
            "_data/risks.yml": RISKS.replace("A fire", name),
            "_data/clocks.yml": CLOCKS.format(name, hours),
            "_data/incidents/first.yml": INCIDENT.format(name),
        }
        self.site.write(files)
        if not is_there:
            self.site.remove(*files)
        self.check()

    @rule(name=TITLES, color=st.sampled_from(["#0a5", "#225577"]), offline=st.booleans(), new=NAMES)
    def change_settings_and_redirects(self, name, color, offline, new):
        self.site.write({
            "_data/site.yml": SETTINGS.format(name, color, str(offline).lower()),
            "_data/redirects.yml": f"/once/: /posts/{new}\n/twice.html: /posts/{new}.html\n",
            "_data/synonyms.yml": f"- [{name.split()[0]}, hazard]\n",
        })  # fmt: skip
        self.check()

    def kill(self):
        """Kill a build at some moment."""
        Building.kills += 1
        command = self.site.command("-j", str(1 + self.builds % 2), program=KILLED)
        build = subprocess.Popen(
            command, env=environ(**COPY), start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(self.chance.uniform(0.5, 2.5))
        os.killpg(build.pid, signal.SIGKILL)
        build.wait()

    def check(self):
        """Build, now and then after a killed build, and compare every byte with a clean build's."""
        Building.builds += 1
        if self.builds % KILL_EVERY == 0:
            self.kill()
        self.site.build("-j", str(1 + self.builds % 2), environ=COPY)
        other = Site(self.folder / "clean")
        shutil.rmtree(other.root, ignore_errors=True)
        shutil.copytree(self.site.root, other.root, ignore=shutil.ignore_patterns("_build"))
        other.build(environ=COPY)
        ours, fresh = self.site.files(), other.files()
        assert [name for name in ours.keys() | fresh if ours.get(name) != fresh.get(name)] == []

    def teardown(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def test_any_walk_leaves_what_a_clean_build_leaves():
    Building.builds = Building.kills = 0
    run_state_machine_as_test(
        Building,
        settings=settings(
            max_examples=WALKS,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=not SOAK,
            print_blob=True,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )

    assert (Building.builds >= BUILDS, Building.kills >= BUILDS // KILL_EVERY) == (True, True)
