"""Incremental builds: any build leaves what a clean build leaves. Locks, fingerprints, manifest."""
