"""What is looked at besides the build: links inside the site, review dates, renamed articles."""
