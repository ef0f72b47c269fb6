"""Publishing a package as a release that never changes."""
