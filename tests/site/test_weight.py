"""What a first visit to each article fetches, without its pictures."""

from __future__ import annotations

import gzip
from functools import cache

MOST = 45_000  # bytes, gzipped
ON_DEMAND = ("kb-tooltips.js", "kb-pictures.js")  # kb.js loads them where they have work


def test_no_article_is_heavier_than_a_first_visit_may_be(real_site):
    @cache
    def packed(path) -> int:
        return len(gzip.compress(path.read_bytes(), 6))

    def weight(page) -> int:
        soup = real_site.page(page)
        used = soup.select("link[rel=stylesheet], script[src], .kb-logo img")
        names = [(tag.get("href") or tag["src"]).rpartition("/")[2] for tag in used]
        files = [real_site.out / "_static" / name for name in (*names, *ON_DEMAND)]
        return sum(map(packed, [real_site.out / f"{page}.html", *files]))

    pages = [f"posts/{path.stem}" for path in (real_site.out / "posts").glob("*.html")]
    weights = {page: weight(page) for page in pages}

    assert len(weights) > 30
    assert {page: bytes_ for page, bytes_ in weights.items() if bytes_ > MOST} == {}
