"""``kb import``: a site of another system, taken over as data.

Nothing of the source runs, no path leads out of it, no symbolic link is followed, nothing is fetched.
"""
