"""Files beside the pages: feeds, sitemap, redirects, Markdown twins, OpenGraph, headers, e-book."""
