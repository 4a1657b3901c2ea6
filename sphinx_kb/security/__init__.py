"""An article is data: the allow-list, the sanitizer, and the content security policy (CSP)."""
