"""The directive ``{risk-curve}``: the year of a risk as a drawing, with its points as a table."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_kb.decisions import curve_file, effects, show
from sphinx_kb.decisions.curve import drawing
from sphinx_kb.decisions.register_values import nearest
from sphinx_kb.incremental.state import fingerprint
from sphinx_kb.pictures.dark import with_dark
from sphinx_kb.risks import context, figures
from sphinx_kb.risks.assessed import AssessedRegister
from sphinx_kb.risks.directive import RegisterDirective, chosen
from sphinx_kb.risks.shown import ShownRegister
from sphinx_kb.risks.tables import RiskTable, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_kb.calculators.options import Option
    from sphinx_kb.decisions.assessment import Assessment
    from sphinx_kb.decisions.yearly import YearFigures

CLASS = "kb-risk-curve"  # by which a page's sheet is chosen
WIDTH = 720  # px, where a reader has no style sheet
NONE = "none"  # in place of options: the year of today alone


class risk_curve(nodes.General, nodes.Element):  # noqa: N801  # docutils names nodes so
    """A drawing: its ``file``, what it shows (``alt``), and a ``caption``."""


class RiskCurve(RegisterDirective):
    """``{risk-curve} R1`` with the option ``after``: options, or "none"."""

    known = ("after",)

    def shown(self, found: Assessment, options: Mapping[str, Option]) -> list[nodes.Node]:
        """Return the drawing, and its points."""
        name = " ".join(" ".join(self.arguments).split())
        risks = found.register.risks
        if name not in risks:
            hint = nearest(name, risks) or f": write one of {', '.join(risks)}"
            self.tell(self.lineno, f"correct the risk '{name[: figures.LONGEST]}'{hint}")
            return []
        names, years = self._years(found, name, options.get("after"))
        title = f"{name} {risks[name].title}: chance that a year costs more than an amount"
        curve = drawing(years, names, found.register.limit, show.sign(found.register.currency))
        data = with_dark(curve_file.svg(curve, title))
        file = f"risk-{name.lower()}-{fingerprint(data, 6)}.svg"
        ShownRegister.of(self.env).add_drawing(self.env.docname, file, data)
        about = context.about(found)
        kind = "Illustrative figures" if about["illustrative"] else "The register"
        caption = f"{title}. {kind} of {about['name']}, as of {about['as_of']}."
        rows = [[nodes.Text(text) for text in row] for row in points(found, years)]
        return [
            risk_curve("", file=file, alt=curve["sentence"], caption=caption),
            table(f"{name}, one year", ["Share of years", *names], rows),
        ]  # fmt: skip

    def _years(
        self, found: Assessment, name: str, option: Option | None
    ) -> tuple[list[str], list[YearFigures]]:
        """Return the year of today, and that with options, with a name for each."""
        today, after = found.risks[name]
        if option is None:
            return [context.TODAY, context.AFTER], [today, after]
        listed = chosen(self, option, [*found.register.options, NONE], "option")
        if not listed or NONE in listed:
            return [context.TODAY], [today]
        titles = ", ".join(found.register.options[one].title for one in listed)
        pair = effects.after(found.register, name, listed)
        limit = found.register.limit
        year = AssessedRegister.of(self.env).years.one(pair, limit.loss if limit else None)
        return [context.TODAY, f"With {titles}"], [today, year]


def points(found: Assessment, years: Sequence[YearFigures]) -> list[list[str]]:
    """Return points of curves as rows; none that is nothing on one side alone: it looks like a cure."""
    rows = []
    for key, text in context.SHARES:
        amounts = [getattr(year, key) for year in years]
        if all(amount > 0 for amount in amounts) or not any(amount > 0 for amount in amounts):
            rows.append([text, *(context.short(found, amount) for amount in amounts)])
    return rows


def visit_risk_curve(self: HTML5Translator, node: risk_curve) -> None:
    """Write the drawing as a figure."""
    place = f"{self.builder.imgpath}/{node['file']}"
    self.body.append(
        f'<figure class="{CLASS}"><img src="{escape(place)}" alt="{escape(node["alt"])}" width="{WIDTH}"'
        f' height="{curve_file.HEIGHT}" loading="lazy"><figcaption>{escape(node["caption"])}</figcaption></figure>\n'
    )
    raise nodes.SkipNode


def skip(self: object, node: risk_curve) -> None:
    """Leave the drawing out of what is not HTML: its points stand beside it."""
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the node and the directives."""
    others = dict.fromkeys(("latex", "text", "man", "texinfo"), (skip, None))
    app.add_directive("risk-table", RiskTable)
    app.add_directive("risk-curve", RiskCurve)
    app.add_node(risk_curve, html=(visit_risk_curve, None), **others)  # type: ignore[arg-type]
    return {"parallel_read_safe": True, "parallel_write_safe": True}
